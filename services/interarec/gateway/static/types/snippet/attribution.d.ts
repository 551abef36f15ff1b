/**
 * Which recommendation a basket or a purchase goes back to: the one whose item the shopper clicked last.
 *
 * Kept for this tab, so that it lasts over page loads from the click to the checkout. Used by interactions.ts.
 */
import type { Interaction } from "./interactions.ts";
/** The same act, with the recommendation it goes back to; remembers clicks on recommendations. */
export declare function attributed(interaction: Interaction, storage: Pick<Storage, "getItem" | "setItem">): Interaction;
