/**
 * The recommendation rail: shows the newest slate of the session, animates what changed, says why each item is there.
 *
 * The shop calls `mountRail` with an element and a way to describe an item. The rail follows the snippet's session by
 * its events, and reports impressions, clicks and dismissals back through `interarec.track`. Its host carries
 * `data-interarec-ui`, so that no picture ever contains it and it cannot feed on itself.
 */

import { isNewer } from "../client/freshness.ts";
import { type RecommendationOptions, subscribeToRecommendations } from "../client/index.ts";
import type { Subscription, SubscriptionState } from "../client/subscription.ts";
import type { Recommendation, SlateItem } from "../client/wire.ts";
import { Impressions } from "./impressions.ts";
import { moveChildren } from "./motion.ts";
import { RAIL_CSS } from "./style.ts";
import { explain, sinceLastScreen } from "./why.ts";

/** What the shop knows of an item. */
export interface ItemView {
  title: string;
  url: string;
  imageUrl?: string;
  price: string;
}

/** How the rail fits into the shop. */
export interface RailOptions {
  /** `column` beside the page, `row` above or below the listing. */
  layout: "column" | "row";
  title?: string;
  /** Undefined leaves the item out (not in this shop's catalogue). */
  describe: (item: SlateItem) => ItemView | undefined;
  /** Address of the back office's page on one session, shown under "Why these?" when given. */
  inspectorUrl?: (sessionId: string) => string;
}

/** A mounted rail; `close` ends its subscription. */
export interface Rail {
  close(): void;
  readonly recommendation: Recommendation | undefined;
}

/** Put a rail into `host` and keep it on the newest recommendation. */
export function mountRail(host: HTMLElement, options: RailOptions): Rail {
  return new MountedRail(host, options);
}

class MountedRail implements Rail {
  readonly #options: RailOptions;
  readonly #stop = new AbortController();
  readonly #wording = make("p", "ir-wording");
  readonly #when = make("p", "ir-when");
  readonly #list = make("ol", "ir-list");
  readonly #why = make("div", "ir-why");
  readonly #whyButton = make("button", "ir-why-button");
  readonly #impressions: Impressions;
  #subscription: Subscription | undefined;
  #recommendation: Recommendation | undefined;
  #dismissed = new Set<string>();
  #lastState: SubscriptionState | undefined;

  constructor(host: HTMLElement, options: RailOptions) {
    this.#options = options;
    this.#impressions = new Impressions((itemId) => this.#track("impression", itemId));
    this.#build(host);
    const listening = { signal: this.#stop.signal };
    document.addEventListener("interarec:session", () => this.#follow(), listening);
    document.addEventListener("interarec:captured", () => this.#idleText(), listening);
    document.addEventListener("interarec:over", () => this.#clear(), listening);
    this.#idleText();
    this.#follow();
  }

  get recommendation(): Recommendation | undefined {
    return this.#recommendation;
  }

  close(): void {
    this.#stop.abort();
    this.#subscription?.close();
    this.#impressions.stop();
  }

  #build(host: HTMLElement): void {
    host.dataset.interarecUi = "rail";
    host.classList.add("ir-rail", `ir-${this.#options.layout}`);
    if (!document.getElementById("ir-style")) {
      const style = document.createElement("style");
      style.id = "ir-style";
      style.textContent = RAIL_CSS;
      document.head.append(style);
    }
    const heading = make("h2", "ir-title", this.#options.title ?? "Picked for you");
    heading.id = "ir-title";
    host.setAttribute("role", "complementary");
    host.setAttribute("aria-labelledby", "ir-title");
    this.#wording.setAttribute("role", "status");
    this.#list.tabIndex = 0;
    this.#list.setAttribute("aria-label", "Recommended items");
    this.#whyButton.type = "button";
    this.#whyButton.textContent = "Why these?";
    this.#whyButton.setAttribute("aria-expanded", "false");
    this.#whyButton.setAttribute("aria-controls", "ir-why");
    this.#whyButton.addEventListener("click", () => this.#toggleWhy());
    this.#why.id = "ir-why";
    this.#why.hidden = this.#whyButton.hidden = this.#list.hidden = true;
    const head = make("div", "ir-head");
    head.append(heading, this.#wording, this.#when, this.#whyButton);
    host.replaceChildren(head, this.#why, this.#list);
  }

  /** Subscribe to the snippet's session, if there is one. */
  #follow(): void {
    const session = window.interarec?.session;
    if (!session) return;
    this.#subscription?.close();
    this.#recommendation = undefined;
    const options: RecommendationOptions = {
      gatewayUrl: session.gatewayUrl,
      sessionId: session.sessionId,
      token: (renew) => session.token(renew),
      onRecommendation: (recommendation) => this.#show(recommendation),
      onState: (state) => this.#showState(state),
    };
    this.#subscription = subscribeToRecommendations(options);
    this.#idleText();
  }

  #show(recommendation: Recommendation): void {
    if (!isNewer(this.#recommendation, recommendation)) return;
    this.#recommendation = recommendation;
    this.#wording.textContent = recommendation.wording;
    const since = sinceLastScreen(recommendation);
    this.#when.textContent = since ? `${since} after your last screen` : "";
    this.#whyButton.hidden = this.#list.hidden = false;
    const items = recommendation.slate
      .filter((item) => !this.#dismissed.has(item.item_id))
      .flatMap((item) => this.#card(item) ?? []);
    moveChildren(this.#list, items);
    this.#impressions.watch(recommendation.recommendation_id, this.#list.children);
    this.#list.parentElement?.setAttribute("data-recommendation", recommendation.recommendation_id);
    if (!this.#why.hidden) this.#drawWhy();
  }

  #card(item: SlateItem): HTMLElement | undefined {
    const view = this.#options.describe(item);
    if (!view) return undefined;
    const card = make("li", "ir-item");
    card.dataset.itemId = item.item_id;
    const link = make("a", "ir-link");
    link.href = view.url;
    link.addEventListener("click", () => this.#track("click", item.item_id));
    if (view.imageUrl) {
      const image = make("img", "ir-image");
      image.src = view.imageUrl;
      image.alt = "";
      link.append(image);
    }
    const text = make("span", "ir-text");
    text.append(make("span", "ir-name", view.title), make("span", "ir-price", view.price));
    link.append(text);
    const dismiss = make("button", "ir-dismiss", "×");
    dismiss.type = "button";
    dismiss.setAttribute("aria-label", `Not for me: ${view.title}`);
    dismiss.addEventListener("click", () => this.#dismiss(item.item_id));
    card.append(link, make("p", "ir-reason", item.reasons.join(", ")), dismiss);
    return card;
  }

  #dismiss(itemId: string): void {
    this.#dismissed.add(itemId);
    this.#track("dismiss", itemId);
    const left = [...this.#list.children].filter((child) => (child as HTMLElement).dataset.itemId !== itemId);
    moveChildren(this.#list, left as HTMLElement[]);
    this.#list.focus();
  }

  #track(action: "impression" | "click" | "dismiss", itemId: string): void {
    const recommendation = this.#recommendation;
    const item = recommendation?.slate.find((entry) => entry.item_id === itemId);
    if (!recommendation || !item) return;
    window.interarec?.track({
      action,
      item_id: itemId,
      recommendation_id: recommendation.recommendation_id,
      position: item.position,
    });
  }

  #toggleWhy(): void {
    this.#why.hidden = !this.#why.hidden;
    this.#whyButton.setAttribute("aria-expanded", String(!this.#why.hidden));
    if (!this.#why.hidden) this.#drawWhy();
  }

  #drawWhy(): void {
    const recommendation = this.#recommendation;
    if (!recommendation) return;
    const inspector = this.#options.inspectorUrl?.(recommendation.session_id);
    this.#why.replaceChildren(...explain(recommendation, inspector));
  }

  #clear(): void {
    this.#subscription?.close();
    this.#recommendation = undefined;
    this.#dismissed.clear();
    this.#when.textContent = "";
    this.#list.replaceChildren();
    this.#why.hidden = this.#whyButton.hidden = this.#list.hidden = true;
    this.#idleText();
  }

  #showState(state: SubscriptionState): void {
    this.#lastState = state;
    const host = this.#list.parentElement;
    if (host) host.dataset.connection = state.name;
    this.#idleText();
  }

  /** What stands in place of a slate before the first one. */
  #idleText(): void {
    if (this.#recommendation) return;
    const snippet = window.interarec;
    if (this.#lastState?.name === "closed" && snippet?.session) {
      this.#wording.textContent = "Picks are not available right now.";
    } else if (!snippet?.session) {
      this.#wording.textContent = "Allow the shop to look along, and picks for you appear here.";
    } else {
      const seen = snippet.captured;
      this.#wording.textContent = `Look around: the first picks come after about ten screens (${seen} so far).`;
    }
  }
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = "",
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}
