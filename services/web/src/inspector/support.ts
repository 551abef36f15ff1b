/** Which evidence stands behind a text of the summary or an accepted constraint. Pure. */

import type { Evidence, Seen, Summary } from "./office.ts";

/** What supports a category: evidence under its own name, else that of the typed facts it is written from. */
export function evidenceOf(field: string, summary: Summary, evidence: Evidence[]): Evidence[] {
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
export function supportOf(name: string, values: string[], summary: Summary | null): Evidence[] {
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
