/** The "Why these?" panel: how the slate came about, in words a shopper understands. */

import type { Recommendation } from "../client/wire.ts";

const ARMS: Record<string, string> = {
  assortment: "The set of items that fits what you looked at and sells best together.",
  rerank: "Items others went on to, put in order by what you looked at.",
  unified: "What you looked at, what others went on to and what sells, weighed together.",
  fallback: "Popular items, until there is more to go by.",
};

/** The panel's content; times are those of the recommendation itself, nothing is measured here. */
export function explain(recommendation: Recommendation, inspectorUrl: string | undefined): HTMLElement[] {
  const parts = [line(ARMS[recommendation.arm] ?? recommendation.arm)];
  const reasons = new Map<string, number>();
  for (const reason of recommendation.slate.flatMap((item) => item.reasons)) {
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  if (reasons.size > 0) {
    const list = document.createElement("ul");
    list.append(...[...reasons].slice(0, 6).map(([reason, count]) => entry(`${reason} (${count} of these)`)));
    parts.push(list);
  }
  for (const { constraint, reason } of recommendation.relaxed) parts.push(line(`Left aside: ${constraint}. ${reason}`));
  const since = sinceLastScreen(recommendation);
  if (since) parts.push(line(`${since} from the last screen to these picks.`));
  if (inspectorUrl) {
    const link = document.createElement("a");
    link.href = inspectorUrl;
    link.textContent = "Every step, in the inspector";
    parts.push(line("", link));
  }
  return parts;
}

/** Time from the last picture to the slate, when pictures made it; a click's slate takes milliseconds and says nothing. */
export function sinceLastScreen(recommendation: Recommendation): string | undefined {
  const { total: told, ...stages } = recommendation.latency_ms;
  const total = told ?? Object.values(stages).reduce((sum, value) => sum + value, 0);
  return total >= 100 ? seconds(total) : undefined;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
}

function line(text: string, ...more: Node[]): HTMLElement {
  const paragraph = document.createElement("p");
  paragraph.append(text, ...more);
  return paragraph;
}

function entry(text: string): HTMLLIElement {
  const element = document.createElement("li");
  element.textContent = text;
  return element;
}
