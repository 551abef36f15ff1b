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
export function settingsOf(script: HTMLScriptElement): SnippetSettings {
  const { siteKey, captureUrl, gatewayUrl, shopperId, currency, locale } = script.dataset;
  if (!siteKey || !captureUrl || !gatewayUrl) {
    throw new Error("interarec.js needs data-site-key, data-capture-url and data-gateway-url on its script tag");
  }
  return {
    siteKey,
    captureUrl: captureUrl.replace(/\/$/, ""),
    gatewayUrl: gatewayUrl.replace(/\/$/, ""),
    chunkBase: new URL("chunks/", script.src).href,
    locale: locale ?? (document.documentElement.lang || navigator.language),
    ...(shopperId ? { shopperId } : {}),
    ...(currency ? { currency } : {}),
  };
}
