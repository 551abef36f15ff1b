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
/** A longer timer fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

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
  return retry(retryAfter, attempt, random);
}

/** The verdict on a token renewal: what says that the session is no more ends it, anything else is tried again. */
export function renewalVerdictOf(
  status: number | undefined,
  retryAfter: string | null,
  attempt: number,
  random: () => number = Math.random,
): Verdict {
  if (status !== undefined && [401, 403, 404, 410].includes(status)) return { name: "ended" };
  const verdict = verdictOf(status, retryAfter, attempt, random);
  return verdict.name === "done" ? verdict : retry(retryAfter, attempt, random);
}

function retry(retryAfter: string | null, attempt: number, random: () => number): Verdict & { name: "retry" } {
  const backoffMs = random() * Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** attempt);
  return { name: "retry", afterMs: Math.max(retryAfterMs(retryAfter) ?? 0, backoffMs) };
}

/** A Retry-After header (seconds or a date) in milliseconds from now, at most what a timer can wait. */
export function retryAfterMs(header: string | null, now: number = Date.now()): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(LONGEST_TIMER_MS, Math.max(0, ms)) : undefined;
}

/** Fetch that answers `undefined` when the network failed or `init.signal` cut it; anything else wrong is thrown. */
export async function send(url: string, init: RequestInit): Promise<Response | undefined> {
  try {
    return await fetch(url, { cache: "no-store", credentials: "omit", ...init });
  } catch (error) {
    if (error instanceof TypeError || init.signal?.aborted) return undefined;
    throw error;
  }
}

/** The JSON of an answer; undefined when the network failed half way, or something on the way put in a page of its own. */
export async function bodyOf<Body>(response: Response): Promise<Body | undefined> {
  return response.json().then(
    (body: Body) => body,
    () => undefined,
  );
}

/** Wait so long, or until `signal` cuts the waiting short. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    }
    signal?.addEventListener("abort", done);
  });
}
