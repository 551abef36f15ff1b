/**
 * Tells the recommender which filters the shopper has set, whenever that changes.
 *
 * A listing's address says what is set; going to another listing or home takes away what was set before. A product,
 * the basket or a comparison change nothing: the shopper is still after the same thing.
 */

import type { Interaction } from "../snippet/interactions.ts";
import type { ListingQuery, View } from "./routes.ts";

/** Attribute -> value as the interactions API takes it; an empty value is a filter that is not set. */
export type FilterState = Record<"color" | "brand" | "size" | "price", string>;

export const NO_FILTERS: FilterState = { color: "", brand: "", size: "", price: "" };

/** What a view says about filters; undefined when it says nothing. */
export function filtersOf(view: View): FilterState | undefined {
  if (view.name === "home") return NO_FILTERS;
  if (view.name !== "listing") return undefined;
  const { query } = view;
  return { color: single(query.color), brand: single(query.brand), size: single(query.size), price: priceOf(query) };
}

/** The events that lead from one state to another. */
export function filterEvents(before: FilterState, after: FilterState): Interaction[] {
  return (Object.keys(after) as (keyof FilterState)[])
    .filter((attribute) => before[attribute] !== after[attribute])
    .map((attribute) => ({ action: "filter", attribute, value: after[attribute] }));
}

/** An event names one value; with several chosen none is named, and the pictures tell which are set. */
function single(values: string[]): string {
  return values.length === 1 ? (values[0] ?? "") : "";
}

function priceOf({ min, max }: ListingQuery): string {
  return min === undefined && max === undefined ? "" : `${min ?? ""}-${max ?? ""}`;
}

/** What the shopper's filters were when last told, in this tab, as the capture session is. */
export class ToldFilters {
  readonly #key: string;

  constructor(site: string) {
    this.#key = `shop.${site}.filters`;
  }

  get state(): FilterState {
    return { ...NO_FILTERS, ...(JSON.parse(sessionStorage.getItem(this.#key) ?? "{}") as Partial<FilterState>) };
  }

  set state(state: FilterState) {
    sessionStorage.setItem(this.#key, JSON.stringify(state));
  }
}
