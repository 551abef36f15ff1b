/**
 * Asks the shopper before anything is captured, and remembers the answer on this device.
 *
 * No answer and "no" are the same to the rest of the snippet: no session, no picture, no request.
 */

import { button, el, openSurface } from "./surface.ts";

/** The answer on record; undefined when the shopper was not asked yet. */
export function consentGiven(siteKey: string): boolean | undefined {
  const kept = localStorage.getItem(storageKey(siteKey));
  return kept === null ? undefined : kept === "yes";
}

export function rememberConsent(siteKey: string, given: boolean | undefined): void {
  if (given === undefined) localStorage.removeItem(storageKey(siteKey));
  else localStorage.setItem(storageKey(siteKey), given ? "yes" : "no");
}

/** Show the dialog; resolves with the answer. Escape is a no for this page and is not remembered. */
export async function askConsent(siteKey: string): Promise<boolean> {
  const root = openSurface("consent", "");
  const answer = await new Promise<boolean | undefined>((resolve) => {
    const panel = el(
      "div",
      { class: "panel", role: "dialog", "aria-labelledby": "title", "aria-describedby": "text" },
      el("h2", { id: "title" }, "May this shop look along?"),
      el(
        "p",
        { id: "text" },
        "With your yes, the shop takes small pictures of this tab while you browse and picks products that match what " +
          "you look at. Fields you type in are left blank before a picture leaves your browser. You can see every picture, " +
          "pause, or erase all of it at any time.",
      ),
      el(
        "div",
        { class: "row" },
        button("Yes, look along", "main", () => resolve(true)),
        button("No, thanks", "", () => resolve(false)),
      ),
    );
    panel.addEventListener("keydown", (event) => event.key === "Escape" && resolve(undefined));
    root.append(panel);
  });
  root.host.remove();
  if (answer !== undefined) rememberConsent(siteKey, answer);
  return answer === true;
}

function storageKey(siteKey: string): string {
  return `interarec.consent.${siteKey}`;
}
