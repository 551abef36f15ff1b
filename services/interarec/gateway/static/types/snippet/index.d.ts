/**
 * `interarec.js`: the one script tag a shop adds.
 *
 * Asks for consent, opens a session, captures what the shopper sees, and offers `window.interarec` to the page:
 * `track(interaction)`, `pause()`, `resume()`, `erase()` and `session` (undefined until consent). The events
 * `interarec:session`, `interarec:captured` and `interarec:over` on the document tell what changes.
 */
import type { Interaction } from "./interactions.ts";
/** What the rest of the page may know of the running session. */
export interface SessionHandle {
    sessionId: string;
    gatewayUrl: string;
    token(renew?: boolean): Promise<string>;
}
/** The page's view of the snippet, as `window.interarec`. */
export interface Interarec {
    readonly session: SessionHandle | undefined;
    readonly captured: number;
    track(interaction: Interaction): void;
    pause(): void;
    resume(): void;
    erase(): Promise<void>;
}
declare global {
    interface Window {
        interarec?: Interarec;
    }
}
