/** An item as it stands in a listing, and the small parts that other views share with it. */

import { h } from "../html.ts";
import type { Item } from "./catalogue.ts";
import { paintOf } from "./colours.ts";
import { href, type Shop, track } from "./context.ts";
import { pictureOf } from "./pictures.ts";
import { discount, money } from "./themes.ts";

export function card(shop: Shop, item: Item): HTMLElement {
  const target = href(shop, { name: "item", id: item.id });
  return h(
    "li",
    { class: "card", "data-item-id": item.id },
    h(
      "a",
      { class: "card-link", href: target, onclick: () => track({ action: "click", item_id: item.id }) },
      h("span", { class: "card-picture" }, picture(item), saleTag(item)),
      h(
        "span",
        { class: "card-text" },
        priceLine(shop, item),
        h("span", { class: "card-title" }, item.title),
        h("span", { class: "card-brand" }, item.brand),
      ),
    ),
    h("div", { class: "card-foot" }, colourName(item), stars(item)),
    compareBox(shop, item),
  );
}

export function picture(item: Item): HTMLElement {
  return h("img", { src: pictureOf(item), alt: "", width: 240, height: 300, decoding: "async" });
}

export function priceLine(shop: Shop, item: Item): HTMLElement {
  return h(
    "span",
    { class: "prices" },
    h("span", { class: item.was ? "price price-now" : "price" }, money(shop.theme, item.price)),
    item.was && h("s", { class: "price-was" }, h("span", { class: "unseen" }, "was "), money(shop.theme, item.was)),
  );
}

function saleTag(item: Item): HTMLElement | null {
  const percent = discount(item);
  if (item.stock === 0) return h("span", { class: "tag tag-out" }, "Sold out");
  return percent ? h("span", { class: "tag" }, `−${percent}%`) : null;
}

export function colourName(item: Item): HTMLElement {
  return h(
    "span",
    { class: "colour" },
    h("span", { class: "swatch", style: `background:${paintOf(item.color)}`, "aria-hidden": "true" }),
    h("span", { class: "name" }, item.color),
  );
}

export function stars(item: Item): HTMLElement {
  return h(
    "span",
    { class: "stars", role: "img", "aria-label": `Rated ${item.rating} of 5 by ${item.reviews} shoppers` },
    `★ ${item.rating.toFixed(1)}`,
  );
}

function compareBox(shop: Shop, item: Item): HTMLElement {
  const box = h("input", {
    type: "checkbox",
    checked: shop.shelf.compare.includes(item.id),
    "aria-label": `Compare ${item.title}`,
    onchange: () => {
      shop.shelf.toggleCompare(item.id);
      shop.redraw();
    },
  });
  return h("label", { class: "compare-box" }, box, "Compare");
}
