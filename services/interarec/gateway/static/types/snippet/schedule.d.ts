/**
 * When to take the next picture of the page: pure arithmetic on times in milliseconds.
 *
 * A picture is due when what was changed has settled, and at the latest one floor interval after the last picture while
 * the shopper is active and things keep moving. Nothing changed, or nobody there: no picture.
 */
/** Times of the schedule, in milliseconds. */
export interface SchedulePlan {
    /** Quiet time after the last change before the page counts as settled. */
    settleMs: number;
    /** Longest time between pictures while something changes. */
    floorMs: number;
    /** Shortest time between two pictures. */
    gapMs: number;
    /** How long after the last input a shopper still counts as active. */
    activeMs: number;
}
export declare class CaptureSchedule {
    #private;
    /** Opening a page counts as a change made by an active shopper. */
    constructor(plan: SchedulePlan, now: number);
    /** The page may look different now. */
    changed(now: number): void;
    /** The shopper did something: pointer, key, wheel or touch. */
    input(now: number): void;
    /** A picture of the page as of `now` was taken. */
    captured(now: number): void;
    /** When the next picture is due; undefined while none is. */
    dueAt(): number | undefined;
}
