/**
 * The capture session of this tab: made once consent is given, kept over page loads, its token renewed in time.
 *
 * Used by uploads.ts, interactions.ts and, for its token, by the recommendation client.
 */
import type { SnippetSettings } from "./settings.ts";
/** What the capture service grants. */
interface Granted {
    session_id: string;
    token: string;
    expires_at: string;
    capture: {
        interval_ms: number;
        max_bytes: number;
        media_types: string[];
    };
}
/** One session; `Session.open` resumes the tab's or makes a new one. */
export declare class Session {
    #private;
    readonly settings: SnippetSettings;
    private constructor();
    /** Resume what this tab kept, or start afresh; tries until the service answers. Undefined when it refuses. */
    static open(settings: SnippetSettings): Promise<Session | undefined>;
    get id(): string;
    get capture(): Granted["capture"];
    /** Address of something of this session at the capture service. */
    url(rest?: string): string;
    /**
     * A token that holds for a while; `renew` asks for a new one whatever the old one says.
     *
     * While none can be had for now it waits; it throws when the service says that the session is over, or after `forget`.
     */
    token(renew?: boolean): Promise<string>;
    /** The token at hand, perhaps run out: good for erasing, which must not wait for a new one. */
    get lastToken(): string;
    /** The next screenshot number; `skip` leaves a gap after a clash with another tab. */
    takeScreenshotNumber(skip?: number): number;
    takeInteractionNumber(): number;
    /** Forget the session in this tab; a later `open` starts a new one. */
    forget(): void;
}
export {};
