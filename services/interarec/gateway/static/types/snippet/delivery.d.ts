/**
 * An ordered queue of requests to the capture service: one in flight, retried with back-off, bounded.
 *
 * Used for screenshots (uploads) and interactions; the caller says how to make a request from an entry.
 */
import { type Verdict } from "./http.ts";
/** How a queue makes and ends its requests. */
export interface DeliveryPlan<Entry> {
    /** The request of an entry, without the Authorization header. */
    request: (entry: Entry) => {
        url: string;
        init: RequestInit;
    };
    /** Waits while no token can be had for now; throws when the session is over. */
    token: (renew: boolean) => Promise<string>;
    /** The entry left the queue: delivered, or dropped with a verdict. `response` is set when delivered. */
    settled: (entry: Entry, verdict: Verdict, response: Response | undefined) => void;
    /** The session is over for good. */
    ended: () => void;
    /** Waiting entries beyond this many push out the oldest waiting one. */
    capacity: number;
}
export declare class Delivery<Entry> {
    #private;
    constructor(plan: DeliveryPlan<Entry>);
    add(entry: Entry): void;
    get length(): number;
    /** Give up all that waits or is on its way; what is added later goes up. */
    drop(): void;
    /** Nothing more is sent, and nobody is told of what was on its way. */
    stop(): void;
}
