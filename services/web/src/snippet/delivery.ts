/**
 * An ordered queue of requests to the capture service: one in flight, retried with back-off, bounded.
 *
 * Used for screenshots (uploads) and interactions; the caller says how to make a request from an entry.
 */

import { send, type Verdict, verdictOf } from "./http.ts";

/** How a queue makes and ends its requests. */
export interface DeliveryPlan<Entry> {
  /** The request of an entry, without the Authorization header. */
  request: (entry: Entry) => { url: string; init: RequestInit };
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

  constructor(plan: DeliveryPlan<Entry>) {
    this.#plan = plan;
  }

  add(entry: Entry): void {
    if (this.#stopped) return;
    // The first may be in flight: it stays, the oldest behind it goes.
    if (this.#waiting.length >= this.#plan.capacity) this.#waiting.splice(1, 1);
    this.#waiting.push(entry);
    void this.#run();
  }

  get length(): number {
    return this.#waiting.length;
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting.length = 0;
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let entry = this.#waiting[0]; entry !== undefined && !this.#stopped; entry = this.#waiting[0]) {
      await this.#deliver(entry);
      if (this.#waiting[0] === entry) this.#waiting.shift();
    }
    this.#running = false;
  }

  async #deliver(entry: Entry): Promise<void> {
    let renew = false;
    for (let attempt = 0; !this.#stopped; attempt++) {
      const { verdict, response } = await this.#try(entry, renew, attempt);
      if (verdict.name === "renew" && !renew) {
        renew = true;
        continue;
      }
      if (verdict.name === "retry") {
        await new Promise((resolve) => setTimeout(resolve, verdict.afterMs));
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
  ): Promise<{ verdict: Verdict; response: Response | undefined }> {
    const token = await this.#plan.token(renew).catch(() => undefined);
    if (token === undefined) return { verdict: { name: "ended" }, response: undefined };
    const { url, init } = this.#plan.request(entry);
    const response = await send(url, { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } });
    const verdict = verdictOf(response?.status, response?.headers.get("Retry-After") ?? null, attempt);
    return { verdict, response };
  }
}
