/**
 * What the shopper does, sent in small batches: views, clicks, basket, purchases, filters, impressions, dismissals.
 *
 * The shop calls `interarec.track(...)`; the rail reports impressions and clicks the same way.
 */

import { attributed } from "./attribution.ts";
import { Delivery } from "./delivery.ts";
import type { Session } from "./session.ts";

/** One act, in the action names of the capture service. `filter` carries attribute and value ("" clears it). */
export interface Interaction {
  action: "view" | "click" | "add_to_cart" | "purchase" | "impression" | "dismiss" | "filter";
  item_id?: string;
  recommendation_id?: string;
  position?: number;
  quantity?: number;
  price?: { amount: string; currency: string };
  attribute?: string;
  value?: string;
}

type Numbered = Interaction & { sequence: number; at: string };

const BATCH_MS = 300;
/** Well within what the service takes at once, and what a browser sends while a page is left (64 KiB). */
const BATCH_MOST = 100;

/** Collects acts and sends them in order. */
export class InteractionLog {
  readonly #session: Session;
  readonly #delivery: Delivery<Numbered[]>;
  readonly #stop = new AbortController();
  #open: Numbered[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session, ended: () => void) {
    this.#session = session;
    this.#delivery = new Delivery<Numbered[]>({
      capacity: 50,
      token: (renew) => session.token(renew),
      request: (acts) => ({
        url: session.url("/interactions"),
        init: {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(acts),
          keepalive: true,
        },
      }),
      settled: () => undefined,
      ended,
    });
    addEventListener("pagehide", () => this.#flush(), { signal: this.#stop.signal });
  }

  add(interaction: Interaction): void {
    if (this.#stop.signal.aborted) return;
    this.#open.push({
      ...attributed(interaction, sessionStorage),
      sequence: this.#session.takeInteractionNumber(),
      at: new Date().toISOString(),
    });
    if (this.#open.length >= BATCH_MOST) this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), BATCH_MS);
  }

  /** Give up the acts that wait or are on their way; later ones are sent. */
  drop(): void {
    this.#open = [];
    this.#delivery.drop();
  }

  stop(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
    this.#open = [];
    this.#delivery.stop();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#open.length > 0) this.#delivery.add(this.#open);
    this.#open = [];
  }
}
