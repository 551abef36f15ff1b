/** The items of the shown shop and what can be asked of them: filters, facets and order. Pure but for `loadCatalogue`. */

import { colourFamily } from "./colours.ts";
import type { ListingQuery } from "./routes.ts";

/** One item as the build wrote it; prices are decimal text in `currency`. */
export interface Item {
  id: string;
  title: string;
  description: string;
  price: string;
  currency: string;
  was: string | null;
  brand: string;
  color: string;
  department: string;
  category: string;
  sizes: string[];
  stock: number;
  rating: number;
  reviews: number;
}

/** A choice of a filter and how many items it would leave. */
export interface Facet {
  value: string;
  count: number;
}

export const PAGE_SIZE = 24;

export class Catalogue {
  readonly items: readonly Item[];
  readonly #byId: Map<string, Item>;

  constructor(items: readonly Item[]) {
    this.items = items;
    this.#byId = new Map(items.map((item) => [item.id, item]));
  }

  get(id: string): Item | undefined {
    return this.#byId.get(id);
  }

  /** Department -> its categories, in the order of the catalogue's departments. */
  get departments(): Map<string, string[]> {
    const departments = new Map<string, Set<string>>();
    for (const name of ["Apparel", "Shoes", "Electronics", "Homeware"]) departments.set(name, new Set());
    for (const item of this.items) departments.get(item.department)?.add(item.category);
    return new Map([...departments].map(([name, categories]) => [name, [...categories].sort()]));
  }

  /** Items of a listing after all its filters, in its order. */
  listing(query: ListingQuery): Item[] {
    return sorted(
      this.items.filter((item) => inPlace(item, query.place) && passes(item, query)),
      query.sort,
    );
  }

  /** The choices of one filter, counted over the items that the other filters leave. */
  facets(query: ListingQuery, filter: "color" | "brand" | "size"): Facet[] {
    const counts = new Map<string, number>();
    const without = { ...query, [filter]: [] };
    for (const item of this.items) {
      if (!inPlace(item, query.place) || !passes(item, without)) continue;
      for (const value of valuesOf(item, filter)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].map(([value, count]) => ({ value, count })).sort(byValue);
  }
}

function byValue(a: Facet, b: Facet): number {
  const numeric = Number(a.value) - Number(b.value);
  return Number.isNaN(numeric) ? a.value.localeCompare(b.value) : numeric;
}

function valuesOf(item: Item, filter: "color" | "brand" | "size"): string[] {
  if (filter === "color") return [colourFamily(item.color)];
  return filter === "brand" ? [item.brand] : item.sizes;
}

function inPlace(item: Item, place: string): boolean {
  if (place === "all") return true;
  if (place === "sale") return item.was !== null;
  return slug(item.category) === place || slug(item.department) === place;
}

function passes(item: Item, query: ListingQuery): boolean {
  const price = Number(item.price);
  if (query.min !== undefined && price < query.min) return false;
  if (query.max !== undefined && price > query.max) return false;
  return (["color", "brand", "size"] as const).every(
    (filter) => query[filter].length === 0 || valuesOf(item, filter).some((value) => query[filter].includes(value)),
  );
}

const ORDERS: Record<string, (a: Item, b: Item) => number> = {
  "price-asc": (a, b) => Number(a.price) - Number(b.price),
  "price-desc": (a, b) => Number(b.price) - Number(a.price),
  rating: (a, b) => b.rating - a.rating || b.reviews - a.reviews,
};

function sorted(items: Item[], sort: string): Item[] {
  const order = ORDERS[sort];
  return order ? items.sort(order) : items;
}

export function slug(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}

export async function loadCatalogue(site: string): Promise<Catalogue> {
  const response = await fetch(`./catalogue.${site}.json`);
  if (!response.ok) throw new Error(`the catalogue of ${site} could not be loaded (${response.status})`);
  return new Catalogue((await response.json()) as Item[]);
}
