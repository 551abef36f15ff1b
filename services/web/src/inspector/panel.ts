/** Small parts that the inspector's panels share: frame, rows that point at evidence, words and figures. */

import { h } from "../html.ts";
import type { Evidence } from "./office.ts";

/** Shows evidence on the pictures; an empty list leaves the picture as it is. */
export type Point = (evidence: Evidence[]) => void;

/** A row that points at evidence on hover and on focus; plain when there is none. */
export function pointing(evidence: Evidence[], point: Point, ...children: (Node | string)[]): HTMLElement {
  if (evidence.length === 0) return h("div", { class: "row" }, ...children);
  const show = () => point(evidence);
  return h(
    "button",
    { type: "button", class: "row row-seen", onmouseenter: show, onfocus: show, onclick: show },
    ...children,
  );
}

export function panel(title: string, ...children: (Node | string)[]): HTMLElement {
  return h("section", { class: "panel" }, h("h2", {}, title), ...children);
}

/** `lowest_price` as `Lowest price`. */
export function words(name: string): string {
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function figure(value: unknown): string {
  if (value === null || value === undefined) return "–";
  const number = Number(value);
  if (!Number.isFinite(number)) return String(value);
  return Math.abs(number) >= 100 ? number.toFixed(1) : number.toPrecision(3);
}
