/** The recommendation client against a real WebSocket and SSE server: delivery, recovery, refusals, tokens. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { WebSocket as NodeWebSocket } from "ws";
import { type Recommendation, subscribe, subscribeToRecommendations, type Subscription } from "../src/client/index.ts";
import type { SubscriptionState } from "../src/client/subscription.ts";
import { StandIn } from "./stand-in.ts";
import { until } from "./until.ts";

const CHANNEL = "recommendations:s1";
let server: StandIn;
let states: SubscriptionState[];
let shown: Recommendation[];
let running: Subscription[];

beforeEach(async () => {
  server = await StandIn.start();
  states = [];
  shown = [];
  running = [];
});

afterEach(async () => {
  for (const subscription of running) subscription.close();
  await server.stop();
});

function slate(screenshots: number, interactions = 0, revision = 0): Recommendation {
  return {
    recommendation_id: `r-${screenshots}-${interactions}`,
    session_id: "s1",
    arm: "assortment",
    revision,
    slate: [],
    wording: "",
    relaxed: [],
    latency_ms: {},
    based_on: { screenshot_offset: screenshots, interaction_offset: interactions },
  };
}

function follow(options: Partial<Parameters<typeof subscribeToRecommendations>[0]> = {}): Subscription {
  const subscription = subscribeToRecommendations({
    gatewayUrl: server.url,
    sessionId: "s1",
    token: async (renew) => (renew ? "new" : "old"),
    onRecommendation: (recommendation) => shown.push(recommendation),
    onState: (state) => states.push(state),
    socket: (url, protocol) => new NodeWebSocket(url, protocol) as unknown as WebSocket,
    ...options,
  });
  running.push(subscription);
  return subscription;
}

const live = () => states.at(-1)?.name === "live";
const offsets = () => shown.map((recommendation) => recommendation.based_on.screenshot_offset);

test("delivers pushes in order and each once", async () => {
  follow();
  await until(live);
  server.publish(CHANNEL, slate(1));
  server.publish(CHANNEL, slate(2));
  await until(() => shown.length === 2);
  const { epoch } = server.channel(CHANNEL);
  server.push(CHANNEL, { epoch, offset: 1, data: slate(1) });
  server.publish(CHANNEL, slate(3));
  await until(() => shown.length === 3);
  assert.deepEqual(offsets(), [1, 2, 3]);
});

test("recovers what it missed while away, from its epoch and offset", async () => {
  follow();
  await until(live);
  server.publish(CHANNEL, slate(1));
  await until(() => shown.length === 1);
  server.closeSockets(4001);
  server.publish(CHANNEL, slate(2), false);
  server.publish(CHANNEL, slate(3), false);
  await until(() => shown.length === 3);
  assert.deepEqual(offsets(), [1, 2, 3]);
  const subscribes = server.commands.filter((command) => command.subscribe);
  assert.deepEqual(subscribes.at(-1)?.subscribe, { channel: CHANNEL, recover: { epoch: "e1", offset: 1 } });
  assert.deepEqual(states.at(-1), { name: "live", transport: "websocket", recovered: true });
});

test("a first subscriber is given the newest over HTTP", async () => {
  server.publish(CHANNEL, slate(7));
  follow();
  await until(() => shown.length === 1);
  assert.deepEqual(offsets(), [7]);
});

test("after the store was lost it ends on the newest and shows nothing older", async () => {
  follow();
  await until(live);
  server.publish(CHANNEL, slate(5, 2));
  await until(() => shown.length === 1);
  server.wipe(CHANNEL);
  server.publish(CHANNEL, slate(4, 2), false);
  server.closeSockets(1006 + 2995);
  await until(() => states.filter((state) => state.name === "live").length === 2);
  server.publish(CHANNEL, slate(4, 2));
  server.publish(CHANNEL, slate(5, 3));
  await until(() => shown.length === 2);
  assert.deepEqual(
    shown.map((recommendation) => recommendation.recommendation_id),
    ["r-5-2", "r-5-3"],
  );
});

test("a new wording of the same slate replaces it, the same wording does not", async () => {
  follow();
  await until(live);
  server.publish(CHANNEL, slate(1));
  server.publish(CHANNEL, slate(1));
  server.publish(CHANNEL, slate(1, 0, 1));
  await until(() => shown.length === 2);
  assert.deepEqual(
    shown.map((recommendation) => recommendation.revision),
    [0, 1],
  );
});

test("an expired token is renewed before the next try", async () => {
  follow();
  await until(live);
  server.closeSockets(4003);
  await until(() => server.tokens.length === 2);
  assert.deepEqual(server.tokens, ["old", "new"]);
});

test("a token that cannot be had for now ends nothing and does not count against WebSocket", async (context) => {
  context.mock.method(Math, "random", () => 0);
  let failures = 4;
  follow({ token: async () => (failures-- > 0 ? Promise.reject(new Error("no network")) : "t") });
  await until(live);
  assert.deepEqual(states.at(-1), { name: "live", transport: "websocket", recovered: false });
  assert.equal(states.filter((state) => state.name === "waiting").length, 4);
});

test("the newest is fetched again when it could not be had at once", async (context) => {
  context.mock.method(Math, "random", () => 0);
  server.publish(CHANNEL, slate(7));
  server.upsets.push({ match: /recommendations/, status: 503 }, { match: /recommendations/, status: 502 });
  follow();
  await until(() => shown.length === 1);
  assert.deepEqual(offsets(), [7]);
});

test("a gateway that takes a connection and closes it at once is asked ever more rarely", async (context) => {
  context.mock.method(Math, "random", () => 0.01);
  follow();
  const pauses = () => states.flatMap((state) => (state.name === "waiting" ? [state.retryInMs] : []));
  for (let time = 1; time <= 3; time++) {
    await until(live);
    server.closeSockets(4008);
    await until(() => pauses().length === time);
  }
  assert.deepEqual(pauses(), [5, 10, 20]);
});

for (const code of [4500, 4501, 4503, 4504]) {
  test(`close code ${code} is final`, async () => {
    follow();
    await until(live);
    server.closeSockets(code);
    await until(() => states.at(-1)?.name === "closed");
    const last = states.at(-1);
    assert.equal(last?.name === "closed" && last.closeCode, code);
  });
}

test("refreshes its token over the open connection before it ends", async () => {
  server.tokenLifeMs = 1_500;
  follow();
  await until(() => server.commands.some((command) => command.refresh));
  assert.equal(server.commands.filter((command) => command.connect).length, 1);
});

test("falls back to server-sent events and goes on from its last event", async () => {
  server.refuseSockets = true;
  follow();
  await until(live);
  assert.deepEqual(states.at(-1), { name: "live", transport: "sse", recovered: false });
  server.publish(CHANNEL, slate(1));
  await until(() => shown.length === 1);
  server.endStreams();
  server.publish(CHANNEL, slate(2), false);
  await until(() => shown.length === 2);
  assert.deepEqual(offsets(), [1, 2]);
});

test("answers a ping of the gateway", async () => {
  follow();
  await until(live);
  server.ping();
  await until(() => server.commands.some((command) => command.ping && command.id === undefined));
});

test("close ends it for good", async () => {
  const subscription = follow();
  await until(live);
  subscription.close();
  server.publish(CHANNEL, slate(1));
  await until(() => server.connections === 0);
  assert.equal(states.at(-1)?.name, "closed");
  assert.deepEqual(shown, []);
});

test("other channels carry any data", async () => {
  const heard: unknown[] = [];
  running.push(
    subscribe({
      gatewayUrl: server.url,
      channel: "site:demo",
      token: async () => "t",
      onPublication: (data) => heard.push(data),
      onState: (state) => states.push(state),
      socket: (url, protocol) => new NodeWebSocket(url, protocol) as unknown as WebSocket,
    }),
  );
  await until(live);
  server.publish("site:demo", { any: 1 });
  await until(() => heard.length === 1);
  assert.deepEqual(heard, [{ any: 1 }]);
});
