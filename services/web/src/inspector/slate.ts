/** The slate with the solver's terms, what was relaxed for it, and the milliseconds of each stage. */

import type { Recommendation } from "../client/wire.ts";
import { h } from "../html.ts";
import type { Catalogue } from "../shop/catalogue.ts";
import { pictureOf } from "../shop/pictures.ts";
import type { Trace } from "./office.ts";
import { figure, panel, words } from "./panel.ts";

export function slatePanel(
  recommendation: Recommendation,
  trace: Trace | undefined,
  catalogue: Catalogue | undefined,
): HTMLElement {
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
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Slate" },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            head.map((name) => h("th", { scope: "col" }, name)),
          ),
        ),
        h("tbody", {}, rows),
      ),
    ),
    solverLine(trace),
  );
}

function solverLine(trace: Trace | undefined): HTMLElement | string {
  const solver = Object.entries(trace?.solver ?? {}).filter(
    ([, value]) => typeof value === "number" || typeof value === "string",
  );
  if (solver.length === 0) return "";
  return h(
    "dl",
    { class: "figures" },
    solver.map(([name, value]) => h("div", {}, h("dt", {}, words(name)), h("dd", {}, figure(value)))),
  );
}

export function relaxedPanel(recommendation: Recommendation): HTMLElement {
  const entries = recommendation.relaxed.map(({ constraint, reason }) =>
    h("li", {}, h("strong", {}, words(constraint)), `: ${reason}`),
  );
  return panel(
    "Relaxed",
    entries.length > 0 ? h("ul", {}, entries) : h("p", { class: "quiet" }, "Nothing had to be relaxed."),
  );
}

/** Stages in the order of the way; others come after them. */
const STAGES = ["capture", "queue", "batch", "model", "summary", "constraints", "recommend", "total"];

export function latencyPanel(recommendation: Recommendation): HTMLElement {
  const rank = (stage: string) => (STAGES.includes(stage) ? STAGES.indexOf(stage) : STAGES.length);
  const stages = Object.entries(recommendation.latency_ms).sort(([a], [b]) => rank(a) - rank(b));
  const most = Math.max(...stages.map(([, value]) => value), 1);
  const rows = stages.map(([stage, value]) =>
    h(
      "div",
      { class: "latency" },
      h("span", { class: "key" }, words(stage)),
      h("span", { class: "latency-bar", style: `width:${Math.max(1, (value / most) * 100)}%`, "aria-hidden": "true" }),
      h("span", { class: "number" }, `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`),
    ),
  );
  return panel("Latency", ...(rows.length > 0 ? rows : [h("p", { class: "quiet" }, "No stage reported its time.")]));
}
