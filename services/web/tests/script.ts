/**
 * A scripted network, a tab's storage and a clock that a test turns, for what would take minutes on a real one.
 *
 * Install it before and take it away after each test; the clock never moves by itself.
 */

import { mock } from "node:test";

/** What the network does with one request: answers with a status (and headers, and a body), or fails. */
export type Turn = "lost" | { status: number; headers?: Record<string, string>; body?: unknown };

export class Script {
  /** Requests in the order they were made, as "METHOD path bearer-token". */
  readonly asked: string[] = [];
  readonly storage = new Map<string, string>();
  /** Most requests that were on their way at once, by path. */
  mostAtOnce = 0;
  readonly #turns: (readonly [RegExp, Turn])[] = [];
  readonly #before = { fetch: globalThis.fetch, random: Math.random };
  #onTheirWay = 0;

  install(): void {
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.parse("2026-01-01T12:00:00Z") });
    Math.random = () => 0.5;
    globalThis.fetch = (url, init) => this.#fetch(String(url), init ?? {});
    Object.assign(globalThis, {
      sessionStorage: {
        getItem: (key: string) => this.storage.get(key) ?? null,
        setItem: (key: string, value: string) => this.storage.set(key, value),
        removeItem: (key: string) => this.storage.delete(key),
      },
    });
  }

  remove(): void {
    mock.timers.reset();
    Math.random = this.#before.random;
    globalThis.fetch = this.#before.fetch;
    Reflect.deleteProperty(globalThis, "sessionStorage");
  }

  /** What becomes of the next requests that match "METHOD path", one after the other. */
  next(match: RegExp, ...turns: Turn[]): void {
    for (const turn of turns) this.#turns.push([match, turn]);
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const path = `${init.method ?? "GET"} ${new URL(url).pathname}`;
    const bearer = (init.headers as Record<string, string> | undefined)?.Authorization?.replace("Bearer ", " ") ?? "";
    this.asked.push(path + bearer);
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#onTheirWay);
    await turnOfTheLoop();
    this.#onTheirWay -= 1;
    if (init.signal?.aborted) throw init.signal.reason;
    const at = this.#turns.findIndex(([match]) => match.test(path));
    const turn = this.#turns.splice(at, at < 0 ? 0 : 1)[0]?.[1] ?? { status: 418 };
    if (turn === "lost") throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify(turn.body ?? {}), { status: turn.status, headers: turn.headers ?? {} });
  }
}

/** Let everything happen that needs no time. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await turnOfTheLoop();
}

/** Turn the clock on, and let happen what was due. */
export async function pass(milliseconds: number): Promise<void> {
  await settled();
  mock.timers.tick(milliseconds);
  await settled();
}

function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
