/** The filter controls of a listing; every change is a new address. */

import { h } from "../html.ts";
import type { Facet } from "./catalogue.ts";
import { paintOf } from "./colours.ts";
import { go, href, type Shop } from "./context.ts";
import type { ListingQuery } from "./routes.ts";
import { money } from "./themes.ts";

type Choice = "color" | "brand" | "size";
const NAMES: Record<Choice, string> = { color: "Colour", brand: "Brand", size: "Size" };
const BANDS: [min: number | undefined, max: number | undefined][] = [
  [undefined, 25],
  [25, 50],
  [50, 100],
  [100, undefined],
];

export function filters(shop: Shop, query: ListingQuery): HTMLElement {
  return h(
    "aside",
    { class: "filters", "aria-label": "Filters" },
    h("h2", { class: "filters-title" }, "Filter"),
    choice(shop, query, "color"),
    bands(shop, query),
    choice(shop, query, "brand"),
    choice(shop, query, "size"),
  );
}

function choice(shop: Shop, query: ListingQuery, name: Choice): HTMLElement | null {
  const facets = shop.catalogue.facets(query, name);
  if (facets.length < 2 && query[name].length === 0) return null;
  return group(
    NAMES[name],
    query[name].length > 0,
    facets.map((facet) => option(shop, query, name, facet)),
  );
}

function group(title: string, active: boolean, options: HTMLElement[]): HTMLElement {
  const wide = document.body.dataset.theme === "marl" && matchMedia("(min-width: 861px)").matches;
  return h(
    "details",
    { class: active ? "filter filter-active" : "filter", open: wide },
    h("summary", {}, title),
    h("ul", { class: "options" }, options),
  );
}

function option(shop: Shop, query: ListingQuery, name: Choice, facet: Facet): HTMLElement {
  const box = h("input", {
    type: "checkbox",
    checked: query[name].includes(facet.value),
    "aria-label": `${NAMES[name]}: ${facet.value}, ${facet.count} items`,
    onchange: () => toggle(shop, query, name, facet.value),
  });
  const swatch =
    name === "color"
      ? h("span", { class: "swatch", style: `background:${paintOf(facet.value)}`, "aria-hidden": "true" })
      : null;
  return h(
    "li",
    {},
    h("label", {}, box, swatch, h("span", { class: "name" }, facet.value), h("span", { class: "count" }, facet.count)),
  );
}

function toggle(shop: Shop, query: ListingQuery, name: Choice, value: string): void {
  const values = query[name].includes(value) ? query[name].filter((entry) => entry !== value) : [...query[name], value];
  go(shop, { name: "listing", query: { ...query, [name]: values, page: 1 } });
}

function bands(shop: Shop, query: ListingQuery): HTMLElement {
  const options = BANDS.map(([min, max]) => {
    const chosen = query.min === min && query.max === max && (min !== undefined || max !== undefined);
    const box = h("input", {
      type: "radio",
      name: "band",
      checked: chosen,
      "aria-label": `Price: ${bandName(shop, min, max)}`,
      onchange: () => setBand(shop, query, min, max),
    });
    return h("li", {}, h("label", {}, box, h("span", {}, bandName(shop, min, max))));
  });
  return group("Price", query.min !== undefined || query.max !== undefined, options);
}

function setBand(shop: Shop, query: ListingQuery, min: number | undefined, max: number | undefined): void {
  go(shop, { name: "listing", query: { ...query, min, max, page: 1 } });
}

function bandName(shop: Shop, min: number | undefined, max: number | undefined): string {
  const whole = (amount: number) => money(shop.theme, amount).replace(/[.,]00/, "");
  if (min === undefined) return `Under ${whole(max ?? 0)}`;
  return max === undefined ? `${whole(min)} and over` : `${whole(min)} to ${whole(max)}`;
}

/** The filters that are set, each a link that takes it away. */
export function chips(shop: Shop, query: ListingQuery): HTMLElement | null {
  const set: [label: string, without: ListingQuery][] = [];
  for (const name of ["color", "brand", "size"] as const) {
    for (const value of query[name]) {
      const without = { ...query, [name]: query[name].filter((entry) => entry !== value), page: 1 };
      set.push([`${NAMES[name]}: ${value}`, without]);
    }
  }
  if (query.min !== undefined || query.max !== undefined) {
    const without = { ...query, min: undefined, max: undefined, page: 1 };
    set.push([`Price: ${bandName(shop, query.min, query.max)}`, without]);
  }
  if (set.length === 0) return null;
  const links = set.map(([label, without]) =>
    h(
      "a",
      {
        class: "chip",
        href: href(shop, { name: "listing", query: without }),
        "aria-label": `Remove filter ${label}`,
      },
      label,
      h("span", { "aria-hidden": "true" }, " ×"),
    ),
  );
  return h("div", { class: "chips" }, links);
}
