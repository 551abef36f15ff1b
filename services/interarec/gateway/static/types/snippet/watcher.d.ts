/**
 * Watches the page and says when a picture is due; asleep in background tabs and while paused.
 *
 * Turns DOM events into calls of the schedule; the only module that knows which events mean what.
 */
/** Milliseconds between pictures while the shopper is active, as the capture service said. */
export interface WatcherPlan {
    intervalMs: number;
    /** Take the picture; resolves when the next may be planned. */
    capture: () => Promise<void>;
}
export declare class Watcher {
    #private;
    constructor(plan: WatcherPlan);
    set paused(paused: boolean);
    stop(): void;
    /** The page may look different now. */
    readonly changed: () => void;
}
