/** The session of a tab on a clock that the test turns: renewals that fail for now, that fail for good, and its end. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Delivery } from "../src/snippet/delivery.ts";
import { InteractionLog } from "../src/snippet/interactions.ts";
import { Session } from "../src/snippet/session.ts";
import { pass, Script, settled, type Turn } from "./script.ts";

const KEY = "interarec.session.pk";
const SETTINGS = {
  siteKey: "pk",
  captureUrl: "http://capture",
  gatewayUrl: "http://gateway",
  chunkBase: "/chunks/",
  locale: "en",
};
const TOKEN = "POST /v1/sessions/s1/token";
const PUT = "PUT /v1/sessions/s1/screenshots/0";
let script: Script;
let over: number;
let listening: number;

beforeEach(() => {
  script = new Script();
  script.install();
  over = 0;
  listening = 0;
  const listen = (_name: string, _act: unknown, { signal }: { signal: AbortSignal }) => {
    listening += 1;
    signal.addEventListener("abort", () => (listening -= 1));
  };
  Object.assign(globalThis, { addEventListener: listen });
});

afterEach(() => {
  script.remove();
  Reflect.deleteProperty(globalThis, "addEventListener");
});

function granted(token: string, lifeMs: number): object {
  return { session_id: "s1", token, expires_at: new Date(Date.now() + lifeMs).toISOString(), capture: {} };
}

function ok(token: string, lifeMs = 600_000): Turn {
  return { status: 201, body: granted(token, lifeMs) };
}

/** A session this tab kept, with that long left of its token. */
async function kept(leftMs: number): Promise<Session> {
  script.storage.set(KEY, JSON.stringify({ ...granted("old", 90_000), next_screenshot: 0, next_interaction: 0 }));
  const session = await Session.open(SETTINGS);
  assert.ok(session);
  await pass(90_000 - leftMs);
  return session;
}

function pictures(session: Session): Delivery<number> {
  return new Delivery<number>({
    capacity: 3,
    token: (renew) => session.token(renew),
    request: (number) => ({ url: session.url(`/screenshots/${number}`), init: { method: "PUT" } }),
    settled: () => undefined,
    ended: () => {
      over += 1;
      session.forget();
    },
  });
}

/** Until a request was made that has no answer yet. */
async function onItsWay(): Promise<void> {
  while (script.asked.length === 0) await Promise.resolve();
}

for (const trouble of [{ status: 503, headers: { "Retry-After": "7" } }, "lost"] as const) {
  const name = trouble === "lost" ? "a network failure" : "a 503";
  test(`${name} at a renewal is waited out, and the same session goes on`, async () => {
    const session = await kept(-1_000);
    script.next(/token/, trouble, ok("new"));
    script.next(/PUT/, { status: 202 });
    pictures(session).add(0);
    await settled();
    const waitMs = trouble === "lost" ? 500 : 7_000;
    await pass(waitMs - 1);
    assert.deepEqual(script.asked, [`${TOKEN} old`]);
    await pass(1);
    assert.deepEqual(script.asked, [`${TOKEN} old`, `${TOKEN} old`, `${PUT} new`]);
    assert.equal(over, 0);
    assert.equal(JSON.parse(script.storage.get(KEY) ?? "{}").session_id, "s1");
  });
}

test("an answer that is cut off, or a login page of the network, is no token and no end", async () => {
  const session = await kept(-1_000);
  const fetched = globalThis.fetch;
  globalThis.fetch = async () => new Response("<html>Welcome to our wireless network");
  const token = session.token();
  await settled();
  globalThis.fetch = fetched;
  script.next(/token/, ok("new"));
  await pass(500);
  assert.equal(await token, "new");
});

for (const status of [401, 403, 404, 410]) {
  test(`a renewal refused with ${status} ends the session`, async () => {
    const session = await kept(-1_000);
    script.next(/token/, { status });
    pictures(session).add(0);
    await settled();
    assert.equal(over, 1);
    assert.deepEqual(script.asked, [`${TOKEN} old`]);
    assert.equal(script.storage.has(KEY), false);
    await assert.rejects(session.token(true), /over/);
    assert.deepEqual(script.asked.length, 1);
  });
}

test("all who need a token wait for one renewal, with growing pauses; pictures wait within the queue's bound", async () => {
  const session = await kept(-1_000);
  script.next(/token/, "lost", { status: 502 }, "lost", ok("new"));
  for (let number = 0; number < 3; number++) script.next(/PUT/, { status: 202 });
  const queue = pictures(session);
  for (const number of [0, 1, 2, 3, 4]) queue.add(number);
  const others = [session.token(), session.token(true)];
  for (const [waitMs, asked] of [
    [0, 1],
    [500, 2],
    [1_000, 3],
    [1_999, 3],
  ] as const) {
    await pass(waitMs);
    assert.equal(script.asked.length, asked);
    assert.equal(queue.length, 3);
  }
  await pass(1);
  assert.deepEqual(await Promise.all(others), ["new", "new"]);
  assert.deepEqual(
    script.asked.slice(4),
    [0, 3, 4].map((number) => `PUT /v1/sessions/s1/screenshots/${number} new`),
  );
  assert.equal(script.mostAtOnce, 1);
});

test("a page that is loaded in the midst of trouble goes on with the session it had", async () => {
  script.storage.set(KEY, JSON.stringify({ ...granted("old", -1_000), next_screenshot: 7, next_interaction: 0 }));
  script.next(/token/, { status: 503 }, ok("new"));
  const opening = Session.open(SETTINGS);
  await pass(500);
  const session = await opening;
  assert.equal(session?.id, "s1");
  assert.equal(session?.takeScreenshotNumber(), 7);
});

test("a session that ended while this tab was away is followed by a new one", async () => {
  script.storage.set(KEY, JSON.stringify({ ...granted("old", -1_000), next_screenshot: 7, next_interaction: 0 }));
  script.next(/token/, { status: 410 });
  script.next(/sessions$/, { status: 503 }, ok("first"));
  const opening = Session.open(SETTINGS);
  await pass(500);
  const session = await opening;
  assert.equal(await session?.token(), "first");
  assert.equal(session?.takeScreenshotNumber(), 0);
});

test("a clock far ahead does not have every request preceded by a renewal", async () => {
  script.next(/sessions$/, ok("first", -3_600_000));
  const session = await Session.open(SETTINGS);
  assert.equal(await session?.token(), "first");
  await pass(10_000);
  script.next(/token/, ok("second", -3_600_000));
  assert.equal(await session?.token(), "second");
  assert.equal(await session?.token(), "second");
});

test("a forgotten session asks and stores nothing more, even while a renewal is waited for", async () => {
  const session = await kept(-1_000);
  script.next(/token/, "lost");
  const token = assert.rejects(session.token(), /over/);
  await settled();
  session.forget();
  await token;
  session.takeScreenshotNumber();
  session.takeInteractionNumber();
  await pass(60_000);
  assert.equal(script.asked.length, 1);
  assert.equal(script.storage.size, 0);
});

test("acts after the end are dropped, leave nothing in the tab, and the log listens no more", async () => {
  const session = await kept(80_000);
  const log = new InteractionLog(session, () => undefined);
  assert.equal(listening, 1);
  log.add({ action: "view" });
  log.stop();
  session.forget();
  log.add({ action: "view" });
  await pass(1_000);
  assert.deepEqual(script.asked, []);
  assert.equal(listening, 0);
  assert.equal(script.storage.size, 0);
});

test("a burst of acts goes in parts the service takes", async () => {
  const session = await kept(80_000);
  const bodies: number[] = [];
  const fetched = globalThis.fetch;
  globalThis.fetch = (url, init) => {
    bodies.push((JSON.parse(String(init?.body)) as unknown[]).length);
    return fetched(url, init);
  };
  script.next(/interactions/, { status: 202 }, { status: 202 }, { status: 202 });
  const log = new InteractionLog(session, () => undefined);
  for (let act = 0; act < 250; act++) log.add({ action: "view" });
  await pass(300);
  assert.deepEqual(bodies, [100, 100, 50]);
});

test("what is given up for an erasure is cut off on its way, and what waits never goes", async () => {
  const session = await kept(80_000);
  const queue = pictures(session);
  for (const number of [0, 1, 2]) queue.add(number);
  await onItsWay();
  queue.drop();
  await pass(10_000);
  assert.deepEqual(script.asked, [`${PUT} old`]);
  script.next(/PUT/, { status: 202 });
  queue.add(3);
  await settled();
  assert.deepEqual(script.asked.slice(1), ["PUT /v1/sessions/s1/screenshots/3 old"]);
  assert.equal(over, 0);
});

test("a stopped queue tells nobody of an answer that comes later", async () => {
  const session = await kept(80_000);
  script.next(/PUT/, { status: 410 });
  const queue = pictures(session);
  queue.add(0);
  await onItsWay();
  queue.stop();
  await pass(60_000);
  assert.equal(over, 0);
});

test("a token that was renewed once is not renewed again at each later try", async () => {
  const session = await kept(80_000);
  script.next(/PUT/, { status: 401 }, { status: 503 }, { status: 503 }, { status: 202 });
  script.next(/token/, ok("new"));
  pictures(session).add(0);
  for (let turn = 0; turn < 3; turn++) await pass(4_000);
  assert.deepEqual(script.asked, [`${PUT} old`, `${TOKEN} old`, `${PUT} new`, `${PUT} new`, `${PUT} new`]);
  assert.equal(over, 0);
});
