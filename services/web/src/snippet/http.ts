/**
 * How the snippet talks to the capture service: one request, and what its answer means for the next one.
 *
 * Used by session.ts, uploads.ts and interactions.ts. Nothing here keeps state.
 */

/** What to do after an answer. */
export type Verdict =
  | { name: "done" }
  | { name: "retry"; afterMs: number }
  | { name: "renew" }
  | { name: "clash" }
  | { name: "drop" }
  | { name: "ended" };

const LONGEST_WAIT_MS = 30_000;

/** The verdict on a status; `undefined` is a network failure. `attempt` counts from 0. */
export function verdictOf(
  status: number | undefined,
  retryAfter: string | null,
  attempt: number,
  random: () => number = Math.random,
): Verdict {
  if (status !== undefined && status >= 200 && status < 300) return { name: "done" };
  if (status === 401) return { name: "renew" };
  if (status === 403 || status === 410) return { name: "ended" };
  if (status === 409) return { name: "clash" };
  if (status !== undefined && status < 500 && status !== 429 && status !== 408) return { name: "drop" };
  const backoffMs = random() * Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** attempt);
  return { name: "retry", afterMs: Math.max(retryAfterMs(retryAfter) ?? 0, backoffMs) };
}

/** A Retry-After header (seconds or a date) in milliseconds from now. */
export function retryAfterMs(header: string | null, now: number = Date.now()): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = Date.parse(header);
  return Number.isFinite(at) ? Math.max(0, at - now) : undefined;
}

/** Fetch that answers `undefined` when the network failed; anything else wrong is thrown. */
export async function send(url: string, init: RequestInit): Promise<Response | undefined> {
  try {
    return await fetch(url, { cache: "no-store", credentials: "omit", ...init });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
