/** The summary of what was seen, each row pointing at where. */

import { h } from "../html.ts";
import type { Evidence, Seen, Summary } from "./office.ts";
import { panel, type Point, pointing, words } from "./panel.ts";
import { evidenceOf } from "./support.ts";

export function summaryPanel(summary: Summary | null, evidence: Evidence[], point: Point): HTMLElement {
  if (!summary) return panel("Summary", h("p", { class: "quiet" }, "This slate was made from events alone."));
  const texts = Object.entries(summary.summary).map(([field, text]) =>
    pointing(
      evidenceOf(field, summary, evidence),
      point,
      h("span", { class: "key" }, words(field)),
      h("span", { class: text === "not available" ? "quiet" : "" }, text),
    ),
  );
  const facts = (
    [
      ["Colours", summary.colors],
      ["Brands", summary.brands],
      ["Promotions", summary.promotions],
      ["Filters set", summary.filters],
    ] as const
  )
    .filter(([, seen]) => seen && seen.length > 0)
    .map(([name, seen]) =>
      h(
        "div",
        { class: "facts" },
        h("span", { class: "key" }, name),
        (seen ?? []).map((fact) => chip(fact, point)),
      ),
    );
  return panel(
    `Summary${summary.engine ? ` by ${summary.engine}` : ""}`,
    ...texts,
    ...facts,
    offers(summary.offers ?? [], point),
  );
}

function chip(fact: Seen, point: Point): HTMLElement {
  const support = typeof fact.support === "number" ? ` ×${fact.support}` : "";
  const name = fact.attribute ? `${String(fact.attribute)}: ${String(fact.value)}` : String(fact.value);
  const evidence = fact.evidence ?? [];
  const show = () => point(evidence);
  return h(
    "button",
    { type: "button", class: "chip", onmouseenter: show, onfocus: show, onclick: show },
    name + support,
  );
}

function offers(seen: Seen[], point: Point): HTMLElement {
  const rows = seen
    .slice(0, 30)
    .map((offer) =>
      pointing(
        offer.evidence ?? [],
        point,
        h("span", { class: "offer-title" }, String(offer.title ?? "untitled")),
        h("span", { class: "number" }, `${String(offer.price)} ${String(offer.currency ?? "")}`),
      ),
    );
  return h("details", { class: "offers" }, h("summary", {}, `${seen.length} offers seen`), rows);
}
