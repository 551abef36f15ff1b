/** What the page says on the script tag; read once at start by index.ts. */
/** Addresses without a trailing slash, and what the shop knows of the shopper. */
export interface SnippetSettings {
    siteKey: string;
    captureUrl: string;
    gatewayUrl: string;
    /** Folder of the lazily loaded part, with a trailing slash. */
    chunkBase: string;
    shopperId?: string;
    locale: string;
    currency?: string;
}
/** Settings from the attributes of the script tag; throws with the name of what is missing. */
export declare function settingsOf(script: HTMLScriptElement): SnippetSettings;
