/**
 * A drawn picture of an item: the shape of its kind, the cut of its style, the paint of its colour.
 *
 * Pictures are SVG data addresses, made once an item and kept; nothing is fetched.
 */

import type { Item } from "./catalogue.ts";
import { paintOf, shade } from "./colours.ts";
import { bag, dress, jacket, jumper, top, trousers } from "./garments.ts";
import { boot, cushion, headphones, lamp, mug, smartwatch, sneaker, speaker, sportsShoe, vase } from "./goods.ts";

/** The paint of one item and its darker and lighter neighbours. */
export interface Cloth {
  base: string;
  dark: string;
  light: string;
}

const SHAPES: Record<string, (style: string, cloth: Cloth) => string> = {
  Dresses: dress,
  Tops: top,
  Knitwear: jumper,
  Jackets: jacket,
  Trousers: trousers,
  Bags: bag,
  "Sports shoes": sportsShoe,
  Sneakers: sneaker,
  Boots: boot,
  Headphones: headphones,
  Speakers: speaker,
  Smartwatches: smartwatch,
  Lamps: lamp,
  Cushions: cushion,
  Mugs: mug,
  Vases: vase,
};

/** Backdrops of pictures: light enough for dark goods, warm or cool enough for white ones. */
const BACKDROPS = ["#eceae4", "#e6ebe8", "#efe7e2", "#e5e8ee"];

const drawn = new Map<string, string>();

export function pictureOf(item: Item): string {
  let address = drawn.get(item.id);
  if (!address) {
    address = `data:image/svg+xml,${encodeURIComponent(draw(item))}`;
    drawn.set(item.id, address);
  }
  return address;
}

function draw(item: Item): string {
  const base = paintOf(item.color);
  const pale = ["white", "cream"].includes(item.color);
  const cloth: Cloth = { base, dark: shade(base, pale ? -0.14 : -0.26), light: shade(base, 0.38) };
  const backdrop = BACKDROPS[Number(item.id.slice(-3)) % BACKDROPS.length] ?? "#eceae4";
  const shape = SHAPES[item.category]?.(item.description.toLowerCase(), cloth) ?? "";
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 300" width="480" height="600">' +
    `<defs><linearGradient id="f" x1="0" x2="1" y1="0" y2=".3"><stop offset="0" stop-color="${shade(base, 0.1)}"/>` +
    `<stop offset=".55" stop-color="${base}"/><stop offset="1" stop-color="${cloth.dark}"/></linearGradient>` +
    `<radialGradient id="b" cx=".5" cy=".4" r=".8"><stop offset="0" stop-color="${shade(backdrop, 0.5)}"/>` +
    `<stop offset="1" stop-color="${shade(backdrop, -0.05)}"/></radialGradient></defs>` +
    '<rect width="240" height="300" fill="url(#b)"/>' +
    `${shape}</svg>`
  );
}
