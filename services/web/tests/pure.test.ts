/** Arithmetic and parsing of the browser side, without a network or a page. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff, isFinal } from "../src/client/closing.ts";
import { isNewer } from "../src/client/freshness.ts";
import { EventParser, positionOf, type StreamEvent } from "../src/client/sse.ts";
import type { Recommendation } from "../src/client/wire.ts";
import { merged, overall, totals } from "../src/inspector/insights.ts";
import { evidenceOf, supportOf } from "../src/inspector/support.ts";
import { richest } from "../src/inspector/viewer.ts";
import { Catalogue, type Item } from "../src/shop/catalogue.ts";
import { colourFamily, shade } from "../src/shop/colours.ts";
import { filterEvents, filtersOf, NO_FILTERS } from "../src/shop/filter-events.ts";
import { hashOf, listingOf, parseRoute } from "../src/shop/routes.ts";
import { discount, money, THEMES, type Theme } from "../src/shop/themes.ts";
import { attributed } from "../src/snippet/attribution.ts";
import { retryAfterMs, verdictOf } from "../src/snippet/http.ts";
import { CaptureSchedule } from "../src/snippet/schedule.ts";

const PLAN = { settleMs: 300, floorMs: 2_000, gapMs: 700, activeMs: 10_000 };

test("a picture is due when the page has settled", () => {
  const schedule = new CaptureSchedule(PLAN, 0);
  assert.equal(schedule.dueAt(), 300);
  schedule.changed(200);
  assert.equal(schedule.dueAt(), 500);
});

test("a page that never settles is captured at the floor interval", () => {
  const schedule = new CaptureSchedule(PLAN, 0);
  for (let at = 0; at <= 5_000; at += 100) schedule.changed(at);
  assert.equal(schedule.dueAt(), 2_000);
  schedule.captured(2_000);
  for (let at = 2_100; at <= 5_000; at += 100) schedule.changed(at);
  assert.equal(schedule.dueAt(), 4_100);
});

test("an unchanged page is not captured again, and two pictures keep their distance", () => {
  const schedule = new CaptureSchedule(PLAN, 0);
  schedule.captured(300);
  assert.equal(schedule.dueAt(), undefined);
  schedule.changed(350);
  assert.equal(schedule.dueAt(), 1_000);
});

test("a page that moves by itself is left alone once the shopper is away", () => {
  const schedule = new CaptureSchedule(PLAN, 0);
  schedule.captured(300);
  schedule.changed(11_000);
  assert.equal(schedule.dueAt(), undefined);
  schedule.input(11_100);
  assert.equal(schedule.dueAt(), 11_300);
});

test("answers of the capture service mean what the next request must be", () => {
  const half = () => 0.5;
  assert.equal(verdictOf(202, null, 0).name, "done");
  assert.equal(verdictOf(401, null, 0).name, "renew");
  assert.equal(verdictOf(409, null, 0).name, "clash");
  assert.equal(verdictOf(410, null, 0).name, "ended");
  for (const status of [413, 415, 422]) assert.equal(verdictOf(status, null, 0).name, "drop");
  assert.deepEqual(verdictOf(503, "7", 0, half), { name: "retry", afterMs: 7_000 });
  assert.deepEqual(verdictOf(undefined, null, 3, half), { name: "retry", afterMs: 4_000 });
  assert.deepEqual(verdictOf(429, null, 50, half), { name: "retry", afterMs: 15_000 });
});

test("Retry-After may be seconds or a date", () => {
  assert.equal(retryAfterMs("3"), 3_000);
  assert.equal(retryAfterMs("Thu, 01 Jan 1970 00:00:05 GMT", 2_000), 3_000);
  assert.equal(retryAfterMs("soon"), undefined);
});

test("only the upper half of the application close codes is final", () => {
  assert.deepEqual([1006, 4001, 4499].map(isFinal), [false, false, false]);
  assert.deepEqual([4500, 4999].map(isFinal), [true, true]);
  assert.equal(
    backoff(0, () => 1),
    500,
  );
  assert.equal(
    backoff(20, () => 1),
    30_000,
  );
});

function seen(screenshot_offset: number, interaction_offset: number, revision = 0): Recommendation {
  return { based_on: { screenshot_offset, interaction_offset }, revision } as Recommendation;
}

test("newer means further on one side and not back on the other, or a later revision", () => {
  assert.equal(isNewer(undefined, seen(0, 0)), true);
  assert.equal(isNewer(seen(3, 3), seen(4, 3)), true);
  assert.equal(isNewer(seen(3, 3), seen(4, 2)), false);
  assert.equal(isNewer(seen(3, 3), seen(3, 3)), false);
  assert.equal(isNewer(seen(3, 3), seen(3, 3, 1)), true);
  assert.equal(isNewer(seen(3, 3, 1), seen(3, 4)), true);
});

test("server-sent events survive being cut anywhere", () => {
  const text = ': hello\n\nid: a:b:7\ndata: {"x":\ndata: 1}\n\nid: a:b:8\n\n';
  for (let cut = 0; cut <= text.length; cut++) {
    const events: StreamEvent[] = [];
    const parser = new EventParser((event) => events.push(event));
    parser.feed(text.slice(0, cut));
    parser.feed(text.slice(cut));
    assert.deepEqual(events, [{ position: { epoch: "a:b", offset: 7 }, data: { x: 1 } }]);
  }
  assert.equal(positionOf("7"), undefined);
});

test("every view of the shop has an address that leads back to it", () => {
  const query = {
    ...listingOf("dresses"),
    color: ["green", "red"],
    brand: ["Willow & Tin"],
    min: 20,
    max: 50,
    sort: "price-asc",
    page: 2,
  };
  const views = [
    { name: "home" },
    { name: "listing", query },
    { name: "item", id: "dg-001" },
    { name: "compare", ids: ["a", "b"] },
    { name: "basket" },
  ] as const;
  for (const view of views) {
    const route = { site: "demo_eu", view: structuredClone(view) as never };
    assert.deepEqual(parseRoute(hashOf(route)), route);
  }
  assert.deepEqual(parseRoute("#/nowhere/at/all"), { site: "demo", view: { name: "home" } });
});

function item(id: string, color: string, price: string, category = "Dresses"): Item {
  return {
    id,
    color,
    price,
    category,
    department: "Apparel",
    brand: "Solvane",
    sizes: ["8", "10"],
    was: null,
    rating: 4,
    reviews: 1,
  } as Item;
}

test("a listing filters by colour family and price, and sorts", () => {
  const catalogue = new Catalogue([
    item("a", "sage green", "90.00"),
    item("b", "green", "20.00"),
    item("c", "red", "10.00"),
    item("d", "green", "15.00", "Tops"),
  ]);
  const query = { ...listingOf("dresses"), color: ["green"], sort: "price-asc" };
  assert.deepEqual(
    catalogue.listing(query).map(({ id }) => id),
    ["b", "a"],
  );
  assert.deepEqual(
    catalogue.listing({ ...query, max: 50 }).map(({ id }) => id),
    ["b"],
  );
  assert.deepEqual(catalogue.facets(query, "color"), [
    { value: "green", count: 2 },
    { value: "red", count: 1 },
  ]);
});

test("money is written in the manner of the shop", () => {
  assert.equal(money(THEMES.demo as Theme, "18.00"), "£18.00");
  assert.equal(money(THEMES.demo_eu as Theme, "1199.9").replace(/\s/g, " "), "1.199,90 €");
  assert.equal(discount({ price: "75.00", was: "100.00" } as Item), 25);
});

test("colours have the families that shoppers name", () => {
  assert.equal(colourFamily("forest green"), "green");
  assert.equal(colourFamily("navy"), "blue");
  assert.equal(shade("#808080", 1), "#ffffff");
  assert.equal(shade("#808080", -1), "#000000");
});

test("insight windows of one start add up and their labels are told apart", () => {
  const start = "2026-01-01T00:00:00Z";
  const windows = merged([
    { start, seconds: 60, sums: { "color:green": 2, views: 1 } },
    { start, seconds: 60, sums: { "color:green": 3, "color:red": 1 } },
  ]);
  assert.equal(windows.length, 1);
  assert.deepEqual(
    totals(windows).get("color"),
    new Map([
      ["green", 5],
      ["red", 1],
    ]),
  );
  assert.equal(totals(windows).get("views")?.get(""), 1);
  assert.equal(
    overall(
      new Map([
        ["", 5],
        ["assortment", 3],
      ]),
    ),
    5,
    "what is told as a whole is not added twice",
  );
  assert.equal(overall(totals(windows).get("color")), 6);
});

test("evidence is shown on the picture that has most of it, the newer of equals", () => {
  const at = (sequence: number) => ({
    field: "x",
    screenshot_id: "",
    sequence,
    box: [0, 0, 1, 1] as [number, number, number, number],
    confidence: 1,
  });
  assert.equal(richest([at(1), at(2), at(2), at(3), at(3)]), 3);
  assert.equal(richest([]), undefined);
});

test("filter events tell what changed and take back what another listing does not have", () => {
  const green = { name: "listing" as const, query: { ...listingOf("dresses"), color: ["green"], max: 50 } };
  const set = filtersOf(green) ?? NO_FILTERS;
  assert.deepEqual(filterEvents(NO_FILTERS, set), [
    { action: "filter", attribute: "color", value: "green" },
    { action: "filter", attribute: "price", value: "-50" },
  ]);
  assert.equal(filtersOf({ name: "item", id: "x" }), undefined);
  const other = filtersOf({ name: "listing", query: { ...listingOf("headphones"), color: ["red", "blue"] } }) ?? set;
  assert.deepEqual(
    filterEvents(set, other).map(({ attribute, value }) => [attribute, value]),
    [
      ["color", ""],
      ["price", ""],
    ],
  );
});

test("a constraint points at the offers and facts that say the same", () => {
  const piece = (sequence: number) => ({
    field: "offers",
    screenshot_id: "",
    sequence,
    box: [0, 0, 1, 1] as [number, number, number, number],
    confidence: 1,
  });
  const summary = {
    summary: {},
    offers: [
      { price: "18.00", category: "Apparel > Dresses", evidence: [piece(1)] },
      { price: "144.00", category: "Apparel > Dresses", sightings: 2, evidence: [piece(2)] },
    ],
    colors: [
      { value: "green", evidence: [piece(3)] },
      { value: "red", evidence: [piece(4)] },
    ],
  };
  const at = (evidence: { sequence: number }[]) => evidence.map(({ sequence }) => sequence);
  assert.deepEqual(at(supportOf("price", ["18.0"], summary)), [1]);
  assert.deepEqual(at(supportOf("color", ["Green"], summary)), [3]);
  assert.deepEqual(at(supportOf("category", ["Apparel > Dresses"], summary)), [1, 2]);
  assert.deepEqual(at(evidenceOf("highest_price", summary, [])), [2]);
  assert.deepEqual(at(evidenceOf("comparisons", summary, [])), [2]);
  assert.deepEqual(at(evidenceOf("comparisons", summary, [{ ...piece(9), field: "comparisons" }])), [9]);
});

test("a purchase goes back to the recommendation whose item was clicked last", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const click = (item_id: string, recommendation_id: string) =>
    attributed({ action: "click", item_id, recommendation_id }, storage);
  const bought = (item_id: string) => attributed({ action: "purchase", item_id }, storage).recommendation_id;
  click("a", "r1");
  click("b", "r1");
  click("a", "r2");
  assert.equal(bought("a"), "r2");
  assert.equal(bought("b"), "r1");
  assert.equal(bought("c"), undefined);
  assert.equal(attributed({ action: "view", item_id: "a" }, storage).recommendation_id, undefined);
  for (let number = 0; number < 60; number++) click(`x${number}`, "r3");
  assert.equal(bought("b"), undefined, "only the last fifty clicks are kept");
});
