/**
 * What a lost connection means for the client: try again, or stop.
 *
 * Application close codes 4000 to 4499 ask for a reconnect, 4500 to 4999 forbid it; every other code is the network's
 * and is retried.
 */
/** True when the server said that trying again is of no use (wrong token, origin, channel or limit). */
export declare function isFinal(closeCode: number): boolean;
/** True when the session token ran out: a new one must be had before the next try. */
export declare function needsNewToken(closeCode: number): boolean;
/** Milliseconds to wait before try `attempt` (from 0): full jitter over a doubling window of at most 30 s. */
export declare function backoff(attempt: number, random?: () => number): number;
