/**
 * A subscription that outlives its connections: reconnects, recovers what was missed, falls back to SSE.
 *
 * Public entry: `subscribe`. Delivers every publication at most once, in order, and never one that is older than what
 * was delivered before.
 */
import type { StreamPosition } from "./wire.ts";
/** What the subscription is doing; `closed` is final and carries why. */
export type SubscriptionState = {
    name: "connecting";
} | {
    name: "live";
    transport: "websocket" | "sse";
    recovered: boolean;
} | {
    name: "waiting";
    retryInMs: number;
    closeCode: number;
} | {
    name: "closed";
    closeCode: number;
    reason: string;
};
/** What to subscribe to and whom to tell. */
export interface SubscribeOptions<Data> {
    /** Base address of the gateway, `http:` or `https:`. */
    gatewayUrl: string;
    /** `recommendations:SESSION` or `site:SITE`. */
    channel: string;
    /**
     * Asked before every connect and refresh; must give a valid token, a new one when `renew` is set. When it rejects, it
     * is asked again after a pause; the subscription goes on.
     */
    token: (renew: boolean) => Promise<string>;
    onPublication: (data: Data, position: StreamPosition) => void;
    onState?: (state: SubscriptionState) => void;
    /** Tried in this order; SSE only after three WebSocket tries that never got through. */
    transports?: ("websocket" | "sse")[];
    /** Replaceable in tests and outside browsers. */
    socket?: (url: string, protocol: string) => WebSocket;
}
/** A running subscription; `close` ends it for good, `position` is where it stands. */
export interface Subscription {
    close(): void;
    readonly position: StreamPosition | undefined;
}
/** Start a subscription; it connects at once and keeps trying until it is closed or refused for good. */
export declare function subscribe<Data>(options: SubscribeOptions<Data>): Subscription;
