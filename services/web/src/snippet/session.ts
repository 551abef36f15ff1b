/**
 * The capture session of this tab: made once consent is given, kept over page loads, its token renewed in time.
 *
 * Used by uploads.ts, interactions.ts and, for its token, by the recommendation client.
 */

import { send, verdictOf } from "./http.ts";
import type { SnippetSettings } from "./settings.ts";

/** What the capture service grants and this tab counts. */
interface Facts {
  session_id: string;
  token: string;
  expires_at: string;
  capture: { interval_ms: number; max_bytes: number; media_types: string[] };
  next_screenshot: number;
  next_interaction: number;
}

const RENEW_BEFORE_MS = 60_000;

/** One session; `Session.open` resumes the tab's or makes a new one. */
export class Session {
  readonly settings: SnippetSettings;
  #facts: Facts;
  #renewing: Promise<string> | undefined;

  private constructor(settings: SnippetSettings, facts: Facts) {
    this.settings = settings;
    this.#facts = facts;
    this.#store();
  }

  /** Resume what this tab kept, or start afresh; tries until the service answers. Undefined when it refuses. */
  static async open(settings: SnippetSettings): Promise<Session | undefined> {
    const kept = sessionStorage.getItem(storageKey(settings));
    if (kept) {
      const session = new Session(settings, JSON.parse(kept) as Facts);
      if (await session.token().catch(() => undefined)) return session;
    }
    return Session.#start(settings);
  }

  static async #start(settings: SnippetSettings): Promise<Session | undefined> {
    const body = {
      site_key: settings.siteKey,
      consent: true,
      locale: settings.locale,
      ...(settings.shopperId ? { shopper_id: settings.shopperId } : {}),
      ...(settings.currency ? { currency: settings.currency } : {}),
    };
    for (let attempt = 0; ; attempt++) {
      const response = await send(`${settings.captureUrl}/v1/sessions`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      const verdict = verdictOf(response?.status, response?.headers.get("Retry-After") ?? null, attempt);
      if (verdict.name === "retry") await new Promise((resolve) => setTimeout(resolve, verdict.afterMs));
      else if (verdict.name !== "done" || !response) return undefined;
      else {
        const granted = (await response.json()) as Omit<Facts, "next_screenshot" | "next_interaction">;
        return new Session(settings, { ...granted, next_screenshot: 0, next_interaction: 0 });
      }
    }
  }

  get id(): string {
    return this.#facts.session_id;
  }

  get capture(): Facts["capture"] {
    return this.#facts.capture;
  }

  /** Address of something of this session at the capture service. */
  url(rest = ""): string {
    return `${this.settings.captureUrl}/v1/sessions/${encodeURIComponent(this.id)}${rest}`;
  }

  /** A token that holds for a while; `renew` asks for a new one whatever the old one says. Throws when refused. */
  async token(renew = false): Promise<string> {
    const left = Date.parse(this.#facts.expires_at) - Date.now();
    if (!renew && left > RENEW_BEFORE_MS) return this.#facts.token;
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(): Promise<string> {
    const response = await send(this.url("/token"), {
      method: "POST",
      headers: { Authorization: `Bearer ${this.#facts.token}` },
    });
    if (!response?.ok) throw new Error(`no new session token (${response?.status ?? "network"})`);
    const { token, expires_at } = (await response.json()) as { token: string; expires_at: string };
    this.#facts = { ...this.#facts, token, expires_at };
    this.#store();
    return token;
  }

  /** The next screenshot number; `skip` leaves a gap after a clash with another tab. */
  takeScreenshotNumber(skip = 0): number {
    const number = this.#facts.next_screenshot + skip;
    this.#facts.next_screenshot = number + 1;
    this.#store();
    return number;
  }

  takeInteractionNumber(): number {
    const number = this.#facts.next_interaction++;
    this.#store();
    return number;
  }

  /** Forget the session in this tab; a later `open` starts a new one. */
  forget(): void {
    sessionStorage.removeItem(storageKey(this.settings));
  }

  #store(): void {
    sessionStorage.setItem(storageKey(this.settings), JSON.stringify(this.#facts));
  }
}

function storageKey(settings: SnippetSettings): string {
  return `interarec.session.${settings.siteKey}`;
}
