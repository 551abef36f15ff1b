/** When a connection refreshes its token, on a clock that the test turns, over a socket without a network. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Connection } from "../src/client/connection.ts";
import { pass, Script } from "./script.ts";

const script = new Script();
let start: number;
let expiresAt: () => string;
let token: () => Promise<string>;
let refreshed: number[];
let closed: number[];
let connection: Connection;

/** The gateway's side: takes every token, and says when it ends. */
function socket(): WebSocket {
  const end = {
    readyState: 1,
    close: () => undefined,
    send: (text: string) => {
      const { id, connect, refresh, ping } = JSON.parse(text) as Record<string, unknown>;
      if (refresh) refreshed.push(Math.round((Date.now() - start) / 1_000));
      const expires_at = expiresAt();
      const answer = connect
        ? { connect: { client: "c", expires_at, ping_interval_ms: 25_000 } }
        : refresh
          ? { refresh: { expires_at } }
          : ping
            ? { ping: {} }
            : { subscribe: { channel: "c", epoch: "e", offset: 0, recovered: false, publications: [] } };
      setImmediate(() =>
        (end as unknown as WebSocket).onmessage?.({ data: JSON.stringify({ id, ...answer }) } as never),
      );
    },
  };
  setImmediate(() => (end as unknown as WebSocket).onopen?.({} as never));
  return end as unknown as WebSocket;
}

/** Connect, and let so many seconds pass. */
async function run(seconds: number): Promise<void> {
  connection = new Connection(
    { url: "ws://gateway", channel: "c", position: undefined, token: () => token(), socket },
    { onSubscribed: () => undefined, onPush: () => undefined, onClosed: (code) => closed.push(code) },
  );
  await connection.open();
  for (let second = 0; second < seconds; second++) await pass(1_000);
}

beforeEach(() => {
  script.install();
  start = Date.now();
  refreshed = [];
  closed = [];
  token = async () => "t";
  expiresAt = () => new Date(Date.now() + 600_000).toISOString();
});

afterEach(() => {
  connection.close();
  script.remove();
});

test("a minute before the old token ends the new one is sent, once", async () => {
  await run(1_100);
  assert.deepEqual(refreshed, [540, 1_080]);
});

test("a page with one token for ever does not send it every second of its last minute", async () => {
  const end = new Date(start + 600_000).toISOString();
  expiresAt = () => end;
  await run(599);
  assert.deepEqual(refreshed.slice(0, 3), [540, 585, 597]);
  assert.ok(refreshed.length <= 5);
});

test("a clock far ahead causes no refresh at all", async () => {
  expiresAt = () => new Date(Date.now() - 3_600_000).toISOString();
  await run(120);
  assert.deepEqual(refreshed, []);
});

test("a token for months is no timer that fires at once", async () => {
  expiresAt = () => new Date(Date.now() + 90 * 86_400_000).toISOString();
  await run(120);
  assert.deepEqual(refreshed, []);
});

test("a token that cannot be had for now is asked for again over the same connection", async () => {
  let failures = 3;
  const given = token;
  token = async () => (Date.now() > start && failures-- > 0 ? Promise.reject(new Error("no network")) : given());
  await run(545);
  assert.deepEqual(refreshed, [543]);
  assert.deepEqual(closed, []);
});
