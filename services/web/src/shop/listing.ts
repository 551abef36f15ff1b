/** The listing: items of a category with filters, order and pages. */

import { h } from "../html.ts";
import { card } from "./card.ts";
import { PAGE_SIZE, slug } from "./catalogue.ts";
import { go, href, type Shop } from "./context.ts";
import { chips, filters } from "./filters.ts";
import type { ListingQuery } from "./routes.ts";

const ORDERS: [value: string, label: string][] = [
  ["picks", "Our picks"],
  ["price-asc", "Price, low to high"],
  ["price-desc", "Price, high to low"],
  ["rating", "Best rated"],
];

export function listing(shop: Shop, query: ListingQuery): HTMLElement {
  const found = shop.catalogue.listing(query);
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(query.page, pages);
  const shown = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return h(
    "div",
    { class: "listing" },
    h(
      "div",
      { class: "listing-head" },
      h("h1", { tabindex: -1 }, placeName(shop, query.place)),
      h("p", { class: "listing-count" }, `${found.length} items`),
      chips(shop, query),
      sorting(shop, query),
    ),
    filters(shop, query),
    h(
      "div",
      { class: "results" },
      shown.length > 0
        ? h(
            "ul",
            { class: "grid" },
            shown.map((item) => card(shop, item)),
          )
        : h("p", { class: "nothing" }, "Nothing fits all of these filters. Take one away above."),
      pages > 1 ? pager(shop, query, page, pages) : null,
    ),
  );
}

function sorting(shop: Shop, query: ListingQuery): HTMLElement {
  const select = h(
    "select",
    {
      "data-interarec-show": true,
      onchange: () => go(shop, { name: "listing", query: { ...query, sort: select.value, page: 1 } }),
    },
    ORDERS.map(([value, label]) => h("option", { value, selected: value === query.sort }, label)),
  );
  return h("label", { class: "sorting" }, "Sort by ", select);
}

function pager(shop: Shop, query: ListingQuery, page: number, pages: number): HTMLElement {
  const link = (target: number, label: string) =>
    h("a", { class: "button", href: href(shop, { name: "listing", query: { ...query, page: target } }) }, label);
  return h(
    "nav",
    { class: "pager", "aria-label": "Pages" },
    page > 1 ? link(page - 1, "Previous page") : null,
    h("span", {}, `Page ${page} of ${pages}`),
    page < pages ? link(page + 1, "Next page") : null,
  );
}

export function placeName(shop: Shop, place: string): string {
  if (place === "sale") return "Sale";
  for (const [department, categories] of shop.catalogue.departments) {
    for (const name of [department, ...categories]) if (slug(name) === place) return name;
  }
  return "Everything";
}
