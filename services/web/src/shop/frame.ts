/** What stands around every view: skip link, sale banner, header with navigation, comparison bar and footer. */

import { h } from "../html.ts";
import { slug } from "./catalogue.ts";
import { href, type Shop } from "./context.ts";
import { listingOf, type View } from "./routes.ts";
import { THEMES, type Theme } from "./themes.ts";

const SHORTCUTS = ["Dresses", "Knitwear", "Sports shoes", "Headphones", "Homeware"];

export function banner(shop: Shop): HTMLElement {
  const sale = href(shop, { name: "listing", query: listingOf("sale") });
  return h("p", { class: "banner" }, shop.theme.banner, " ", h("a", { href: sale }, "Shop the sale"));
}

export function header(shop: Shop, view: View, others: Theme[]): HTMLElement {
  const place = view.name === "listing" ? view.query.place : "";
  const link = (name: string, target: string) =>
    h(
      "li",
      {},
      h(
        "a",
        {
          href: href(shop, { name: "listing", query: listingOf(target) }),
          "aria-current": target === place ? "page" : undefined,
        },
        name,
      ),
    );
  return h(
    "header",
    { class: "header" },
    h("a", { class: "logo", href: href(shop, { name: "home" }) }, shop.theme.name),
    h(
      "nav",
      { "aria-label": "Departments" },
      h(
        "ul",
        { class: "menu" },
        SHORTCUTS.map((name) => link(name, slug(name))),
        link("All", "all"),
        link("Sale", "sale"),
      ),
    ),
    h(
      "div",
      { class: "header-end" },
      others.map((theme) =>
        h("a", { class: "other-shop", href: `#/${theme.site}/` }, `${theme.name} (${theme.currency})`),
      ),
      h(
        "a",
        { class: "basket-link", href: href(shop, { name: "basket" }) },
        "Basket ",
        h("span", { class: "basket-count" }, shop.shelf.count),
      ),
    ),
  );
}

export function compareBar(shop: Shop, view: View): HTMLElement | null {
  const ids = [...shop.shelf.compare];
  if (ids.length === 0 || view.name === "compare") return null;
  return h(
    "div",
    { class: "compare-bar" },
    h("span", {}, ids.length === 1 ? "1 item to compare; pick another" : `${ids.length} items to compare`),
    ids.length > 1
      ? h("a", { class: "button button-main", href: href(shop, { name: "compare", ids }) }, "Compare them")
      : null,
  );
}

export function footer(shop: Shop): HTMLElement {
  return h(
    "footer",
    { class: "footer" },
    h(
      "p",
      {},
      h("strong", {}, shop.theme.name),
      `, ${shop.theme.tagline.toLowerCase()}. `,
      "An invented shop: every brand, item and price is made up.",
    ),
    h("p", {}, h("a", { href: "/inspector/" }, "Inspector"), " for the back office"),
  );
}

/** All shops but the shown one, of those that are offered. */
export function otherThemes(site: string, offered: string[]): Theme[] {
  return Object.values(THEMES).filter((theme) => theme.site !== site && offered.includes(theme.site));
}
