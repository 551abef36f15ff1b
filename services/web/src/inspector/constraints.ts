/** The accepted constraints with their origin, what stands behind them, and what the checks did. */

import { h } from "../html.ts";
import type { Check, Constraints, Evidence, Summary } from "./office.ts";
import { panel, type Point, pointing, words } from "./panel.ts";
import { supportOf } from "./support.ts";

export function constraintsPanel(constraints: Constraints, summary: Summary | null, point: Point): HTMLElement {
  const { lowest_price: low, highest_price: high, currency } = constraints;
  const rows: [name: string, value: string, evidence: Evidence[]][] = [
    ["Lowest price", money(low, currency), supportOf("price", low === null ? [] : [String(low)], summary)],
    ["Highest price", money(high, currency), supportOf("price", high === null ? [] : [String(high)], summary)],
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
    .map(([name, value, evidence]) =>
      pointing(evidence, point, h("span", { class: "key" }, name), h("strong", {}, value)),
    );
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
    h(
      "li",
      {},
      h("span", { class: `outcome outcome-${outcome}` }, outcome),
      ` ${words(constraint)}${value ? ` ${value}` : ""}: ${reason}`,
    ),
  );
  return h(
    "details",
    { class: "checks", open: checks.length <= 6 },
    h("summary", {}, `Checks: ${told}`),
    h("ul", {}, entries),
  );
}

function filterText(value: unknown): string {
  if (Array.isArray(value)) return value.join(", ");
  if (value && typeof value === "object") {
    const { lowest, highest } = value as { lowest?: string | null; highest?: string | null };
    return `${lowest ?? "any"} to ${highest ?? "any"}`;
  }
  return String(value);
}

function money(amount: number | null, currency: string | null): string {
  return amount === null ? "" : `${Number.isInteger(amount) ? amount : amount.toFixed(2)} ${currency ?? ""}`.trim();
}
