/**
 * The JSON shapes that a recommendation client reads: what the gateway sends over WebSocket and SSE.
 *
 * Imported by the client, the rail and the inspector. Times are RFC 3339, money is an amount as text with its currency,
 * offsets are numbers.
 */
/** An amount of money; `amount` is decimal text, never a float. */
export interface Money {
    amount: string;
    currency: string;
}
/** One item of a slate, in the order it is to be shown (`position` from 0). */
export interface SlateItem {
    item_id: string;
    position: number;
    score: number;
    choice_probability: number;
    price: Money;
    reasons: string[];
}
/** How far of the session a recommendation has seen. */
export interface BasedOn {
    screenshot_offset: number;
    interaction_offset: number;
    revision?: number;
}
/** One answer to one session: the slate, its wording and what was relaxed to get it. */
export interface Recommendation {
    recommendation_id: string;
    session_id: string;
    arm: string;
    revision: number;
    slate: SlateItem[];
    wording: string;
    relaxed: {
        constraint: string;
        reason: string;
    }[];
    latency_ms: Record<string, number>;
    based_on: BasedOn;
}
/** One message of a channel. */
export interface Publication<Data = Recommendation> {
    offset: number;
    data: Data;
}
/** Where a subscriber stands in a channel: enough to be told what it missed. */
export interface StreamPosition {
    epoch: string;
    offset: number;
}
/** A frame from the gateway: the answer to command `id`, a push, or a ping of its own. */
export interface Frame {
    id?: number;
    connect?: {
        client: string;
        expires_at: string;
        ping_interval_ms: number;
    };
    subscribe?: {
        channel: string;
        epoch: string;
        offset: number;
        recovered: boolean;
        publications: Publication<unknown>[];
    };
    refresh?: {
        expires_at: string;
    };
    ping?: Record<string, never>;
    push?: {
        channel: string;
        epoch: string;
        offset: number;
        data: unknown;
    };
    error?: {
        code: number | string;
        message: string;
    };
}
