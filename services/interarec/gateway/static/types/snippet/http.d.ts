/**
 * How the snippet talks to the capture service: one request, and what its answer means for the next one.
 *
 * Used by session.ts, uploads.ts and interactions.ts. Nothing here keeps state.
 */
/** What to do after an answer. */
export type Verdict = {
    name: "done";
} | {
    name: "retry";
    afterMs: number;
} | {
    name: "renew";
} | {
    name: "clash";
} | {
    name: "drop";
} | {
    name: "ended";
};
/** The verdict on a status; `undefined` is a network failure. `attempt` counts from 0. */
export declare function verdictOf(status: number | undefined, retryAfter: string | null, attempt: number, random?: () => number): Verdict;
/** The verdict on a token renewal: what says that the session is no more ends it, anything else is tried again. */
export declare function renewalVerdictOf(status: number | undefined, retryAfter: string | null, attempt: number, random?: () => number): Verdict;
/** A Retry-After header (seconds or a date) in milliseconds from now, at most what a timer can wait. */
export declare function retryAfterMs(header: string | null, now?: number): number | undefined;
/** Fetch that answers `undefined` when the network failed or `init.signal` cut it; anything else wrong is thrown. */
export declare function send(url: string, init: RequestInit): Promise<Response | undefined>;
/** The JSON of an answer; undefined when the network failed half way, or something on the way put in a page of its own. */
export declare function bodyOf<Body>(response: Response): Promise<Body | undefined>;
/** Wait so long, or until `signal` cuts the waiting short. */
export declare function pause(milliseconds: number, signal?: AbortSignal): Promise<void>;
