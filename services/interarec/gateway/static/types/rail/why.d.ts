/** The "Why these?" panel: how the slate came about, in words a shopper understands. */
import type { Recommendation } from "../client/wire.ts";
/** The panel's content; times are those of the recommendation itself, nothing is measured here. */
export declare function explain(recommendation: Recommendation, inspectorUrl: string | undefined): HTMLElement[];
/** Time from the last picture to the slate, when pictures made it; a click's slate takes milliseconds and says nothing. */
export declare function sinceLastScreen(recommendation: Recommendation): string | undefined;
