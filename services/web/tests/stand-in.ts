/**
 * A small capture service and gateway that follow the documented protocol, for tests of the browser side.
 *
 * One HTTP server answers both. It keeps what it was sent, and does what a test tells it: publish, drop, refuse.
 */

import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

interface Channel {
  epoch: string;
  history: { offset: number; data: unknown }[];
}

interface Wanted {
  channel: string;
  recover?: { epoch: string; offset: number };
}

/** A picture that was put, as the service would keep it. */
export interface StoredScreenshot {
  sequence: number;
  bytes: Buffer;
  headers: IncomingMessage["headers"];
}

export class StandIn {
  readonly screenshots = new Map<string, StoredScreenshot[]>();
  readonly interactions: Record<string, unknown>[] = [];
  readonly tokens: string[] = [];
  readonly commands: Record<string, unknown>[] = [];
  readonly erased: string[] = [];
  /** Answers given in place of the usual one, by "METHOD path-pattern", used up one by one. */
  readonly upsets: { match: RegExp; status: number; headers?: Record<string, string> }[] = [];
  refuseSockets = false;
  tokenLifeMs = 600_000;
  readonly #channels = new Map<string, Channel>();
  readonly #sockets = new Map<WebSocket, Set<string>>();
  readonly #streams = new Map<ServerResponse, string>();
  readonly #server: Server;
  readonly #sessions = new Map<string, { ended: boolean }>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(port = 0): Promise<StandIn> {
    const server = createServer();
    const standIn = new StandIn(server);
    server.on("request", (request, response) => void standIn.#answer(request, response));
    const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => "interarec.v1" });
    server.on("upgrade", (request, socket, head) => {
      if (standIn.refuseSockets) return socket.destroy();
      return sockets.handleUpgrade(request, socket, head, (ws) => standIn.#accept(ws));
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.keys()) socket.terminate();
    for (const stream of this.#streams.keys()) stream.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  channel(name: string): Channel {
    let channel = this.#channels.get(name);
    if (!channel) {
      channel = { epoch: `e${this.#channels.size + 1}`, history: [] };
      this.#channels.set(name, channel);
    }
    return channel;
  }

  /** Append to a channel; `live: false` keeps it from connected clients, as while they are away. */
  publish(name: string, data: unknown, live = true): void {
    const channel = this.channel(name);
    const offset = (channel.history.at(-1)?.offset ?? 0) + 1;
    channel.history.push({ offset, data });
    if (!live) return;
    for (const [socket, channels] of this.#sockets) {
      if (channels.has(name)) send(socket, { push: { channel: name, epoch: channel.epoch, offset, data } });
    }
    for (const [stream, watched] of this.#streams)
      if (watched === name) stream.write(eventText(channel.epoch, offset, data));
  }

  /** The state store was lost: the channel starts over under a new epoch. */
  wipe(name: string): void {
    this.#channels.set(name, { epoch: `new${randomUUID()}`, history: [] });
  }

  push(name: string, push: { epoch: string; offset: number; data: unknown }): void {
    for (const [socket, channels] of this.#sockets)
      if (channels.has(name)) send(socket, { push: { channel: name, ...push } });
  }

  closeSockets(code: number): void {
    for (const socket of this.#sockets.keys()) socket.close(code);
  }

  /** A ping of the gateway's own, which a client answers with the same frame. */
  ping(): void {
    for (const socket of this.#sockets.keys()) send(socket, { ping: {} });
  }

  get connections(): number {
    return this.#sockets.size;
  }

  endStreams(): void {
    for (const stream of this.#streams.keys()) stream.end();
  }

  #accept(socket: WebSocket): void {
    this.#sockets.set(socket, new Set());
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("message", (text) => {
      const frame = JSON.parse(String(text)) as Record<string, unknown> & { id: number };
      this.commands.push(frame);
      if (frame.id !== undefined) send(socket, { id: frame.id, ...this.#reply(socket, frame) });
    });
  }

  #reply(socket: WebSocket, frame: Record<string, unknown>): object {
    const expires_at = new Date(Date.now() + this.tokenLifeMs).toISOString();
    if (frame.connect) {
      this.tokens.push((frame.connect as { token: string }).token);
      return { connect: { client: randomUUID(), expires_at, ping_interval_ms: 25_000 } };
    }
    if (frame.refresh) {
      this.tokens.push((frame.refresh as { token: string }).token);
      return { refresh: { expires_at } };
    }
    if (frame.subscribe) return this.#subscribe(socket, frame.subscribe as Wanted);
    return { ping: {} };
  }

  #subscribe(socket: WebSocket, wanted: Wanted): object {
    this.#sockets.get(socket)?.add(wanted.channel);
    const { epoch, history } = this.channel(wanted.channel);
    const offset = history.at(-1)?.offset ?? 0;
    const recovered = wanted.recover?.epoch === epoch;
    const publications = recovered ? history.filter((entry) => entry.offset > (wanted.recover?.offset ?? 0)) : [];
    return { subscribe: { channel: wanted.channel, epoch, offset, recovered, publications } };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const path = decodeURIComponent((request.url ?? "").split("?")[0] ?? "");
    const upset = this.upsets.findIndex(({ match }) => match.test(`${request.method} ${path}`));
    if (upset >= 0) {
      const [{ status, headers } = { status: 500 }] = this.upsets.splice(upset, 1);
      return json(response, status, { title: "upset" }, headers);
    }
    if (request.method === "OPTIONS") return json(response, 204, undefined);
    if (path.startsWith("/v1/stream/")) return this.#stream(path.slice(11), request, response);
    this.#capture(request, path, body, response);
  }

  #stream(name: string, request: IncomingMessage, response: ServerResponse): void {
    const channel = this.channel(name);
    const [epoch, last] = String(request.headers["last-event-id"] ?? ":").split(":");
    response.writeHead(200, { "Content-Type": "text/event-stream", "Access-Control-Allow-Origin": "*" });
    response.write(": open\n\n");
    for (const { offset, data } of channel.history) {
      if (epoch === channel.epoch && offset > Number(last)) response.write(eventText(channel.epoch, offset, data));
    }
    this.#streams.set(response, name);
    response.on("close", () => this.#streams.delete(response));
  }

  #capture(request: IncomingMessage, path: string, body: Buffer, response: ServerResponse): void {
    const grant = () => ({
      token: `t-${randomUUID()}`,
      expires_at: new Date(Date.now() + this.tokenLifeMs).toISOString(),
    });
    const [, , kind = "", id = "", what = "", sequence = ""] = path.split("/");
    const route = `${request.method} ${what}`;
    if (path === "/v1/sessions" && request.method === "POST") {
      const session_id = `s-${randomUUID()}`;
      this.#sessions.set(session_id, { ended: false });
      const capture = {
        interval_ms: 2_000,
        max_bytes: 2_097_152,
        media_types: ["image/png", "image/webp", "image/jpeg"],
      };
      return json(response, 201, { session_id, ...grant(), capture, stream_url: `${this.url}/v1/stream` });
    }
    if (kind === "erasures") return json(response, 200, { erasure_id: id, status: "done" });
    if (this.erased.includes(id)) return json(response, 410, { title: "erased" });
    if (route === "POST token") return json(response, 200, grant());
    if (route === "POST interactions") {
      const acts = JSON.parse(String(body)) as Record<string, unknown>[];
      this.interactions.push(...acts);
      return json(response, 202, { accepted: acts.length, rejected: [] });
    }
    if (route === "PUT screenshots") return this.#keep(id, Number(sequence), body, request, response);
    if (route === "GET recommendations") {
      const newest = this.channel(`recommendations:${id}`).history.at(-1)?.data;
      return json(response, newest ? 200 : 404, newest ?? { title: "none yet" });
    }
    if (request.method === "DELETE") {
      this.erased.push(id);
      return json(response, 202, { erasure_id: "er-1" });
    }
    return json(response, 404, { title: "not found" });
  }

  #keep(id: string, sequence: number, bytes: Buffer, request: IncomingMessage, response: ServerResponse): void {
    const kept = this.screenshots.get(id) ?? [];
    this.screenshots.set(id, kept);
    const known = kept.find((entry) => entry.sequence === sequence);
    const hash = (data: Buffer) => createHash("sha256").update(data).digest("hex");
    if (known && hash(known.bytes) !== hash(bytes)) return json(response, 409, { title: "other bytes" });
    if (known) return json(response, 200, { screenshot_id: `${id}-${sequence}`, status: "duplicate" });
    kept.push({ sequence, bytes, headers: request.headers });
    return json(response, 202, { screenshot_id: `${id}-${sequence}`, status: "accepted" });
  }
}

function send(socket: WebSocket, frame: object): void {
  socket.send(JSON.stringify(frame));
}

function eventText(epoch: string, offset: number, data: unknown): string {
  return `id: ${epoch}:${offset}\ndata: ${JSON.stringify(data)}\n\n`;
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "*, Authorization",
    "Access-Control-Allow-Methods": "*",
    "Access-Control-Expose-Headers": "Retry-After",
    ...headers,
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
