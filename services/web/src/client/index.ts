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

import { backoff } from "./closing.ts";
import { isNewer } from "./freshness.ts";
import { type SubscribeOptions, type Subscription, type SubscriptionState, subscribe } from "./subscription.ts";
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
export function subscribeToRecommendations(options: RecommendationOptions): Subscription {
  let shown: Recommendation | undefined;
  let current: SubscriptionState = { name: "connecting" };
  const { sessionId, onRecommendation, ...rest } = options;
  const offer = (recommendation: Recommendation, position: StreamPosition): void => {
    if (current.name === "closed" || !isNewer(shown, recommendation)) return;
    shown = recommendation;
    onRecommendation(recommendation, position);
  };
  const subscription = subscribe<Recommendation>({
    ...rest,
    channel: `recommendations:${sessionId}`,
    onPublication: offer,
    onState: (state) => {
      current = state;
      rest.onState?.(state);
      if (state.name === "live" && !state.recovered) void catchUp(state);
    },
  });
  const catchUp = async (live: SubscriptionState): Promise<void> => {
    for (let attempt = 0; current === live; attempt++) {
      const found = await newest(options);
      if (found === "none") return;
      if (found !== "later") return offer(found, subscription.position ?? { epoch: "", offset: 0 });
      await new Promise((resolve) => setTimeout(resolve, backoff(attempt)));
    }
  };
  return subscription;
}

/** The newest recommendation over plain HTTP; "none" when there is none to be had, "later" when not for now. */
async function newest(options: RecommendationOptions): Promise<Recommendation | "none" | "later"> {
  const token = await options.token(false).catch(() => undefined);
  if (token === undefined) return "later";
  const base = options.gatewayUrl.replace(/\/$/, "");
  try {
    const response = await fetch(`${base}/v1/sessions/${encodeURIComponent(options.sessionId)}/recommendations`, {
      headers: { Authorization: `Bearer ${token}` },
      cache: "no-store",
    });
    if (response.status === 200) return (await response.json()) as Recommendation;
    return response.status >= 500 || response.status === 429 ? "later" : "none";
  } catch (error) {
    if (error instanceof TypeError) return "later"; // the network
    throw error;
  }
}
