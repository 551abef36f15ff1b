/**
 * Everything that runs while a session lasts: the camera, the watcher, the uploads and the interaction log.
 *
 * index.ts makes one per session and tears it down on pause-for-good, erase and end.
 */
import { type Interaction } from "./interactions.ts";
import type { Session } from "./session.ts";
import { Uploads } from "./uploads.ts";
/** Told about what changed: a picture's state, or the end of the session by the service. */
export interface RecorderEvents {
    changed(): void;
    ended(): void;
}
export declare class Recorder {
    #private;
    readonly session: Session;
    readonly uploads: Uploads;
    constructor(session: Session, events: RecorderEvents);
    track(interaction: Interaction): void;
    set paused(paused: boolean);
    stop(): void;
    /**
     * Ask the service to erase the session; resolves when its report says so, or with what went wrong.
     *
     * What waits or is on its way is given up at once, whatever the service says. The last token erases even when it has
     * run out, so that the shopper's wish never waits for a new one.
     */
    erase(): Promise<string | undefined>;
}
