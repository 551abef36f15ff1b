/** The back-office calls of the gateway, with the token of the signed-in person. */

import type { Recommendation } from "../client/wire.ts";

/** The page waits for one reading before it begins the next: a gateway that says nothing must not stop it. */
const ANSWER_LIMIT_MS = 20_000;

/** One row of the session list. */
export interface SessionRow {
  session_id: string;
  started_at: string;
  screenshots: number;
  last_state: string;
  arm: string | null;
}

export interface Evidence {
  field: string;
  screenshot_id: string;
  sequence: number;
  box: [number, number, number, number] | null;
  confidence: number;
}

/** A typed value of the summary with where it was seen. */
export interface Seen {
  evidence?: Evidence[];
  [name: string]: unknown;
}

export interface Summary {
  summary: Record<string, string>;
  offers?: Seen[];
  brands?: Seen[];
  colors?: Seen[];
  promotions?: Seen[];
  filters?: Seen[];
  engine?: string;
}

export interface Check {
  constraint: string;
  outcome: string;
  reason: string;
  value?: string;
}

export interface Constraints {
  lowest_price: number | null;
  highest_price: number | null;
  currency: string | null;
  color: string[];
  brand: string[];
  category: string[];
  size: string[];
  filters: Record<string, unknown>;
  origin?: string | null;
  checks: Check[];
}

/** The evidence chain of one recommendation. */
export interface Trace {
  recommendation: Recommendation;
  items: { item_id: string; terms: Record<string, unknown> }[];
  solver: Record<string, unknown> | null;
  constraints: Constraints;
  summary: Summary | null;
  evidence: Evidence[];
}

export interface InsightWindow {
  start: string;
  seconds: number;
  sums: Record<string, number>;
}

/** The gateway said no; `status` 401 and 403 mean that the token does not open this. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

export class Office {
  readonly token: string;
  readonly site: string;

  constructor(token: string) {
    this.token = token;
    this.site = siteOf(token);
  }

  async sessions(): Promise<SessionRow[]> {
    return (await this.#json<{ sessions: SessionRow[] }>("/v1/sessions")).sessions;
  }

  /** The newest recommendation; undefined while there is none. */
  async newest(id: string): Promise<Recommendation | undefined> {
    return this.#optional<Recommendation>(`${sessionPath(id)}/recommendations`);
  }

  /** The evidence chain; undefined for a static rail, which has none. */
  async trace(id: string, recommendation: string): Promise<Trace | undefined> {
    return this.#optional<Trace>(`${sessionPath(id)}/trace/${encodeURIComponent(recommendation)}`);
  }

  /** A masked picture; undefined when there is none under this number. */
  async screenshot(id: string, sequence: number): Promise<Blob | undefined> {
    const response = await this.#fetch(`${sessionPath(id)}/screenshots/${sequence}`);
    return response.ok ? response.blob() : undefined;
  }

  async pause(id: string, paused: boolean): Promise<void> {
    await this.#json(`${sessionPath(id)}/${paused ? "pause" : "resume"}`, { method: "POST" });
  }

  /** Erasing is the capture service's work; it takes the same token. */
  async erase(id: string): Promise<void> {
    const { capture_url } = (await (await fetch("/shop/config.json")).json()) as { capture_url: string };
    await this.#json(`${capture_url}${sessionPath(id)}`, { method: "DELETE" });
  }

  async rate(id: string, recommendation: string, rating: "up" | "down", note: string): Promise<void> {
    const body = { recommendation_id: recommendation, rating, ...(note ? { note } : {}) };
    await this.#json(`${sessionPath(id)}/ratings`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  async insights(): Promise<{ windows: InsightWindow[]; currency?: string }> {
    return this.#json("/v1/insights");
  }

  async #optional<T>(path: string): Promise<T | undefined> {
    try {
      return await this.#json<T>(path);
    } catch (error) {
      if (error instanceof Refused && error.status === 404) return undefined;
      throw error;
    }
  }

  async #json<T>(path: string, init: RequestInit = {}): Promise<T> {
    const response = await this.#fetch(path, init);
    const text = await response.text();
    const body = (text ? JSON.parse(text) : {}) as T & { detail?: string; title?: string };
    if (!response.ok) throw new Refused(response.status, body.detail ?? body.title ?? `status ${response.status}`);
    return body;
  }

  #fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...init.headers, Authorization: `Bearer ${this.token}` };
    return fetch(path, { ...init, headers, cache: "no-store", signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
  }
}

function sessionPath(id: string): string {
  return `/v1/sessions/${encodeURIComponent(id)}`;
}

/** The site a token is for, read from its claims; the gateway checks the signature. Throws when it is no token. */
export function siteOf(token: string): string {
  const payload = token.split(".")[1] ?? "";
  const claims = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as {
    site?: string;
    scope?: string;
  };
  if (!claims.site || claims.scope !== "office") throw new Error("This token is not for the back office.");
  return claims.site;
}
