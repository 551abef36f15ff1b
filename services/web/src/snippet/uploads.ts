/**
 * Pictures on their way to the capture service: unchanged ones are left out, the rest go up in order.
 *
 * Keeps the last ones it sent so that the badge can show the shopper exactly what was captured.
 */

import { Delivery } from "./delivery.ts";
import type { Frame } from "./frame.ts";
import { bodyOf } from "./http.ts";
import type { Session } from "./session.ts";

const SHOWN = 10;
const WAITING = 6;
const GAP_AFTER_CLASH = 100;

/** A picture that was taken, and what became of it. */
export interface Sent {
  frame: Frame;
  sequence: number;
  dwellMs: number;
  state: "sending" | "sent" | "skipped" | "dropped";
  reason?: string;
}

/** Sends pictures; `changed` is called whenever the list or a state in it changes. */
export class Uploads {
  readonly shown: Sent[] = [];
  accepted = 0;
  unchanged = 0;
  readonly #session: Session;
  readonly #delivery: Delivery<Sent>;
  readonly #changed: () => void;
  #lastHash = "";
  #stopped = false;

  constructor(session: Session, changed: () => void, ended: () => void) {
    this.#session = session;
    this.#changed = changed;
    this.#delivery = new Delivery<Sent>({
      capacity: WAITING,
      token: (renew) => session.token(renew),
      request: (sent) => requestOf(session, sent),
      settled: (sent, verdict, response) => void this.#settled(sent, verdict.name, response),
      ended,
    });
  }

  /** Queue a picture unless it is the same, byte for byte, as the last one. */
  add(frame: Frame, dwellMs: number): void {
    if (this.#stopped) return; // drawn while the session came to its end
    if (frame.hash === this.#lastHash) {
      this.unchanged += 1;
      return;
    }
    this.#lastHash = frame.hash;
    const sent: Sent = { frame, sequence: this.#session.takeScreenshotNumber(), dwellMs, state: "sending" };
    this.shown.push(sent);
    if (this.shown.length > SHOWN) this.shown.shift();
    this.#delivery.add(sent);
    this.#changed();
  }

  /** Give up the pictures that wait or are on their way; later ones go up. */
  drop(): void {
    this.#delivery.drop();
  }

  stop(): void {
    this.#stopped = true;
    this.#delivery.stop();
    this.shown.length = 0;
  }

  async #settled(sent: Sent, verdict: string, response: Response | undefined): Promise<void> {
    if (verdict === "done" && response) {
      const answer = await bodyOf<{ status: string; reason?: string }>(response);
      sent.state = answer?.status === "skipped" ? "skipped" : "sent";
      if (answer?.reason) sent.reason = answer.reason;
      if (sent.state === "sent") this.accepted += 1;
    } else {
      sent.state = "dropped";
      sent.reason = verdict;
      if (verdict === "clash") this.#session.takeScreenshotNumber(GAP_AFTER_CLASH);
    }
    this.#changed();
  }
}

function requestOf(session: Session, sent: Sent): { url: string; init: RequestInit } {
  const { frame } = sent;
  return {
    url: session.url(`/screenshots/${sent.sequence}`),
    init: {
      method: "PUT",
      body: frame.blob,
      headers: {
        "Content-Type": frame.blob.type,
        "Interarec-Captured-At": frame.capturedAt.toISOString(),
        "Interarec-Page-Url": frame.pageUrl,
        "Interarec-Viewport": `${innerWidth}x${innerHeight}@${frame.scale}`,
        "Interarec-Dwell-Ms": String(Math.round(sent.dwellMs)),
        ...(frame.masked ? { "Interarec-Masked": "1" } : {}),
      },
    },
  };
}
