/** The two demo shops: their names, looks and ways of writing money and words. */

import type { Item } from "./catalogue.ts";

/** How a shop presents itself; the look itself is in shop.css under `[data-theme]`. */
export interface Theme {
  site: string;
  name: string;
  theme: "marl" | "brise";
  locale: string;
  currency: string;
  tagline: string;
  banner: string;
  hero: { title: string; text: string; place: string; link: string };
  /** Where the rail stands: beside the page or above it. */
  rail: "column" | "row";
}

export const THEMES: Record<string, Theme> = {
  demo: {
    site: "demo",
    name: "Marl & Thistle",
    theme: "marl",
    locale: "en-GB",
    currency: "GBP",
    tagline: "Clothes, shoes, sound and home",
    banner: "Late summer sale: up to 40% off until Sunday",
    hero: {
      title: "Dresses for long evenings",
      text: "Eighty-four of them, from tea dresses to tiered maxis, in every green there is.",
      place: "dresses",
      link: "See all dresses",
    },
    rail: "column",
  },
  demo_eu: {
    site: "demo_eu",
    name: "Kontor Brise",
    theme: "brise",
    locale: "de-DE",
    currency: "EUR",
    tagline: "Things that last",
    banner: "Season's end: 20 to 40% off selected pieces",
    hero: {
      title: "Quiet rooms, good sound",
      text: "Headphones and speakers from small makers, tuned for apartments.",
      place: "headphones",
      link: "See headphones",
    },
    rail: "row",
  },
};

/** An amount in the shop's currency and manner: £18.00 or 18,00 €. */
export function money(theme: Theme, amount: string | number): string {
  return new Intl.NumberFormat(theme.locale, { style: "currency", currency: theme.currency }).format(Number(amount));
}

/** Whole per cent that an item is cheaper than before; undefined when it is not on sale. */
export function discount(item: Item): number | undefined {
  return item.was ? Math.round((1 - Number(item.price) / Number(item.was)) * 100) : undefined;
}
