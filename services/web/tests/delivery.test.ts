/** The upload queue against a real HTTP server: order, back-off, bounds, renewal and the end of a session. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Delivery } from "../src/snippet/delivery.ts";
import type { Verdict } from "../src/snippet/http.ts";
import { StandIn } from "./stand-in.ts";
import { until } from "./until.ts";

let server: StandIn;
let settled: [number, string][];
let tokens: boolean[];
let ended: number;

beforeEach(async () => {
  server = await StandIn.start();
  settled = [];
  tokens = [];
  ended = 0;
});

afterEach(() => server.stop());

function delivery(capacity = 10): Delivery<number> {
  return new Delivery<number>({
    capacity,
    token: async (renew) => {
      tokens.push(renew);
      return "t";
    },
    request: (number) => ({
      url: `${server.url}/v1/sessions/s1/screenshots/${number}`,
      init: { method: "PUT", body: `picture ${number}` },
    }),
    settled: (number: number, verdict: Verdict) => settled.push([number, verdict.name]),
    ended: () => {
      ended += 1;
    },
  });
}

const kept = () => server.screenshots.get("s1")?.map(({ sequence }) => sequence) ?? [];

test("a refused entry is tried again before the next one goes", async () => {
  server.upsets.push({ match: /PUT .*\/0$/, status: 503, headers: { "Retry-After": "0.2" } });
  const queue = delivery();
  for (const number of [0, 1, 2]) queue.add(number);
  await until(() => settled.length === 3);
  assert.deepEqual(kept(), [0, 1, 2]);
});

test("when too many wait the oldest waiting one goes, never the one on its way", async () => {
  server.upsets.push({ match: /PUT/, status: 429, headers: { "Retry-After": "0.3" } });
  const queue = delivery(3);
  for (const number of [0, 1, 2, 3, 4]) queue.add(number);
  await until(() => settled.length === 5);
  assert.deepEqual(kept(), [0, 3, 4]);
  assert.deepEqual(settled.slice(0, 2), [
    [1, "drop"],
    [2, "drop"],
  ]);
});

test("an unknown token is renewed once, then the session counts as over", async () => {
  server.upsets.push({ match: /PUT/, status: 401 });
  const queue = delivery();
  queue.add(0);
  await until(() => settled.length === 1);
  assert.deepEqual(tokens, [false, true]);
  assert.deepEqual(kept(), [0]);
  server.upsets.push({ match: /PUT/, status: 401 }, { match: /PUT/, status: 401 });
  queue.add(1);
  await until(() => ended === 1);
  queue.add(2);
  assert.equal(queue.length, 0);
});

test("what can never be accepted is dropped, what ended stops everything", async () => {
  server.upsets.push({ match: /PUT .*\/0$/, status: 415 }, { match: /PUT .*\/1$/, status: 410 });
  const queue = delivery();
  for (const number of [0, 1, 2]) queue.add(number);
  await until(() => ended === 1);
  assert.deepEqual(settled, [
    [0, "drop"],
    [1, "ended"],
  ]);
  assert.deepEqual(kept(), []);
});

test("other bytes under a number that is taken are a clash", async () => {
  const queue = delivery();
  queue.add(0);
  await until(() => settled.length === 1);
  server.screenshots.get("s1")?.splice(0, 1, { sequence: 0, bytes: Buffer.from("other"), headers: {} });
  queue.add(0);
  await until(() => settled.length === 2);
  assert.deepEqual(settled[1], [0, "clash"]);
});
