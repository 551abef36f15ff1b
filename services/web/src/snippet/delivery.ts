/**
 * An ordered queue of requests to the capture service: one in flight, retried with back-off, bounded.
 *
 * Used for screenshots (uploads) and interactions; the caller says how to make a request from an entry.
 */

import { pause, send, type Verdict, verdictOf } from "./http.ts";

/** How a queue makes and ends its requests. */
export interface DeliveryPlan<Entry> {
  /** The request of an entry, without the Authorization header. */
  request: (entry: Entry) => { url: string; init: RequestInit };
  /** Waits while no token can be had for now; throws when the session is over. */
  token: (renew: boolean) => Promise<string>;
  /** The entry left the queue: delivered, or dropped with a verdict. `response` is set when delivered. */
  settled: (entry: Entry, verdict: Verdict, response: Response | undefined) => void;
  /** The session is over for good. */
  ended: () => void;
  /** Waiting entries beyond this many push out the oldest waiting one. */
  capacity: number;
}

export class Delivery<Entry> {
  readonly #plan: DeliveryPlan<Entry>;
  readonly #waiting: Entry[] = [];
  #running = false;
  #stopped = false;
  /** Cuts off the request on its way and the wait before the next one. */
  #cut = new AbortController();

  constructor(plan: DeliveryPlan<Entry>) {
    this.#plan = plan;
  }

  add(entry: Entry): void {
    if (this.#stopped) return;
    // The first may be in flight: it stays, the oldest behind it goes.
    const pushedOut = this.#waiting.length >= this.#plan.capacity ? this.#waiting.splice(1, 1) : [];
    this.#waiting.push(entry);
    this.#giveUp(pushedOut);
    void this.#run();
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** Give up all that waits or is on its way; what is added later goes up. */
  drop(): void {
    this.#cut.abort();
    this.#cut = new AbortController();
    this.#giveUp(this.#waiting.splice(0));
  }

  /** Nothing more is sent, and nobody is told of what was on its way. */
  stop(): void {
    this.#stopped = true;
    this.#cut.abort();
    this.#waiting.length = 0;
  }

  #giveUp(entries: Entry[]): void {
    for (const entry of entries) this.#plan.settled(entry, { name: "drop" }, undefined);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let entry = this.#waiting[0]; entry !== undefined; entry = this.#waiting[0]) {
      await this.#deliver(entry, this.#cut.signal);
      if (this.#waiting[0] === entry) this.#waiting.shift();
    }
    this.#running = false;
  }

  async #deliver(entry: Entry, cut: AbortSignal): Promise<void> {
    let renew = false;
    for (let attempt = 0; !cut.aborted; attempt++) {
      const { verdict, response } = await this.#try(entry, renew, attempt, cut);
      if (cut.aborted) return;
      if (verdict.name === "renew" && !renew) {
        renew = true;
        continue;
      }
      if (verdict.name === "retry") {
        renew = false;
        await pause(verdict.afterMs, cut);
        continue;
      }
      this.#plan.settled(entry, verdict, response);
      if (verdict.name === "ended" || verdict.name === "renew") {
        this.stop();
        this.#plan.ended();
      }
      return;
    }
  }

  async #try(
    entry: Entry,
    renew: boolean,
    attempt: number,
    cut: AbortSignal,
  ): Promise<{ verdict: Verdict; response: Response | undefined }> {
    const token = await this.#plan.token(renew).catch(() => undefined);
    if (token === undefined || cut.aborted) return { verdict: { name: "ended" }, response: undefined };
    const { url, init } = this.#plan.request(entry);
    const headers = { ...init.headers, Authorization: `Bearer ${token}` };
    const response = await send(url, { ...init, headers, signal: cut });
    const verdict = verdictOf(response?.status, response?.headers.get("Retry-After") ?? null, attempt);
    return { verdict, response };
  }
}
