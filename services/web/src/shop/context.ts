/** What every view is given: the shop, its items, what the shopper put aside, and ways to act. */

import type { Interaction } from "../snippet/interactions.ts";
import type { Catalogue } from "./catalogue.ts";
import { hashOf, type View } from "./routes.ts";
import type { Shelf } from "./shelf.ts";
import type { Theme } from "./themes.ts";

export interface Shop {
  theme: Theme;
  catalogue: Catalogue;
  shelf: Shelf;
  /** Draw the current view again, after a change that has no address of its own. */
  redraw(): void;
}

export function href(shop: Shop, view: View): string {
  return hashOf({ site: shop.theme.site, view });
}

export function go(shop: Shop, view: View): void {
  location.hash = href(shop, view);
}

/** Report an act of the shopper; nothing happens without the snippet or consent. */
export function track(interaction: Interaction): void {
  window.interarec?.track(interaction);
}
