/** The demo shop's page: draws the view of the address, loads the snippet, mounts the rail. */

import { h } from "../html.ts";
import { mountRail, type Rail } from "../rail/rail.ts";
import { Catalogue, loadCatalogue } from "./catalogue.ts";
import { loadConfig, offeredSites, type ShopConfig } from "./config.ts";
import { href, type Shop, track } from "./context.ts";
import { filterEvents, filtersOf, ToldFilters } from "./filter-events.ts";
import { banner, compareBar, footer, header, otherThemes } from "./frame.ts";
import { listing, placeName } from "./listing.ts";
import { basket, checkout, compare, home, thanks } from "./pages.ts";
import { pictureOf } from "./pictures.ts";
import { product } from "./product.ts";
import { parseRoute, type View } from "./routes.ts";
import { Shelf } from "./shelf.ts";
import { money, THEMES, type Theme } from "./themes.ts";

const root = document.getElementById("shop") as HTMLElement;
const railHost = h("div", { class: "rail" });

function drawView(shop: Shop, view: View): HTMLElement {
  switch (view.name) {
    case "home":
      return home(shop);
    case "listing":
      return listing(shop, view.query);
    case "item":
      return product(shop, view.id);
    case "compare":
      return compare(shop, view.ids);
    case "basket":
      return basket(shop);
    case "checkout":
      return checkout(shop);
    case "thanks":
      return thanks(shop);
  }
}

function titleOf(shop: Shop, view: View): string {
  if (view.name === "listing") return `${placeName(shop, view.query.place)} | ${shop.theme.name}`;
  if (view.name === "item") return `${shop.catalogue.get(view.id)?.title ?? "Item"} | ${shop.theme.name}`;
  return shop.theme.name;
}

/** One page life in one shop; going to the other shop loads the page anew, since its session is another one. */
class Page {
  readonly #shop: Shop;
  readonly #config: ShopConfig;
  readonly #told: ToldFilters;
  readonly #top = h("div");
  readonly #main = h("main", { id: "main" });
  readonly #bottom = h("div");
  #path = "";

  constructor(theme: Theme, catalogue: Catalogue, config: ShopConfig) {
    this.#config = config;
    this.#told = new ToldFilters(theme.site);
    this.#shop = { theme, catalogue, shelf: new Shelf(theme.site), redraw: () => this.draw() };
    document.body.dataset.theme = theme.theme;
    // The rail's host stays where it is over all views, so that it keeps its place and its animations.
    root.replaceChildren(this.#top, h("div", { class: "page" }, this.#main, railHost), this.#bottom);
  }

  start(): void {
    addEventListener("hashchange", () => this.draw());
    this.draw();
    mountRailOf(this.#shop);
    loadSnippet(this.#shop.theme, this.#config);
  }

  draw(): void {
    const route = parseRoute(location.hash);
    if (route.site !== this.#shop.theme.site) return location.reload();
    const moved = location.hash !== this.#path;
    const focused = moved ? undefined : focusKey();
    const others = otherThemes(route.site, offeredSites(this.#config));
    this.#main.replaceChildren(drawView(this.#shop, route.view));
    this.#top.replaceChildren(
      h("a", { class: "skip", href: "#main", onclick: (event) => this.#skip(event) }, "Skip to the items"),
      banner(this.#shop),
      header(this.#shop, route.view, others),
    );
    this.#bottom.replaceChildren(compareBar(this.#shop, route.view) ?? "", footer(this.#shop));
    document.title = titleOf(this.#shop, route.view);
    if (focused) restoreFocus(focused);
    if (moved) this.#arrived(route.view);
  }

  #skip(event: Event): void {
    event.preventDefault();
    this.#main.querySelector<HTMLElement>("h1")?.focus();
  }

  /** A new address: show its top, tell a screen reader, report a view of an item. */
  #arrived(view: View): void {
    const first = this.#path === "";
    const sameListing = !first && pathOf(this.#path) === pathOf(location.hash);
    this.#path = location.hash;
    if (!sameListing) scrollTo({ top: 0, behavior: "instant" });
    if (!first && !sameListing) this.#main.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    this.#tellFilters(view);
    if (view.name !== "item") return;
    const item = this.#shop.catalogue.get(view.id);
    if (item) track({ action: "view", item_id: item.id, price: { amount: item.price, currency: item.currency } });
  }

  #tellFilters(view: View): void {
    const state = filtersOf(view);
    if (!state) return;
    for (const event of filterEvents(this.#told.state, state)) track(event);
    this.#told.state = state;
  }
}

function pathOf(hash: string): string {
  return hash.split("?")[0] ?? "";
}

/** Enough to find the focused control again after a redraw of the same view. */
function focusKey(): string | undefined {
  return document.activeElement?.getAttribute("aria-label") ?? undefined;
}

function restoreFocus(label: string): void {
  root.querySelector<HTMLElement>(`[aria-label="${CSS.escape(label)}"]`)?.focus({ preventScroll: true });
}

function mountRailOf(shop: Shop): Rail {
  return mountRail(railHost, {
    layout: shop.theme.rail,
    inspectorUrl: (sessionId) => `/inspector/#session=${encodeURIComponent(sessionId)}`,
    describe: (slateItem) => {
      const item = shop.catalogue.get(slateItem.item_id);
      return (
        item && {
          title: item.title,
          url: href(shop, { name: "item", id: item.id }),
          imageUrl: pictureOf(item),
          price: money(shop.theme, slateItem.price.amount),
        }
      );
    },
  });
}

/** Add the one script tag that any shop would have in its page; without a key for this shop there is none. */
function loadSnippet(theme: Theme, config: ShopConfig): void {
  const live = config.shops.find((shop) => shop.site === theme.site);
  if (!live) return;
  const script = h("script", {
    src: `${config.gateway_url}/interarec.js`,
    "data-site-key": live.site_key,
    "data-capture-url": config.capture_url,
    "data-gateway-url": config.gateway_url,
    "data-currency": theme.currency,
    "data-locale": theme.locale,
  });
  document.head.append(script);
}

const config = await loadConfig();
const theme = THEMES[parseRoute(location.hash).site] ?? (THEMES.demo as Theme);
new Page(theme, await loadCatalogue(theme.site), config).start();
