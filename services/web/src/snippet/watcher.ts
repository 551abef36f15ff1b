/**
 * Watches the page and says when a picture is due; asleep in background tabs and while paused.
 *
 * Turns DOM events into calls of the schedule; the only module that knows which events mean what.
 */

import { CaptureSchedule } from "./schedule.ts";

const QUIET: AddEventListenerOptions = { passive: true, capture: true };
const OWN_UI = "[data-interarec-ui]";

/** Milliseconds between pictures while the shopper is active, as the capture service said. */
export interface WatcherPlan {
  intervalMs: number;
  /** Take the picture; resolves when the next may be planned. */
  capture: () => Promise<void>;
}

export class Watcher {
  readonly #plan: WatcherPlan;
  readonly #schedule: CaptureSchedule;
  readonly #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
  #paused = false;

  constructor(plan: WatcherPlan) {
    this.#plan = plan;
    this.#schedule = new CaptureSchedule(
      { settleMs: 300, floorMs: plan.intervalMs, gapMs: Math.min(700, plan.intervalMs), activeMs: 10_000 },
      performance.now(),
    );
    this.#listen();
    this.#arm();
  }

  set paused(paused: boolean) {
    this.#paused = paused;
    if (!paused) this.changed();
  }

  stop(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
  }

  /** The page may look different now. */
  readonly changed = (): void => {
    this.#schedule.changed(performance.now());
    this.#arm();
  };

  #listen(): void {
    const options = { ...QUIET, signal: this.#stop.signal };
    for (const name of ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"]) {
      addEventListener(name, () => this.#schedule.input(performance.now()), options);
    }
    for (const name of ["scroll", "resize", "hashchange", "popstate", "change", "load", "transitionend"]) {
      addEventListener(name, (event) => isOwn(event.target) || this.changed(), options);
    }
    document.addEventListener("visibilitychange", this.changed, options);
    const mutations = new MutationObserver((records) => {
      if (records.some((record) => !isOwn(record.target))) this.changed();
    });
    mutations.observe(document.documentElement, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ["class", "style", "hidden", "src", "checked", "open", "aria-expanded", "aria-pressed"],
    });
    this.#stop.signal.addEventListener("abort", () => mutations.disconnect());
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const due = this.#schedule.dueAt();
    if (due === undefined || this.#busy || this.#paused || document.hidden || this.#stop.signal.aborted) return;
    this.#timer = setTimeout(() => whenIdle(() => void this.#take()), Math.max(0, due - performance.now()));
  }

  async #take(): Promise<void> {
    if (this.#busy || this.#paused || document.hidden || this.#stop.signal.aborted) return;
    this.#busy = true;
    this.#schedule.captured(performance.now());
    await this.#plan.capture();
    this.#busy = false;
    this.#arm();
  }
}

function isOwn(target: EventTarget | null): boolean {
  const element = target instanceof Element ? target : target instanceof Node ? target.parentElement : null;
  return element?.closest(OWN_UI) !== null && element !== null;
}

/** Run when the main thread is free, within half a second in any case. */
function whenIdle(action: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(action, { timeout: 500 });
  else setTimeout(action, 50);
}
