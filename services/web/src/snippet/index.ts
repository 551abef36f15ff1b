/**
 * `interarec.js`: the one script tag a shop adds.
 *
 * Asks for consent, opens a session, captures what the shopper sees, and offers `window.interarec` to the page:
 * `track(interaction)`, `pause()`, `resume()`, `erase()` and `session` (undefined until consent). The events
 * `interarec:session`, `interarec:captured` and `interarec:over` on the document tell what changes.
 */

import { Badge, type BadgeState } from "./badge.ts";
import { askConsent, consentGiven, rememberConsent } from "./consent.ts";
import type { Interaction } from "./interactions.ts";
import { Recorder } from "./recorder.ts";
import { Session } from "./session.ts";
import { type SnippetSettings, settingsOf } from "./settings.ts";

/** What the rest of the page may know of the running session. */
export interface SessionHandle {
  sessionId: string;
  gatewayUrl: string;
  token(renew?: boolean): Promise<string>;
}

/** The page's view of the snippet, as `window.interarec`. */
export interface Interarec {
  readonly session: SessionHandle | undefined;
  readonly captured: number;
  track(interaction: Interaction): void;
  pause(): void;
  resume(): void;
  erase(): Promise<void>;
}

declare global {
  interface Window {
    interarec?: Interarec;
  }
}

/** Acts kept while the shopper has not answered; beyond it the oldest go. */
const EARLY = 100;

class Snippet implements Interarec {
  readonly #settings: SnippetSettings;
  readonly #badge: Badge;
  #recorder: Recorder | undefined;
  #state: BadgeState = "off";
  /** From the start until there is a session or a no: no second one is begun meanwhile. */
  #opening = false;
  /** Acts before the session is open: sent once consent is there, dropped on a no; undefined while none are kept. */
  #early: Interaction[] | undefined = [];

  constructor(settings: SnippetSettings) {
    this.#settings = settings;
    this.#badge = new Badge({
      pause: () => this.pause(),
      resume: () => this.resume(),
      erase: () => void this.erase(),
      restart: () => void this.#restart(),
    });
  }

  async start(): Promise<void> {
    if (this.#opening) return;
    this.#opening = true;
    this.#early ??= [];
    try {
      await this.#openSession();
    } finally {
      this.#opening = false;
      this.#early = undefined;
    }
  }

  async #openSession(): Promise<void> {
    const given = consentGiven(this.#settings.siteKey) ?? (await askConsent(this.#settings.siteKey));
    if (!given) return this.#show("off");
    const session = await Session.open(this.#settings);
    if (!session) return this.#show("off", "The shop did not open a session; nothing is captured.");
    this.#recorder = new Recorder(session, {
      changed: () => this.#captured(),
      ended: () => this.#over(),
    });
    for (const interaction of this.#early ?? []) this.#recorder.track(interaction);
    this.#show("watching");
    announce("interarec:session");
  }

  get session(): SessionHandle | undefined {
    const session = this.#recorder?.session;
    return (
      session && {
        sessionId: session.id,
        gatewayUrl: this.#settings.gatewayUrl,
        token: (renew) => session.token(renew),
      }
    );
  }

  get captured(): number {
    return this.#recorder?.uploads.accepted ?? 0;
  }

  track(interaction: Interaction): void {
    if (this.#state === "erasing") return;
    if (this.#recorder) this.#recorder.track(interaction);
    else if (this.#early && consentGiven(this.#settings.siteKey) !== false) {
      this.#early.push(interaction);
      if (this.#early.length > EARLY) this.#early.shift();
    }
  }

  pause(): void {
    if (!this.#recorder || this.#state !== "watching") return;
    this.#recorder.paused = true;
    this.#show("paused");
  }

  resume(): void {
    if (!this.#recorder || this.#state !== "paused") return;
    this.#recorder.paused = false;
    this.#show("watching");
  }

  async erase(): Promise<void> {
    const recorder = this.#recorder;
    if (!recorder) return;
    this.#show("erasing");
    const trouble = await recorder.erase();
    if (trouble) return this.#show("paused", trouble);
    this.#recorder = undefined;
    this.#show("erased");
    rememberConsent(this.#settings.siteKey, undefined);
    announce("interarec:over");
  }

  async #restart(): Promise<void> {
    if (this.#opening) return;
    this.#recorder = undefined;
    rememberConsent(this.#settings.siteKey, true);
    await this.start();
  }

  #over(): void {
    this.#recorder?.session.forget();
    this.#show("over");
    announce("interarec:over");
  }

  #captured(): void {
    const pausedByShop = this.#state === "watching" && this.#recorder?.uploads.shown.at(-1)?.reason === "paused";
    this.#show(this.#state, pausedByShop ? "The shop has paused this session: no picture is kept." : undefined);
    announce("interarec:captured");
  }

  #show(state: BadgeState, note?: string): void {
    this.#state = state;
    this.#badge.show({
      state,
      accepted: this.captured,
      pictures: this.#recorder?.uploads.shown ?? [],
      ...(note ? { note } : {}),
    });
  }
}

function announce(name: string): void {
  document.dispatchEvent(new CustomEvent(name));
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && !window.interarec) {
  const snippet = new Snippet(settingsOf(script));
  window.interarec = snippet;
  const begin = () => void snippet.start();
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
}
