/** The product page: one item, large, with its sizes and a few like it. */

import { h } from "../html.ts";
import { card, colourName, picture, priceLine, stars } from "./card.ts";
import { type Item, slug } from "./catalogue.ts";
import { colourFamily } from "./colours.ts";
import { href, type Shop, track } from "./context.ts";
import { listingOf } from "./routes.ts";
import { money } from "./themes.ts";

export function product(shop: Shop, id: string): HTMLElement {
  const item = shop.catalogue.get(id);
  if (!item) return h("div", { class: "plain" }, h("h1", { tabindex: -1 }, "This item is no longer here"));
  const place = listingOf(slug(item.category));
  return h(
    "div",
    { class: "product" },
    h(
      "nav",
      { class: "crumbs", "aria-label": "You are here" },
      h("a", { href: href(shop, { name: "listing", query: listingOf(slug(item.department)) }) }, item.department),
      h("a", { href: href(shop, { name: "listing", query: place }) }, item.category),
    ),
    h("div", { class: "product-picture" }, picture(item)),
    h("div", { class: "product-text" }, facts(shop, item), buy(shop, item)),
    alike(shop, item),
  );
}

function facts(shop: Shop, item: Item): (HTMLElement | null)[] {
  return [
    h("p", { class: "card-brand" }, item.brand),
    h("h1", { tabindex: -1 }, item.title),
    h("p", { class: "product-price" }, priceLine(shop, item)),
    item.was
      ? h("p", { class: "saving" }, `You save ${money(shop.theme, Number(item.was) - Number(item.price))}`)
      : null,
    h("p", {}, item.description),
    h("p", { class: "product-facts" }, colourName(item), stars(item), `${item.reviews} reviews`),
  ];
}

function buy(shop: Shop, item: Item): HTMLElement {
  if (item.stock === 0) return h("p", { class: "sold-out" }, "Sold out for now.");
  const sizes = item.sizes.map((size, index) =>
    h(
      "label",
      { class: "size" },
      h("input", { type: "radio", name: "size", value: size, checked: index === 1 }),
      h("span", {}, size),
    ),
  );
  const form = h(
    "form",
    {
      class: "buy",
      onsubmit: (event) => {
        event.preventDefault();
        const size = String(new FormData(form).get("size") ?? "");
        shop.shelf.add(item.id, size);
        track({
          action: "add_to_cart",
          item_id: item.id,
          quantity: 1,
          price: { amount: item.price, currency: item.currency },
        });
        shop.redraw();
      },
    },
    sizes.length > 0 ? h("fieldset", { class: "sizes" }, h("legend", {}, "Size"), sizes) : null,
    h(
      "div",
      { class: "buy-row" },
      h("button", { class: "button button-main", type: "submit" }, "Add to basket"),
      h(
        "button",
        {
          class: "button",
          type: "button",
          "aria-pressed": shop.shelf.compare.includes(item.id) ? "true" : "false",
          onclick: () => {
            shop.shelf.toggleCompare(item.id);
            shop.redraw();
          },
        },
        shop.shelf.compare.includes(item.id) ? "In comparison" : "Compare",
      ),
    ),
    item.stock <= 5 ? h("p", { class: "few" }, `Only ${item.stock} left`) : null,
  );
  return form;
}

function alike(shop: Shop, item: Item): HTMLElement {
  const others = shop.catalogue.items
    .filter((other) => other.category === item.category && other.id !== item.id)
    .sort((a, b) => likeness(b, item) - likeness(a, item))
    .slice(0, 3);
  return h(
    "section",
    { class: "alike" },
    h("h2", {}, `More ${item.category.toLowerCase()}`),
    h(
      "ul",
      { class: "grid" },
      others.map((other) => card(shop, other)),
    ),
  );
}

function likeness(a: Item, b: Item): number {
  const colour = colourFamily(a.color) === colourFamily(b.color) ? 1 : 0;
  return colour - Math.abs(Math.log(Number(a.price) / Number(b.price)));
}
