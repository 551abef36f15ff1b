/**
 * `interarec-client`: recommendations in the browser (or any runtime with WebSocket and fetch), no framework.
 *
 * ```js
 * import { subscribeToRecommendations } from "/interarec-client.js";
 * const subscription = subscribeToRecommendations({
 *   gatewayUrl: "http://localhost:8080", sessionId, token: async () => token,
 *   onRecommendation: (recommendation) => render(recommendation.slate),
 * });
 * ```
 */
import { type SubscribeOptions, type Subscription } from "./subscription.ts";
import type { Recommendation, StreamPosition } from "./wire.ts";
export { isNewer } from "./freshness.ts";
export { subscribe } from "./subscription.ts";
export type { SubscribeOptions, Subscription, SubscriptionState } from "./subscription.ts";
export type { BasedOn, Money, Publication, Recommendation, SlateItem, StreamPosition } from "./wire.ts";
/** As `SubscribeOptions`, with the session in place of the channel. */
export interface RecommendationOptions extends Omit<SubscribeOptions<Recommendation>, "channel" | "onPublication"> {
    sessionId: string;
    onRecommendation: (recommendation: Recommendation, position: StreamPosition) => void;
}
/**
 * The recommendations of one session: each at most once, never an older one after a newer one.
 *
 * When the gateway cannot tell what was missed, the newest is fetched, again and again while that fails for now and the
 * connection lasts, so a page always ends on it.
 */
export declare function subscribeToRecommendations(options: RecommendationOptions): Subscription;
