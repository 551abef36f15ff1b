/** The insights page: what shoppers look at now, how the arms do, how fresh and how dear the answers are. */

import { h } from "../html.ts";
import { paintOf } from "../shop/colours.ts";
import type { InsightWindow } from "./office.ts";
import { bars, line } from "./plots.ts";

/** Sums over all windows by measure, then label ("" for a measure without labels). */
export function totals(windows: InsightWindow[]): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const { sums } of windows) {
    for (const [key, value] of Object.entries(sums)) {
      const colon = key.indexOf(":");
      const measure = colon < 0 ? key : key.slice(0, colon);
      const label = colon < 0 ? "" : key.slice(colon + 1);
      const labels = found.get(measure) ?? new Map<string, number>();
      labels.set(label, (labels.get(label) ?? 0) + value);
      found.set(measure, labels);
    }
  }
  return found;
}

/** Windows of equal start added up (one row a partition comes from the log), oldest first. */
export function merged(windows: InsightWindow[]): InsightWindow[] {
  const byStart = new Map<string, InsightWindow>();
  for (const window of windows) {
    const known = byStart.get(window.start);
    const sums = { ...known?.sums };
    for (const [key, value] of Object.entries(window.sums)) sums[key] = (sums[key] ?? 0) + value;
    byStart.set(window.start, { ...window, sums });
  }
  return [...byStart.values()].sort((a, b) => a.start.localeCompare(b.start));
}

/** The sum of a measure: told as a whole, or else the sum over its labels. */
export function overall(labels: Map<string, number> | undefined): number {
  if (!labels) return 0;
  return labels.get("") ?? [...labels.values()].reduce((sum, value) => sum + value, 0);
}

export function insightsPage(raw: InsightWindow[], currency: string): HTMLElement {
  const windows = merged(raw);
  const sums = totals(windows);
  const money = (value: number) => new Intl.NumberFormat("en-GB", { style: "currency", currency }).format(value);
  const of = (measure: string) => [...(sums.get(measure) ?? [])].filter(([label]) => label !== "");
  const number = (measure: string) => overall(sums.get(measure));
  if (windows.length === 0) {
    return h(
      "section",
      { class: "insights" },
      h("h1", {}, "Insights"),
      h("p", { class: "quiet" }, "No window has closed yet. The first appears after a minute of activity."),
    );
  }
  return h(
    "section",
    { class: "insights" },
    h("h1", {}, "Insights"),
    h(
      "p",
      { class: "quiet" },
      `${windows.length} windows since ${new Date(windows[0]?.start ?? 0).toLocaleTimeString()}.`,
    ),
    figures([
      ["Pictures", number("screenshots")],
      ["Views", number("views")],
      ["Clicks", number("clicks")],
      ["Purchases", number("purchases")],
      ["Model calls", number("model_calls")],
      ["Model tokens", number("model_prompt_tokens") + number("model_completion_tokens")],
    ]),
    h(
      "div",
      { class: "plots" },
      panel("Colours looked at", bars("Colours looked at", of("color"), { paint: (label) => paintOf(label) })),
      panel("Brands looked at", bars("Brands looked at", of("brand"))),
      panel("Price bands looked at", bars("Price bands looked at", of("price_band"))),
      panel("Impressions per arm", bars("Impressions per arm", of("impressions"))),
      panel("Clicks per arm", bars("Clicks per arm", of("clicks"))),
      panel("Purchases per arm", bars("Purchases per arm", of("purchases"))),
      panel("Revenue per arm", bars("Revenue per arm", of("revenue"), { format: money })),
      panel(
        "Freshness: last picture to slate, mean",
        line("Freshness", freshness(windows), (value) => `${value.toFixed(1)} s`),
      ),
      panel(
        "Model tokens per window",
        line("Model tokens", tokens(windows), (value) => String(Math.round(value))),
      ),
    ),
  );
}

function figures(entries: [label: string, value: number][]): HTMLElement {
  return h(
    "dl",
    { class: "figures" },
    entries.map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value.toLocaleString("en-GB")))),
  );
}

function panel(title: string, plot: SVGElement): HTMLElement {
  return h("section", { class: "panel" }, h("h2", {}, title), plot);
}

function freshness(windows: InsightWindow[]): [Date, number][] {
  return windows.flatMap(({ start, sums }): [Date, number][] => {
    const count = sums.freshness_count ?? 0;
    return count > 0 ? [[new Date(start), (sums.freshness_ms ?? 0) / count / 1_000]] : [];
  });
}

function tokens(windows: InsightWindow[]): [Date, number][] {
  return windows.map(({ start, sums }) => [
    new Date(start),
    (sums.model_prompt_tokens ?? 0) + (sums.model_completion_tokens ?? 0),
  ]);
}
