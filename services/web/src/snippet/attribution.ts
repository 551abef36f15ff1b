/**
 * Which recommendation a basket or a purchase goes back to: the one whose item the shopper clicked last.
 *
 * Kept for this tab, so that it lasts over page loads from the click to the checkout. Used by interactions.ts.
 */

import type { Interaction } from "./interactions.ts";

const KEY = "interarec.clicked";
const KEPT = 50;

/** The same act, with the recommendation it goes back to; remembers clicks on recommendations. */
export function attributed(interaction: Interaction, storage: Pick<Storage, "getItem" | "setItem">): Interaction {
  const { action, item_id, recommendation_id } = interaction;
  if (!item_id) return interaction;
  const clicked = JSON.parse(storage.getItem(KEY) ?? "[]") as [item: string, recommendation: string][];
  if (action === "click" && recommendation_id) {
    const others = clicked.filter(([item]) => item !== item_id).slice(1 - KEPT);
    storage.setItem(KEY, JSON.stringify([...others, [item_id, recommendation_id]]));
  }
  if (recommendation_id || (action !== "add_to_cart" && action !== "purchase")) return interaction;
  const source = clicked.find(([item]) => item === item_id)?.[1];
  return source ? { ...interaction, recommendation_id: source } : interaction;
}
