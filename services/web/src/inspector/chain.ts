/**
 * The parts of an evidence chain, each as a panel: summary, constraints, slate with its terms, relaxed, latency.
 *
 * Hovering or focusing a row asks the viewer to show where it was seen.
 */

import type { Recommendation } from "../client/wire.ts";
import { h } from "../html.ts";
import type { Catalogue } from "../shop/catalogue.ts";
import { pictureOf } from "../shop/pictures.ts";
import type { Check, Constraints, Evidence, Seen, Summary, Trace } from "./office.ts";

/** Shows evidence on the pictures; an empty list leaves the picture as it is. */
export type Point = (evidence: Evidence[]) => void;

/** A row that points at evidence on hover and on focus; plain when there is none. */
function pointing(evidence: Evidence[], point: Point, ...children: (Node | string)[]): HTMLElement {
  if (evidence.length === 0) return h("div", { class: "row" }, ...children);
  const show = () => point(evidence);
  return h("button", { type: "button", class: "row row-seen", onmouseenter: show, onfocus: show, onclick: show }, ...children);
}

export function summaryPanel(summary: Summary | null, evidence: Evidence[], point: Point): HTMLElement {
  if (!summary) return panel("Summary", h("p", { class: "quiet" }, "This slate was made from events alone."));
  const texts = Object.entries(summary.summary).map(([field, text]) =>
    pointing(evidenceOf(field, summary, evidence), point, h("span", { class: "key" }, words(field)), h("span", { class: text === "not available" ? "quiet" : "" }, text)),
  );
  const facts = ([["Colours", summary.colors], ["Brands", summary.brands], ["Promotions", summary.promotions], ["Filters set", summary.filters]] as const)
    .filter(([, seen]) => seen && seen.length > 0)
    .map(([name, seen]) => h("div", { class: "facts" }, h("span", { class: "key" }, name), (seen ?? []).map((fact) => chip(fact, point))));
  return panel(`Summary${summary.engine ? ` by ${summary.engine}` : ""}`, ...texts, ...facts, offers(summary.offers ?? [], point));
}

function chip(fact: Seen, point: Point): HTMLElement {
  const support = typeof fact.support === "number" ? ` ×${fact.support}` : "";
  const name = fact.attribute ? `${String(fact.attribute)}: ${String(fact.value)}` : String(fact.value);
  const evidence = fact.evidence ?? [];
  const show = () => point(evidence);
  return h("button", { type: "button", class: "chip", onmouseenter: show, onfocus: show, onclick: show }, name + support);
}

function offers(seen: Seen[], point: Point): HTMLElement {
  const rows = seen.slice(0, 30).map((offer) =>
    pointing(offer.evidence ?? [], point,
      h("span", { class: "offer-title" }, String(offer.title ?? "untitled")),
      h("span", { class: "number" }, `${String(offer.price)} ${String(offer.currency ?? "")}`)),
  );
  return h("details", { class: "offers" }, h("summary", {}, `${seen.length} offers seen`), rows);
}

/** What supports a category: evidence under its own name, else that of the typed facts it is written from. */
function evidenceOf(field: string, summary: Summary, evidence: Evidence[]): Evidence[] {
  const own = evidence.filter((piece) => piece.field === field);
  if (own.length > 0) return own;
  const prices = (summary.offers ?? []).map((offer) => Number(offer.price));
  const sources: Record<string, Seen[] | undefined> = {
    product_characteristics: summary.colors,
    lowest_price: pricedAt(summary, Math.min(...prices)),
    highest_price: pricedAt(summary, Math.max(...prices)),
    brand_preference: summary.brands,
    promotions: summary.promotions,
    product_specifications: summary.filters,
    comparisons: summary.offers?.filter((offer) => Number(offer.sightings) > 1),
  };
  return evidenceIn(sources[field]);
}

function evidenceIn(seen: Seen[] | undefined): Evidence[] {
  return (seen ?? []).flatMap((fact) => fact.evidence ?? []);
}

function pricedAt(summary: Summary, price: number): Seen[] {
  return (summary.offers ?? []).filter((offer) => Number(offer.price) === price);
}

/** What supports an accepted constraint: the offers and facts of the summary that say the same. */
function supportOf(name: string, values: string[], summary: Summary | null): Evidence[] {
  if (!summary) return [];
  const same = (text: unknown) => values.some((value) => value.toLowerCase() === String(text).toLowerCase());
  switch (name) {
    case "price":
      return evidenceIn(pricedAt(summary, Number(values[0])));
    case "color":
      return evidenceIn(summary.colors?.filter((fact) => same(fact.value)));
    case "brand":
      return evidenceIn(summary.brands?.filter((fact) => same(fact.value)));
    case "filter":
      return evidenceIn(summary.filters?.filter((fact) => same(fact.value)));
    default:
      return evidenceIn(summary.offers?.filter((offer) => same(offer[name])));
  }
}

export function constraintsPanel(constraints: Constraints, summary: Summary | null, point: Point): HTMLElement {
  const { lowest_price: low, highest_price: high, currency } = constraints;
  const rows: [name: string, value: string, evidence: Evidence[]][] = [
    ["Lowest price", money(low, currency), supportOf("price", low ? [low] : [], summary)],
    ["Highest price", money(high, currency), supportOf("price", high ? [high] : [], summary)],
  ];
  for (const name of ["color", "brand", "category", "size"] as const) {
    rows.push([words(name), constraints[name].join(", "), supportOf(name, constraints[name], summary)]);
  }
  for (const [name, value] of Object.entries(constraints.filters)) {
    const values = Array.isArray(value) ? value.map(String) : [];
    rows.push([`Filter: ${words(name).toLowerCase()}`, filterText(value), supportOf("filter", values, summary)]);
  }
  const shown = rows
    .filter(([, value]) => value !== "")
    .map(([name, value, evidence]) => pointing(evidence, point, h("span", { class: "key" }, name), h("strong", {}, value)));
  return panel(
    "Constraints",
    constraints.origin ? h("p", { class: "quiet" }, `Origin: ${words(constraints.origin).toLowerCase()}`) : "",
    ...(shown.length > 0 ? shown : [h("p", { class: "quiet" }, "None was accepted.")]),
    checksOf(constraints.checks),
  );
}

/** What the checks did; a long list starts closed, with its counts. */
function checksOf(checks: Check[]): HTMLElement | string {
  if (checks.length === 0) return "";
  const counts = new Map<string, number>();
  for (const { outcome } of checks) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const told = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(", ");
  const entries = checks.map(({ constraint, outcome, reason, value }) =>
    h("li", {}, h("span", { class: `outcome outcome-${outcome}` }, outcome), ` ${words(constraint)}${value ? ` ${value}` : ""}: ${reason}`),
  );
  return h("details", { class: "checks", open: checks.length <= 6 }, h("summary", {}, `Checks: ${told}`), h("ul", {}, entries));
}

function filterText(value: unknown): string {
  if (Array.isArray(value)) return value.join(", ");
  if (value && typeof value === "object") {
    const { lowest, highest } = value as { lowest?: string | null; highest?: string | null };
    return `${lowest ?? "any"} to ${highest ?? "any"}`;
  }
  return String(value);
}

function money(amount: string | null, currency: string | null): string {
  return amount === null ? "" : `${amount} ${currency ?? ""}`.trim();
}

export function slatePanel(recommendation: Recommendation, trace: Trace | undefined, catalogue: Catalogue | undefined): HTMLElement {
  const terms = new Map(trace?.items.map((item) => [item.item_id, item.terms]));
  const head = ["", "Item", "Price", "Weight", "Similarity", "Session score", "Chosen with", "Why"];
  const rows = recommendation.slate.map((item) => {
    const known = catalogue?.get(item.item_id);
    const own = terms.get(item.item_id) ?? {};
    return h(
      "tr",
      {},
      h("td", {}, known ? h("img", { src: pictureOf(known), alt: "" }) : ""),
      h("th", { scope: "row" }, known?.title ?? item.item_id, h("span", { class: "quiet" }, item.item_id)),
      h("td", { class: "number" }, `${item.price.amount} ${item.price.currency}`),
      ...["weight", "similarity", "session_score"].map((name) => h("td", { class: "number" }, figure(own[name]))),
      h("td", { class: "number" }, `${(item.choice_probability * 100).toFixed(1)}%`),
      h("td", {}, item.reasons.join("; ")),
    );
  });
  return panel(
    "Slate",
    h("p", {}, recommendation.wording),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Slate" },
      h("table", {}, h("thead", {}, h("tr", {}, head.map((name) => h("th", { scope: "col" }, name)))), h("tbody", {}, rows))),
    solverLine(trace),
  );
}

function solverLine(trace: Trace | undefined): HTMLElement | string {
  const solver = Object.entries(trace?.solver ?? {}).filter(([, value]) => typeof value === "number" || typeof value === "string");
  if (solver.length === 0) return "";
  return h("dl", { class: "figures" }, solver.map(([name, value]) => h("div", {}, h("dt", {}, words(name)), h("dd", {}, figure(value)))));
}

export function relaxedPanel(recommendation: Recommendation): HTMLElement {
  const entries = recommendation.relaxed.map(({ constraint, reason }) => h("li", {}, h("strong", {}, words(constraint)), `: ${reason}`));
  return panel("Relaxed", entries.length > 0 ? h("ul", {}, entries) : h("p", { class: "quiet" }, "Nothing had to be relaxed."));
}

/** Stages in the order of the way; others come after them. */
const STAGES = ["capture", "queue", "batch", "model", "summary", "constraints", "recommend", "total"];

export function latencyPanel(recommendation: Recommendation): HTMLElement {
  const rank = (stage: string) => (STAGES.includes(stage) ? STAGES.indexOf(stage) : STAGES.length);
  const stages = Object.entries(recommendation.latency_ms).sort(([a], [b]) => rank(a) - rank(b));
  const most = Math.max(...stages.map(([, value]) => value), 1);
  const rows = stages.map(([stage, value]) =>
    h("div", { class: "latency" }, h("span", { class: "key" }, words(stage)),
      h("span", { class: "latency-bar", style: `width:${Math.max(1, (value / most) * 100)}%`, "aria-hidden": "true" }),
      h("span", { class: "number" }, `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`)),
  );
  return panel("Latency", ...(rows.length > 0 ? rows : [h("p", { class: "quiet" }, "No stage reported its time.")]));
}

export function panel(title: string, ...children: (Node | string)[]): HTMLElement {
  return h("section", { class: "panel" }, h("h2", {}, title), ...children);
}

/** `lowest_price` as `Lowest price`. */
export function words(name: string): string {
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function figure(value: unknown): string {
  if (value === null || value === undefined) return "–";
  const number = Number(value);
  if (!Number.isFinite(number)) return String(value);
  return Math.abs(number) >= 100 ? number.toFixed(1) : number.toPrecision(3);
}
