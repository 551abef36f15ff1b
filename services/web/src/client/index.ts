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

import { isNewer } from "./freshness.ts";
import { type SubscribeOptions, type Subscription, subscribe } from "./subscription.ts";
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
 * When the gateway cannot tell what was missed, the newest is fetched, so a page always ends on it.
 */
export function subscribeToRecommendations(options: RecommendationOptions): Subscription {
  let shown: Recommendation | undefined;
  let closed = false;
  const { sessionId, onRecommendation, ...rest } = options;
  const offer = (recommendation: Recommendation, position: StreamPosition): void => {
    if (closed || !isNewer(shown, recommendation)) return;
    shown = recommendation;
    onRecommendation(recommendation, position);
  };
  const subscription = subscribe<Recommendation>({
    ...rest,
    channel: `recommendations:${sessionId}`,
    onPublication: offer,
    onState: (state) => {
      closed = state.name === "closed";
      rest.onState?.(state);
      if (state.name !== "live" || state.recovered) return;
      void newest(options).then((found) => found && offer(found, subscription.position ?? { epoch: "", offset: 0 }));
    },
  });
  return subscription;
}

/** The newest recommendation over plain HTTP; undefined when there is none or it cannot be had now. */
async function newest(options: RecommendationOptions): Promise<Recommendation | undefined> {
  try {
    const token = await options.token(false);
    const base = options.gatewayUrl.replace(/\/$/, "");
    const response = await fetch(`${base}/v1/sessions/${encodeURIComponent(options.sessionId)}/recommendations`, {
      headers: { Authorization: `Bearer ${token}` },
      cache: "no-store",
    });
    return response.status === 200 ? ((await response.json()) as Recommendation) : undefined;
  } catch (error) {
    if (error instanceof TypeError) return undefined; // The network: the subscription itself retries.
    throw error;
  }
}
