/**
 * Pictures on their way to the capture service: unchanged ones are left out, the rest go up in order.
 *
 * Keeps the last ones it sent so that the badge can show the shopper exactly what was captured.
 */
import type { Frame } from "./frame.ts";
import type { Session } from "./session.ts";
/** A picture that was taken, and what became of it. */
export interface Sent {
    frame: Frame;
    sequence: number;
    dwellMs: number;
    state: "sending" | "sent" | "skipped" | "dropped";
    reason?: string;
}
/** Sends pictures; `changed` is called whenever the list or a state in it changes. */
export declare class Uploads {
    #private;
    readonly shown: Sent[];
    accepted: number;
    unchanged: number;
    constructor(session: Session, changed: () => void, ended: () => void);
    /** Queue a picture unless it is the same, byte for byte, as the last one. */
    add(frame: Frame, dwellMs: number): void;
    /** Give up the pictures that wait or are on their way; later ones go up. */
    drop(): void;
    stop(): void;
}
