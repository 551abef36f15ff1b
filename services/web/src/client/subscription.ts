/**
 * A subscription that outlives its connections: reconnects, recovers what was missed, falls back to SSE.
 *
 * Public entry: `subscribe`. Delivers every publication at most once, in order, and never one that is older than what
 * was delivered before.
 */

import { backoff, isFinal, needsNewToken } from "./closing.ts";
import { Connection } from "./connection.ts";
import { readEvents } from "./sse.ts";
import type { Frame, StreamPosition } from "./wire.ts";

/** What the subscription is doing; `closed` is final and carries why. */
export type SubscriptionState =
  | { name: "connecting" }
  | { name: "live"; transport: "websocket" | "sse"; recovered: boolean }
  | { name: "waiting"; retryInMs: number; closeCode: number }
  | { name: "closed"; closeCode: number; reason: string };

/** What to subscribe to and whom to tell. */
export interface SubscribeOptions<Data> {
  /** Base address of the gateway, `http:` or `https:`. */
  gatewayUrl: string;
  /** `recommendations:SESSION` or `site:SITE`. */
  channel: string;
  /**
   * Asked before every connect and refresh; must give a valid token, a new one when `renew` is set. When it rejects, it
   * is asked again after a pause; the subscription goes on.
   */
  token: (renew: boolean) => Promise<string>;
  onPublication: (data: Data, position: StreamPosition) => void;
  onState?: (state: SubscriptionState) => void;
  /** Tried in this order; SSE only after three WebSocket tries that never got through. */
  transports?: ("websocket" | "sse")[];
  /** Replaceable in tests and outside browsers. */
  socket?: (url: string, protocol: string) => WebSocket;
}

/** A running subscription; `close` ends it for good, `position` is where it stands. */
export interface Subscription {
  close(): void;
  readonly position: StreamPosition | undefined;
}

const WEBSOCKET_TRIES_BEFORE_SSE = 3;
/** A connection that was live this long counts as good: the pauses between tries begin short again. */
const STEADY_MS = 5_000;

/** Start a subscription; it connects at once and keeps trying until it is closed or refused for good. */
export function subscribe<Data>(options: SubscribeOptions<Data>): Subscription {
  const running = new Running(options);
  running.connect();
  return running;
}

class Running<Data> implements Subscription {
  readonly #options: SubscribeOptions<Data>;
  readonly #transports: ("websocket" | "sse")[];
  #position: StreamPosition | undefined;
  #attempt = 0;
  #liveSince = Number.POSITIVE_INFINITY;
  #failedSockets = 0;
  #renew = false;
  #connection: Connection | undefined;
  #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: SubscribeOptions<Data>) {
    this.#options = options;
    this.#transports = options.transports ?? ["websocket", "sse"];
  }

  get position(): StreamPosition | undefined {
    return this.#position;
  }

  close(): void {
    this.#stop(1000, "closed by the page");
  }

  connect(): void {
    if (this.#closed) return;
    this.#state({ name: "connecting" });
    if (this.#useSse()) void this.#readSse();
    else this.#openSocket();
  }

  #useSse(): boolean {
    if (!this.#transports.includes("websocket")) return true;
    return this.#transports.includes("sse") && this.#failedSockets >= WEBSOCKET_TRIES_BEFORE_SSE;
  }

  #openSocket(): void {
    let subscribed = false;
    this.#connection = new Connection(
      {
        url: `${this.#options.gatewayUrl.replace(/^http/, "ws").replace(/\/$/, "")}/v1/stream`,
        channel: this.#options.channel,
        position: this.#position,
        token: () => this.#token(),
        socket: this.#options.socket ?? ((url, protocol) => new WebSocket(url, protocol)),
      },
      {
        onSubscribed: (answer) => {
          subscribed = true;
          this.#failedSockets = 0;
          this.#subscribed(answer);
        },
        onPush: (push) => this.#deliver({ epoch: push.epoch, offset: push.offset }, push.data),
        onClosed: (closeCode, reason) => {
          if (!subscribed && !needsNewToken(closeCode)) this.#failedSockets += 1;
          this.#lost(closeCode, reason);
        },
      },
    );
    void this.#connection.open();
  }

  #subscribed(answer: NonNullable<Frame["subscribe"]>): void {
    this.#liveSince = Date.now();
    if (this.#position?.epoch !== answer.epoch) this.#position = { epoch: answer.epoch, offset: -1 };
    this.#state({ name: "live", transport: "websocket", recovered: answer.recovered });
    for (const { offset, data } of answer.publications) this.#deliver({ epoch: answer.epoch, offset }, data);
    this.#position = { epoch: answer.epoch, offset: Math.max(answer.offset, this.#position?.offset ?? 0) };
  }

  async #readSse(): Promise<void> {
    const token = await this.#token().catch(() => undefined);
    if (this.#closed) return;
    if (token === undefined) return this.#lost(4003, "no token to be had");
    const end = await readEvents({
      url: `${this.#options.gatewayUrl.replace(/\/$/, "")}/v1/stream/${encodeURIComponent(this.#options.channel)}`,
      token,
      position: this.#position,
      signal: this.#abort.signal,
      onOpen: () => {
        this.#liveSince = Date.now();
        this.#state({ name: "live", transport: "sse", recovered: this.#position !== undefined });
      },
      onEvent: (event) => this.#deliver(event.position, event.data),
    });
    // One WebSocket try before the next SSE stream: the network may have changed.
    this.#failedSockets = WEBSOCKET_TRIES_BEFORE_SSE - 1;
    this.#lost(sseCloseCode(end.refused), end.refused ? `stream refused with ${end.refused}` : "stream ended");
  }

  async #token(): Promise<string> {
    const token = await this.#options.token(this.#renew);
    this.#renew = false;
    return token;
  }

  #deliver(position: StreamPosition, data: unknown): void {
    const last = this.#position;
    if (last && last.epoch === position.epoch && position.offset <= last.offset) return;
    this.#position = position;
    this.#options.onPublication(data as Data, position);
  }

  #lost(closeCode: number, reason: string): void {
    if (this.#closed) return;
    if (isFinal(closeCode)) return this.#stop(closeCode, reason);
    this.#renew ||= needsNewToken(closeCode);
    if (Date.now() - this.#liveSince >= STEADY_MS) this.#attempt = 0;
    this.#liveSince = Number.POSITIVE_INFINITY;
    const retryInMs = backoff(this.#attempt++);
    this.#state({ name: "waiting", retryInMs, closeCode });
    this.#timer = setTimeout(() => this.connect(), retryInMs);
  }

  #stop(closeCode: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#connection?.close();
    this.#state({ name: "closed", closeCode, reason });
  }

  #state(state: SubscriptionState): void {
    this.#options.onState?.(state);
  }
}

/** The close code that means the same as an HTTP refusal of the SSE stream. */
function sseCloseCode(status: number | undefined): number {
  if (status === 401) return 4003;
  if (status === 403) return 4503;
  if (status === 404 || status === 410) return 4500;
  return 4000;
}
