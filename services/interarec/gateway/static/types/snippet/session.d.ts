/**
 * The capture session of this tab: made once consent is given, kept over page loads, its token renewed in time.
 *
 * Used by uploads.ts, interactions.ts and, for its token, by the recommendation client.
 */
import type { SnippetSettings } from "./settings.ts";
/** What the capture service grants and this tab counts. */
interface Facts {
    session_id: string;
    token: string;
    expires_at: string;
    capture: {
        interval_ms: number;
        max_bytes: number;
        media_types: string[];
    };
    next_screenshot: number;
    next_interaction: number;
}
/** One session; `Session.open` resumes the tab's or makes a new one. */
export declare class Session {
    #private;
    readonly settings: SnippetSettings;
    private constructor();
    /** Resume what this tab kept, or start afresh; tries until the service answers. Undefined when it refuses. */
    static open(settings: SnippetSettings): Promise<Session | undefined>;
    get id(): string;
    get capture(): Facts["capture"];
    /** Address of something of this session at the capture service. */
    url(rest?: string): string;
    /** A token that holds for a while; `renew` asks for a new one whatever the old one says. Throws when refused. */
    token(renew?: boolean): Promise<string>;
    /** The next screenshot number; `skip` leaves a gap after a clash with another tab. */
    takeScreenshotNumber(skip?: number): number;
    takeInteractionNumber(): number;
    /** Forget the session in this tab; a later `open` starts a new one. */
    forget(): void;
}
export {};
