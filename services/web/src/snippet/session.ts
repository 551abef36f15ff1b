/**
 * The capture session of this tab: made once consent is given, kept over page loads, its token renewed in time.
 *
 * Used by uploads.ts, interactions.ts and, for its token, by the recommendation client.
 */

import { bodyOf, pause, renewalVerdictOf, send, verdictOf } from "./http.ts";
import type { SnippetSettings } from "./settings.ts";

/** What the capture service grants. */
interface Granted {
  session_id: string;
  token: string;
  expires_at: string;
  capture: { interval_ms: number; max_bytes: number; media_types: string[] };
}

/** What was granted and what this tab counts. */
interface Facts extends Granted {
  next_screenshot: number;
  next_interaction: number;
}

const RENEW_BEFORE_MS = 60_000;
/** No token is shorter-lived than three of these: one this fresh holds, whatever a wrong clock makes of its end. */
const FRESH_MS = 10_000;

/** One session; `Session.open` resumes the tab's or makes a new one. */
export class Session {
  readonly settings: SnippetSettings;
  #facts: Facts;
  #renewing: Promise<string> | undefined;
  #renewedAt = Number.NEGATIVE_INFINITY;
  /** Aborted once the session is forgotten: nothing is asked for it and nothing of it is stored any more. */
  readonly #over = new AbortController();

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
      const granted = response?.ok ? await bodyOf<Granted>(response) : undefined;
      if (granted) {
        const session = new Session(settings, { ...granted, next_screenshot: 0, next_interaction: 0 });
        session.#renewedAt = Date.now();
        return session;
      }
      const status = response?.ok ? undefined : response?.status;
      const verdict = verdictOf(status, response?.headers.get("Retry-After") ?? null, attempt);
      if (verdict.name !== "retry") return undefined;
      await pause(verdict.afterMs);
    }
  }

  get id(): string {
    return this.#facts.session_id;
  }

  get capture(): Granted["capture"] {
    return this.#facts.capture;
  }

  /** Address of something of this session at the capture service. */
  url(rest = ""): string {
    return `${this.settings.captureUrl}/v1/sessions/${encodeURIComponent(this.id)}${rest}`;
  }

  /**
   * A token that holds for a while; `renew` asks for a new one whatever the old one says.
   *
   * While none can be had for now it waits; it throws when the service says that the session is over, or after `forget`.
   */
  async token(renew = false): Promise<string> {
    if (this.#over.signal.aborted) throw new Error("this session is over");
    const left = Date.parse(this.#facts.expires_at) - Date.now();
    const fresh = Date.now() - this.#renewedAt < FRESH_MS;
    if (!renew && (left > RENEW_BEFORE_MS || fresh)) return this.#facts.token;
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  /** The token at hand, perhaps run out: good for erasing, which must not wait for a new one. */
  get lastToken(): string {
    return this.#facts.token;
  }

  /** One renewal for all who wait; the service takes an old token for a while after its end, then says 401. */
  async #renew(): Promise<string> {
    const signal = this.#over.signal;
    for (let attempt = 0; !signal.aborted; attempt++) {
      const headers = { Authorization: `Bearer ${this.#facts.token}` };
      const response = await send(this.url("/token"), { method: "POST", headers, signal });
      const granted = response?.ok ? await bodyOf<Pick<Granted, "token" | "expires_at">>(response) : undefined;
      if (signal.aborted) break;
      if (granted) return this.#keep(granted);
      // A new token whose answer was lost on the way counts as a network failure.
      const status = response?.ok ? undefined : response?.status;
      const verdict = renewalVerdictOf(status, response?.headers.get("Retry-After") ?? null, attempt);
      if (verdict.name === "retry") await pause(verdict.afterMs, signal);
      else this.forget();
    }
    throw new Error("this session is over");
  }

  #keep({ token, expires_at }: Pick<Granted, "token" | "expires_at">): string {
    this.#facts = { ...this.#facts, token, expires_at };
    this.#renewedAt = Date.now();
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
    this.#over.abort();
    sessionStorage.removeItem(storageKey(this.settings));
  }

  #store(): void {
    if (this.#over.signal.aborted) return;
    sessionStorage.setItem(storageKey(this.settings), JSON.stringify(this.#facts));
  }
}

function storageKey(settings: SnippetSettings): string {
  return `interarec.session.${settings.siteKey}`;
}
