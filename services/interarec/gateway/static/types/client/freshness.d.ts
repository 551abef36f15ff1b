/**
 * Which of two recommendations is the newer one.
 *
 * The channel offset orders the publications of one epoch; across epochs (the state store was lost) only the
 * recommendation itself can tell, by how far of the session it had seen.
 */
import type { Recommendation } from "./wire.ts";
/** True when `next` has seen at least as much of the session as `shown` and something more, or is a newer wording. */
export declare function isNewer(shown: Recommendation | undefined, next: Recommendation): boolean;
