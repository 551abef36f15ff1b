/**
 * What never gets into a picture: anything typed in, frames, what the shop marked, and our own controls.
 *
 * Used by frame.ts. Hiding happens while the picture is drawn, so the page itself never blinks.
 */

/** Our own controls: consent, badge, rail. */
const OWN = "[data-interarec-ui]";

/** Always hidden, whatever the shop says. */
const SECRET = [
  'input[type="password"]',
  'input[type="email"]',
  'input[type="tel"]',
  '[autocomplete^="cc-"]',
  "[data-interarec-mask]",
  "iframe",
  "object",
  "embed",
];

/** Inputs that hold no typed text and may be seen: a ticked filter is worth knowing. */
const TICKED = ["checkbox", "radio", "range", "button", "submit", "reset"];

/** Hidden unless the shop marks the control with `data-interarec-show`. */
const TYPED = [
  `input${TICKED.map((kind) => `:not([type="${kind}"])`).join("")}`,
  "textarea",
  "select",
  '[contenteditable]:not([contenteditable="false"])',
].map((selector) => `${selector}:not([data-interarec-show])`);

/** CSS selectors of everything that is left blank in a picture. */
export const MASKED: readonly string[] = [...SECRET, ...TYPED, OWN];

/** Whether this page has anything of the shop's own that is left blank. */
export function hasMasked(): boolean {
  return document.querySelector([...SECRET, ...TYPED].join()) !== null;
}
