/**
 * One WebSocket to the gateway, from connect to close, for one channel.
 *
 * `subscribe` (subscription.ts) makes a new connection for each try and keeps the stream position between them.
 */
import type { Frame, StreamPosition } from "./wire.ts";
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
export declare class Connection {
    #private;
    constructor(request: ConnectionRequest, events: ConnectionEvents);
    /** Open, say who we are, subscribe. Problems end in `onClosed`, never in a rejected promise. */
    open(): Promise<void>;
    close(): void;
}
