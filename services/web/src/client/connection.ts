/**
 * One WebSocket to the gateway, from connect to close, for one channel.
 *
 * `subscribe` (subscription.ts) makes a new connection for each try and keeps the stream position between them.
 */

import { backoff } from "./closing.ts";
import type { Frame, StreamPosition } from "./wire.ts";

const ANSWER_LIMIT_MS = 10_000;
/** A longer timer fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** What a connection tells its owner. `onClosed` comes exactly once and last. */
export interface ConnectionEvents {
  onSubscribed(answer: NonNullable<Frame["subscribe"]>): void;
  onPush(push: NonNullable<Frame["push"]>): void;
  onClosed(closeCode: number, reason: string): void;
}

/** What a connection needs: where to, which channel, from which position, and tokens. */
export interface ConnectionRequest {
  url: string;
  channel: string;
  position: StreamPosition | undefined;
  token: () => Promise<string>;
  socket: (url: string, protocol: string) => WebSocket;
}

/** A running connection; `close` ends it and reports `onClosed` with code 1000. */
export class Connection {
  readonly #request: ConnectionRequest;
  readonly #events: ConnectionEvents;
  readonly #waiting = new Map<number, (frame: Frame) => void>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #socket: WebSocket | undefined;
  #lastId = 0;
  #closed = false;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #pingInterval = 25_000;

  constructor(request: ConnectionRequest, events: ConnectionEvents) {
    this.#request = request;
    this.#events = events;
  }

  /** Open, say who we are, subscribe. Problems end in `onClosed`, never in a rejected promise. */
  async open(): Promise<void> {
    const token = await this.#request.token().catch(() => undefined);
    if (this.#closed) return;
    if (token === undefined) return this.#finish(4003, "no token to be had");
    const socket = this.#request.socket(this.#request.url, "interarec.v1");
    this.#socket = socket;
    socket.onmessage = (event) => this.#receive(String(event.data));
    socket.onclose = (event) => this.#finish(event.code, event.reason);
    // Outside browsers an error nobody listens to is thrown; the close that follows says all there is to say.
    socket.onerror = () => undefined;
    socket.onopen = () => void this.#handshake(token);
  }

  close(): void {
    this.#finish(1000, "closed by the page");
  }

  async #handshake(token: string): Promise<void> {
    const connected = await this.#command({ connect: { token } });
    if (!connected?.connect) return;
    this.#pingInterval = connected.connect.ping_interval_ms || this.#pingInterval;
    this.#planRefresh(connected.connect.expires_at);
    this.#heard();
    const position = this.#request.position;
    const subscribed = await this.#command({
      subscribe: { channel: this.#request.channel, ...(position ? { recover: position } : {}) },
    });
    if (subscribed?.subscribe) this.#events.onSubscribed(subscribed.subscribe);
  }

  /** Send a command and wait for the frame with its id; an error answer or silence closes the connection. */
  async #command(body: object): Promise<Frame | undefined> {
    const id = ++this.#lastId;
    const answer = await new Promise<Frame | undefined>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#after(ANSWER_LIMIT_MS, () => resolve(undefined));
      this.#send({ id, ...body });
    });
    this.#waiting.delete(id);
    if (this.#closed) return undefined;
    if (!answer) this.#finish(4000, "no answer from the gateway");
    else if (answer.error) this.#finish(errorCloseCode(answer.error.code), answer.error.message);
    else return answer;
    return undefined;
  }

  #receive(text: string): void {
    this.#heard();
    const frame = JSON.parse(text) as Frame;
    const waiting = frame.id === undefined ? undefined : this.#waiting.get(frame.id);
    if (waiting) waiting(frame);
    else if (frame.push) this.#events.onPush(frame.push);
    else if (frame.ping) this.#send(frame);
  }

  /**
   * A new token goes over the open connection a minute before the old one ends, or in the last quarter of what is left.
   *
   * An end that is over already, from a gateway that has just taken the token, is a wrong clock of ours: the gateway's
   * 4003 will tell.
   */
  #planRefresh(expiresAt: string): void {
    const left = Date.parse(expiresAt) - Date.now();
    if (!(left > 0)) return;
    const wait = Math.max(1_000, left - 60_000, left * 0.75);
    this.#after(Math.min(LONGEST_TIMER_MS, wait), () => void this.#refresh(0));
  }

  /** A token that cannot be had for now is asked for again: the connection lasts as long as the old one. */
  async #refresh(attempt: number): Promise<void> {
    const token = await this.#request.token().catch(() => undefined);
    if (this.#closed) return;
    if (token === undefined) return this.#after(backoff(attempt), () => void this.#refresh(attempt + 1));
    const answer = await this.#command({ refresh: { token } });
    if (answer?.refresh?.expires_at) this.#planRefresh(answer.refresh.expires_at);
  }

  /** Something was received: ask again only after a whole ping interval of silence. */
  #heard(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => void this.#command({ ping: {} }), this.#pingInterval);
  }

  #send(frame: object): void {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(frame));
  }

  #after(milliseconds: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, milliseconds);
    this.#timers.add(timer);
  }

  #finish(closeCode: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#silence);
    for (const timer of this.#timers) clearTimeout(timer);
    for (const resolve of this.#waiting.values()) resolve({});
    const socket = this.#socket;
    if (socket) {
      socket.onclose = socket.onmessage = socket.onopen = null;
      if (socket.readyState <= 1) socket.close();
    }
    this.#events.onClosed(closeCode, reason);
  }
}

/** The close code that goes with an error answer: numbers of the close-code range as they are, else a retry. */
function errorCloseCode(code: number | string): number {
  const number = Number(code);
  return number >= 4000 && number <= 4999 ? number : 4000;
}
