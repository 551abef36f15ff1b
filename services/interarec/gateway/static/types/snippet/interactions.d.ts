/**
 * What the shopper does, sent in small batches: views, clicks, basket, purchases, filters, impressions, dismissals.
 *
 * The shop calls `interarec.track(...)`; the rail reports impressions and clicks the same way.
 */
import type { Session } from "./session.ts";
/** One act, in the action names of the capture service. `filter` carries attribute and value ("" clears it). */
export interface Interaction {
    action: "view" | "click" | "add_to_cart" | "purchase" | "impression" | "dismiss" | "filter";
    item_id?: string;
    recommendation_id?: string;
    position?: number;
    quantity?: number;
    price?: {
        amount: string;
        currency: string;
    };
    attribute?: string;
    value?: string;
}
/** Collects acts and sends them in order. */
export declare class InteractionLog {
    #private;
    constructor(session: Session, ended: () => void);
    add(interaction: Interaction): void;
    /** Give up the acts that wait or are on their way; later ones are sent. */
    drop(): void;
    stop(): void;
}
