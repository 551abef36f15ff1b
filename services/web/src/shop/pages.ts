/** The smaller views: home, comparison, basket, checkout and the thank-you page. */

import { h } from "../html.ts";
import { card, colourName, picture, priceLine, stars } from "./card.ts";
import { type Item, slug } from "./catalogue.ts";
import { go, href, type Shop, track } from "./context.ts";
import { pictureOf } from "./pictures.ts";
import { listingOf } from "./routes.ts";
import type { BasketLine } from "./shelf.ts";
import { discount, money } from "./themes.ts";

export function home(shop: Shop): HTMLElement {
  const { hero } = shop.theme;
  const inPlace = shop.catalogue.listing(listingOf(hero.place)).filter((item) => item.stock > 0);
  const faces = inPlace
    .filter((item) => item.color.endsWith("green"))
    .concat(inPlace)
    .slice(0, 3);
  const reduced = shop.catalogue.listing({ ...listingOf("sale"), sort: "rating" }).filter((item) => item.stock > 0);
  return h(
    "div",
    { class: "home" },
    h(
      "section",
      { class: "hero" },
      h(
        "div",
        { class: "hero-text" },
        h("h1", { tabindex: -1 }, hero.title),
        h("p", {}, hero.text),
        h(
          "a",
          { class: "button button-main", href: href(shop, { name: "listing", query: listingOf(hero.place) }) },
          hero.link,
        ),
      ),
      h(
        "div",
        { class: "hero-pictures", "aria-hidden": "true" },
        faces.map((item) => h("img", { src: pictureOf(item), alt: "" })),
      ),
    ),
    categories(shop),
    h(
      "section",
      {},
      h("h2", {}, "On sale now"),
      h(
        "ul",
        { class: "grid" },
        reduced.slice(0, 6).map((item) => card(shop, item)),
      ),
    ),
  );
}

function categories(shop: Shop): HTMLElement {
  const tiles = [...shop.catalogue.departments.values()].flat().map((category) => {
    const query = listingOf(slug(category));
    const face = shop.catalogue.listing(query)[1];
    return h(
      "li",
      {},
      h(
        "a",
        { class: "tile", href: href(shop, { name: "listing", query }) },
        face ? picture(face) : null,
        h("span", {}, category),
      ),
    );
  });
  return h("section", {}, h("h2", {}, "Browse"), h("ul", { class: "tiles" }, tiles));
}

export function compare(shop: Shop, ids: string[]): HTMLElement {
  const items = ids.flatMap((id) => shop.catalogue.get(id) ?? []);
  if (items.length === 0) {
    return h(
      "div",
      { class: "plain" },
      h("h1", { tabindex: -1 }, "Compare"),
      h("p", {}, "Tick “Compare” on two or more items first."),
    );
  }
  const row = (label: string, cell: (item: Item) => Node | string) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, label),
      items.map((item) => h("td", {}, cell(item))),
    );
  const link = (item: Item) => h("a", { href: href(shop, { name: "item", id: item.id }) }, item.title);
  return h(
    "div",
    { class: "plain" },
    h("h1", { tabindex: -1 }, "Compare"),
    h(
      "div",
      { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Comparison" },
      h(
        "table",
        { class: "compare" },
        h(
          "tbody",
          {},
          row("Picture", picture),
          row("Item", link),
          row("Price", (item) => priceLine(shop, item)),
          row("On sale", (item) => (discount(item) ? `−${discount(item)}%` : "no")),
          row("Brand", (item) => item.brand),
          row("Colour", colourName),
          row("Rating", stars),
          row("Sizes", (item) => item.sizes.join(", ") || "one size"),
          row("In stock", (item) => (item.stock > 0 ? "yes" : "sold out")),
        ),
      ),
    ),
  );
}

export function basket(shop: Shop): HTMLElement {
  const lines = shop.shelf.basket.flatMap((line) => {
    const item = shop.catalogue.get(line.id);
    return item ? [{ line, item }] : [];
  });
  const total = lines.reduce((sum, { line, item }) => sum + Number(item.price) * line.quantity, 0);
  if (lines.length === 0)
    return h("div", { class: "plain" }, h("h1", { tabindex: -1 }, "Basket"), h("p", {}, "Your basket is empty."));
  return h(
    "div",
    { class: "plain" },
    h("h1", { tabindex: -1 }, "Basket"),
    h(
      "ul",
      { class: "basket" },
      lines.map(({ line, item }) => basketLine(shop, line, item)),
    ),
    h("p", { class: "total" }, "Total ", h("strong", {}, money(shop.theme, total))),
    h("a", { class: "button button-main", href: href(shop, { name: "checkout" }) }, "Go to checkout"),
  );
}

function basketLine(shop: Shop, line: BasketLine, item: Item): HTMLElement {
  const change = (by: number, label: string, sign: string) =>
    h(
      "button",
      {
        class: "button step",
        type: "button",
        "aria-label": `${label} ${item.title}`,
        onclick: () => {
          shop.shelf.set(line, line.quantity + by);
          shop.redraw();
        },
      },
      sign,
    );
  return h(
    "li",
    {},
    picture(item),
    h(
      "div",
      {},
      h("a", { href: href(shop, { name: "item", id: item.id }) }, item.title),
      h("p", {}, line.size ? `Size ${line.size}` : item.brand),
    ),
    h(
      "span",
      { class: "steps" },
      change(-1, "One less of", "−"),
      h("span", {}, line.quantity),
      change(1, "One more of", "+"),
    ),
    h("strong", {}, money(shop.theme, Number(item.price) * line.quantity)),
  );
}

export function checkout(shop: Shop): HTMLElement {
  const field = (label: string, attributes: Record<string, string>) =>
    h("label", { class: "field" }, label, h("input", { required: true, ...attributes }));
  return h(
    "form",
    {
      class: "plain checkout",
      onsubmit: (event) => {
        event.preventDefault();
        for (const line of shop.shelf.basket) {
          const item = shop.catalogue.get(line.id);
          if (!item) continue;
          const price = { amount: item.price, currency: item.currency };
          track({ action: "purchase", item_id: item.id, quantity: line.quantity, price });
        }
        shop.shelf.empty();
        go(shop, { name: "thanks" });
      },
    },
    h("h1", { tabindex: -1 }, "Checkout"),
    h("p", {}, "This is a demonstration: nothing is charged, nothing is sent, and no field ever appears in a picture."),
    field("Name", { autocomplete: "name", name: "name" }),
    field("Email", { type: "email", autocomplete: "email", name: "email" }),
    field("Card number", { autocomplete: "cc-number", inputmode: "numeric", name: "card" }),
    h("p", { class: "member", "data-interarec-mask": true }, "Member number 4417 0093 2251, 310 points"),
    h("button", { class: "button button-main", type: "submit" }, "Pay"),
  );
}

export function thanks(shop: Shop): HTMLElement {
  return h(
    "div",
    { class: "plain" },
    h("h1", { tabindex: -1 }, "Thank you"),
    h("p", {}, "Your order exists only in this demonstration."),
    h("a", { class: "button", href: href(shop, { name: "home" }) }, "Back to the shop"),
  );
}
