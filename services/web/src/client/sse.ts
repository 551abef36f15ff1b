/**
 * The same channel by server-sent events, for networks that let no WebSocket through.
 *
 * Read with fetch, since an EventSource cannot send the bearer token. One call is one connection.
 */

import type { StreamPosition } from "./wire.ts";

/** One event of the stream: its position and the publication's data. */
export interface StreamEvent {
  position: StreamPosition;
  data: unknown;
}

/** How a stream ended: the HTTP status when it was refused, or undefined when it was open and broke off. */
export type StreamEnd = { refused: number } | { refused: undefined };

/** Read the channel until it ends; calls `onOpen` once it is accepted. Network errors count as a broken stream. */
export async function readEvents(request: {
  url: string;
  token: string;
  position: StreamPosition | undefined;
  signal: AbortSignal;
  onOpen: () => void;
  onEvent: (event: StreamEvent) => void;
}): Promise<StreamEnd> {
  const headers: Record<string, string> = { Authorization: `Bearer ${request.token}`, Accept: "text/event-stream" };
  if (request.position) headers["Last-Event-ID"] = `${request.position.epoch}:${request.position.offset}`;
  try {
    const response = await fetch(request.url, { headers, signal: request.signal, cache: "no-store" });
    if (!response.ok || !response.body) return { refused: response.status };
    request.onOpen();
    const parser = new EventParser(request.onEvent);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) parser.feed(part.value);
  } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof DOMException)) throw error;
  }
  return { refused: undefined };
}

/** Cuts a text stream into events; comments and unknown fields are passed over. */
export class EventParser {
  readonly #onEvent: (event: StreamEvent) => void;
  #rest = "";
  #id = "";
  #data: string[] = [];

  constructor(onEvent: (event: StreamEvent) => void) {
    this.#onEvent = onEvent;
  }

  feed(text: string): void {
    const lines = (this.#rest + text).split(/\r\n|\n|\r/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#line(line);
  }

  #line(line: string): void {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "id") this.#id = value;
    if (field === "data") this.#data.push(value);
  }

  #dispatch(): void {
    const position = positionOf(this.#id);
    if (this.#data.length > 0 && position) {
      this.#onEvent({ position, data: JSON.parse(this.#data.join("\n")) });
    }
    this.#data = [];
  }
}

/** `epoch:offset` as a position; the epoch itself may contain colons. */
export function positionOf(id: string): StreamPosition | undefined {
  const colon = id.lastIndexOf(":");
  const offset = Number(id.slice(colon + 1));
  return colon > 0 && Number.isInteger(offset) ? { epoch: id.slice(0, colon), offset } : undefined;
}
