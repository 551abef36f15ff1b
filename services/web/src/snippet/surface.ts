/**
 * A corner of the page that is ours: a shadow root the shop's styles do not reach and no picture shows.
 *
 * Used by consent.ts and badge.ts.
 */

const BASE = `
:host { all: initial; }
* { box-sizing: border-box; }
.panel { font: 14px/1.5 "Segoe UI", "Liberation Sans", system-ui, sans-serif; color: #1c2321; background: #fff;
  border: 1px solid #d5dad7; border-radius: 14px; box-shadow: 0 12px 40px rgb(12 25 20 / .22); padding: 16px;
  position: fixed; left: 16px; bottom: 16px; z-index: 2147483000; max-width: min(380px, calc(100vw - 32px)); }
h2 { font-size: 16px; margin: 0 0 6px; } p { margin: 0 0 12px; }
button { font: inherit; font-weight: 600; border-radius: 999px; border: 1px solid #1d4d3c; padding: 7px 14px;
  background: #fff; color: #1d4d3c; cursor: pointer; }
button.main { background: #1d4d3c; color: #fff; }
button.danger { border-color: #9d2a2a; color: #9d2a2a; }
button:focus-visible { outline: 3px solid #2f7de1; outline-offset: 2px; }
.row { display: flex; gap: 8px; flex-wrap: wrap; }
[hidden] { display: none !important; }
`;

/** A shadow root on a host at the end of the body, with the common styles and `css`. */
export function openSurface(name: string, css: string): ShadowRoot {
  const host = document.createElement("interarec-surface");
  host.dataset.interarecUi = name;
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = BASE + css;
  root.append(style);
  document.body.append(host);
  return root;
}

/** An element with attributes and children; text children are text, never markup. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A button with a class and what it does. */
export function button(label: string, kind: string, action: () => void): HTMLButtonElement {
  const element = el("button", { type: "button", class: kind }, label);
  element.addEventListener("click", action);
  return element;
}
