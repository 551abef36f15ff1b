/** When the inspector reads again, on a clock that the test turns. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Refresher } from "../src/inspector/refresher.ts";
import { pass, Script } from "./script.ts";

const script = new Script();
let refresher: Refresher;
let began: number[];
let start: number;
let mostAtOnce: number;
let lastsMs: number;

beforeEach(() => {
  script.install();
  began = [];
  mostAtOnce = 0;
  lastsMs = 0;
  start = Date.now();
  let atOnce = 0;
  const read = async (): Promise<void> => {
    began.push(Date.now() - start);
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    if (lastsMs > 0) await new Promise((resolve) => setTimeout(resolve, lastsMs));
    atOnce -= 1;
  };
  refresher = new Refresher({ read, gapMs: 1_000, everyMs: 3_000 });
});

afterEach(() => {
  refresher.stop();
  script.remove();
});

/** Turn the clock on in steps of 50 ms, with a publication at each while `busy`. */
async function go(milliseconds: number, busy = false): Promise<void> {
  for (let at = 0; at < milliseconds; at += 50) {
    if (busy) refresher.soon();
    await pass(50);
  }
}

test("with nothing published it reads every three seconds", async () => {
  refresher.now();
  await go(7_000);
  assert.deepEqual(began, [50, 3_050, 6_050]);
});

test("a busy site causes one reading a second, and one more after its last publication", async () => {
  refresher.now();
  await go(200);
  await go(3_000, true);
  assert.deepEqual(began, [50, 1_050, 2_050, 3_050]);
  await go(3_900);
  assert.deepEqual(began.slice(4), [4_050, 7_050]);
});

test("a reading that lasts is never overtaken: what is published meanwhile is read once, after it", async () => {
  lastsMs = 2_500;
  refresher.now();
  await go(5_000, true);
  assert.deepEqual(began, [50, 2_600]);
  refresher.now();
  await go(500);
  assert.deepEqual(began.slice(2), [5_150]);
  assert.equal(mostAtOnce, 1);
});

test("somebody who asks does not wait for the gap", async () => {
  refresher.now();
  await go(100);
  refresher.soon();
  refresher.now();
  await go(100);
  assert.deepEqual(began, [50, 150]);
});

test("stopped, it reads no more, not even after the reading under way", async () => {
  lastsMs = 500;
  refresher.now();
  await go(100);
  refresher.soon();
  refresher.stop();
  refresher.now();
  await go(10_000);
  assert.deepEqual(began, [50]);
});
