/** Which items were really seen: at least half visible for one second, once per recommendation. */
export declare class Impressions {
    #private;
    constructor(seen: (itemId: string) => void);
    /** Start on a new slate; items already reported for this recommendation are not reported again. */
    watch(recommendationId: string, elements: Iterable<Element>): void;
    stop(): void;
}
