/**
 * Everything that runs while a session lasts: the camera, the watcher, the uploads and the interaction log.
 *
 * index.ts makes one per session and tears it down on pause-for-good, erase and end.
 */

import { Camera } from "./frame.ts";
import { bodyOf, send } from "./http.ts";
import { type Interaction, InteractionLog } from "./interactions.ts";
import type { Session } from "./session.ts";
import { Uploads } from "./uploads.ts";
import { Watcher } from "./watcher.ts";

/** Told about what changed: a picture's state, or the end of the session by the service. */
export interface RecorderEvents {
  changed(): void;
  ended(): void;
}

export class Recorder {
  readonly session: Session;
  readonly uploads: Uploads;
  readonly #log: InteractionLog;
  readonly #watcher: Watcher;
  readonly #camera: Camera;
  readonly #stop = new AbortController();
  #paused = false;
  #page = { url: location.href, since: performance.now() };

  constructor(session: Session, events: RecorderEvents) {
    this.session = session;
    const ended = () => {
      this.stop();
      events.ended();
    };
    this.uploads = new Uploads(session, events.changed, ended);
    this.#log = new InteractionLog(session, ended);
    this.#camera = new Camera(session.settings.chunkBase);
    const listening = { signal: this.#stop.signal };
    for (const name of ["hashchange", "popstate"]) addEventListener(name, () => this.#turnPage(), listening);
    this.#watcher = new Watcher({ intervalMs: session.capture.interval_ms, capture: () => this.#capture() });
  }

  track(interaction: Interaction): void {
    this.#log.add(interaction);
  }

  set paused(paused: boolean) {
    this.#paused = paused;
    this.#watcher.paused = paused;
  }

  stop(): void {
    this.#stop.abort();
    this.#watcher.stop();
    this.#log.stop();
    this.uploads.stop();
  }

  /**
   * Ask the service to erase the session; resolves when its report says so, or with what went wrong.
   *
   * What waits or is on its way is given up at once, whatever the service says. The last token erases even when it has
   * run out, so that the shopper's wish never waits for a new one.
   */
  async erase(): Promise<string | undefined> {
    this.paused = true;
    this.uploads.drop();
    this.#log.drop();
    const headers = { Authorization: `Bearer ${this.session.lastToken}` };
    const answer = await send(this.session.url(), { method: "DELETE", headers });
    const taken = answer?.ok ? await bodyOf<{ erasure_id: string }>(answer) : undefined;
    if (!taken) return `The shop could not be reached (${answer?.status ?? "network"}). Please try again.`;
    this.stop();
    this.session.forget();
    for (let tries = 0; tries < 60; tries++) {
      const report = await send(`${this.session.settings.captureUrl}/v1/erasures/${taken.erasure_id}`, { headers });
      const status = report?.ok ? (await bodyOf<{ status?: string }>(report))?.status : undefined;
      if (status === undefined || status === "done") return undefined;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    return undefined;
  }

  /** Dwell counts from when the page (its address) came into view. */
  #turnPage(): void {
    if (location.href !== this.#page.url) this.#page = { url: location.href, since: performance.now() };
  }

  async #capture(): Promise<void> {
    this.#turnPage();
    const dwellMs = performance.now() - this.#page.since;
    try {
      const frame = await this.#camera.take(this.session.capture);
      if (frame && !this.#paused) this.uploads.add(frame, dwellMs);
    } catch (error) {
      // A page that cannot be drawn must not stop the shop: say so once per picture and try again on the next change.
      console.warn("interarec: this view could not be captured", error);
    }
  }
}
