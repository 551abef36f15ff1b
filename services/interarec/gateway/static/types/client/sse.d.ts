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
export type StreamEnd = {
    refused: number;
} | {
    refused: undefined;
};
/** Read the channel until it ends; calls `onOpen` once it is accepted. Network errors count as a broken stream. */
export declare function readEvents(request: {
    url: string;
    token: string;
    position: StreamPosition | undefined;
    signal: AbortSignal;
    onOpen: () => void;
    onEvent: (event: StreamEvent) => void;
}): Promise<StreamEnd>;
/** Cuts a text stream into events; comments and unknown fields are passed over. */
export declare class EventParser {
    #private;
    constructor(onEvent: (event: StreamEvent) => void);
    feed(text: string): void;
}
/** `epoch:offset` as a position; the epoch itself may contain colons. */
export declare function positionOf(id: string): StreamPosition | undefined;
