/**
 * When the inspector reads again: every few seconds, sooner when something was published, at once when somebody asks.
 *
 * Never two readings at a time, and publications cause at most one per `gapMs`, the last of them included. Used by
 * main.ts; nothing here knows what is read.
 */

/** What to do, and how often. Times in milliseconds. */
export interface RefreshPlan {
  /** One reading; tells its own troubles and never rejects. */
  read: () => Promise<void>;
  /** Shortest time between the beginnings of two readings that publications cause. */
  gapMs: number;
  /** From the end of a reading to the next when nothing is published. */
  everyMs: number;
}

export class Refresher {
  readonly #plan: RefreshPlan;
  #wanted: "soon" | "now" | undefined;
  #running = false;
  #stopped = false;
  #beganAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(plan: RefreshPlan) {
    this.#plan = plan;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Somebody waits for it: read at once, or right after the reading under way. */
  now(): void {
    this.#wanted = "now";
    this.#arm();
  }

  /** Something was published: read when the gap allows it. */
  soon(): void {
    this.#wanted ??= "soon";
    this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #arm(): void {
    if (this.#running || this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), this.#waitMs());
  }

  #waitMs(): number {
    if (this.#wanted === "now") return 0;
    if (this.#wanted === undefined) return this.#plan.everyMs;
    const { gapMs } = this.#plan;
    return Math.min(gapMs, Math.max(0, this.#beganAt + gapMs - Date.now()));
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#wanted = undefined;
    this.#beganAt = Date.now();
    await this.#plan.read();
    this.#running = false;
    this.#arm();
  }
}
