/** Which items were really seen: at least half visible for one second, once per recommendation. */

const DWELL_MS = 1_000;

export class Impressions {
  readonly #seen: (itemId: string) => void;
  readonly #observer: IntersectionObserver;
  readonly #timers = new Map<Element, ReturnType<typeof setTimeout>>();
  #recommendation = "";
  #reported = new Set<string>();

  constructor(seen: (itemId: string) => void) {
    this.#seen = seen;
    this.#observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.#entry(entry)), {
      threshold: 0.5,
    });
  }

  /** Start on a new slate; items already reported for this recommendation are not reported again. */
  watch(recommendationId: string, elements: Iterable<Element>): void {
    this.stop();
    if (recommendationId !== this.#recommendation) this.#reported = new Set();
    this.#recommendation = recommendationId;
    for (const element of elements) this.#observer.observe(element);
  }

  stop(): void {
    this.#observer.disconnect();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #entry(entry: IntersectionObserverEntry): void {
    clearTimeout(this.#timers.get(entry.target));
    if (!entry.isIntersecting) return;
    const itemId = (entry.target as HTMLElement).dataset.itemId ?? "";
    const report = () => {
      if (this.#reported.has(itemId)) return;
      this.#reported.add(itemId);
      this.#seen(itemId);
    };
    this.#timers.set(entry.target, setTimeout(report, DWELL_MS));
  }
}
