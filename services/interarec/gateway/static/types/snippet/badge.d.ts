/**
 * The shopper's own control: a small badge that says what is going on and opens a panel with the last pictures,
 * a pause button and an erase button.
 *
 * It draws what index.ts tells it and reports three wishes: pause, resume, erase.
 */
import type { Sent } from "./uploads.ts";
export type BadgeState = "watching" | "paused" | "erasing" | "erased" | "over" | "off";
/** What the badge shows. */
export interface BadgeView {
    state: BadgeState;
    accepted: number;
    pictures: readonly Sent[];
    note?: string;
}
/** What a shopper can ask for. */
export interface BadgeWishes {
    pause(): void;
    resume(): void;
    erase(): void;
    restart(): void;
}
export declare class Badge {
    #private;
    constructor(wishes: BadgeWishes);
    show(view: BadgeView): void;
}
