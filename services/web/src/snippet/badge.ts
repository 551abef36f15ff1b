/**
 * The shopper's own control: a small badge that says what is going on and opens a panel with the last pictures,
 * a pause button and an erase button.
 *
 * It draws what index.ts tells it and reports three wishes: pause, resume, erase.
 */

import { button, el, openSurface } from "./surface.ts";
import type { Sent } from "./uploads.ts";

export type BadgeState = "watching" | "paused" | "erasing" | "erased" | "over" | "off";

/** What the badge shows. */
export interface BadgeView {
  state: BadgeState;
  accepted: number;
  pictures: readonly Sent[];
  note?: string;
}

/** What a shopper can ask for. */
export interface BadgeWishes {
  pause(): void;
  resume(): void;
  erase(): void;
  restart(): void;
}

const CSS = `
.badge { position: fixed; left: 16px; bottom: 16px; z-index: 2147482999; display: inline-flex; gap: 8px;
  align-items: center; font: 600 13px/1 "Segoe UI", "Liberation Sans", system-ui, sans-serif; background: #fff;
  color: #1c2321; border: 1px solid #c9d0cc; box-shadow: 0 4px 16px rgb(12 25 20 / .18); padding: 10px 14px; }
.dot { width: 9px; height: 9px; border-radius: 50%; background: #1c8a5a; }
.badge[data-state="paused"] .dot, .badge[data-state="over"] .dot { background: #b36b00; }
.badge[data-state="erased"] .dot, .badge[data-state="off"] .dot { background: #7b8581; }
.panel { bottom: 64px; width: 380px; max-height: calc(100vh - 96px); overflow: auto; }
.pictures { list-style: none; margin: 0 0 12px; padding: 0; display: grid; grid-template-columns: repeat(2, 1fr); gap: 8px; }
.pictures img { width: 100%; display: block; border: 1px solid #d5dad7; border-radius: 6px; }
.pictures figcaption { font-size: 12px; color: #4a5450; } figure { margin: 0; }
`;

const LABELS: Record<BadgeState, string> = {
  watching: "Looking along",
  paused: "Paused",
  erasing: "Erasing…",
  erased: "Erased",
  over: "Session over",
  off: "Not looking",
};

export class Badge {
  readonly #wishes: BadgeWishes;
  readonly #toggle: HTMLButtonElement;
  readonly #label = el("span");
  readonly #panel: HTMLDivElement;
  readonly #status = el("p", { role: "status" });
  readonly #pictures = el("ul", { class: "pictures", "aria-label": "The last pictures that were captured" });
  readonly #actions = el("div", { class: "row" });
  #addresses: string[] = [];
  #view: BadgeView = { state: "off", accepted: 0, pictures: [] };

  constructor(wishes: BadgeWishes) {
    this.#wishes = wishes;
    const root = openSurface("badge", CSS);
    this.#toggle = button("", "badge", () => this.#open(this.#panel.hidden));
    this.#toggle.hidden = true; // nothing to say before the shopper was asked
    this.#toggle.setAttribute("aria-expanded", "false");
    this.#toggle.setAttribute("aria-controls", "panel");
    this.#toggle.append(el("span", { class: "dot", "aria-hidden": "true" }), this.#label);
    const title = el("h2", { id: "title" }, "What this shop has seen");
    this.#panel = el("div", { class: "panel", id: "panel", role: "region", "aria-labelledby": "title" });
    this.#panel.append(title, this.#status, this.#pictures, this.#actions);
    this.#panel.hidden = true;
    this.#panel.addEventListener("keydown", (event) => event.key === "Escape" && this.#open(false));
    root.append(this.#toggle, this.#panel);
  }

  show(view: BadgeView): void {
    this.#view = view;
    this.#toggle.hidden = false;
    this.#toggle.dataset.state = view.state;
    this.#label.textContent = view.state === "watching" ? `${LABELS.watching} · ${view.accepted}` : LABELS[view.state];
    if (!this.#panel.hidden) this.#draw();
  }

  #open(open: boolean): void {
    this.#panel.hidden = !open;
    this.#toggle.setAttribute("aria-expanded", String(open));
    this.#draw();
    if (!open) this.#toggle.focus();
  }

  #draw(): void {
    for (const address of this.#addresses) URL.revokeObjectURL(address);
    this.#addresses = [];
    this.#status.textContent = this.#view.note ?? sentence(this.#view);
    this.#pictures.replaceChildren(
      ...(this.#panel.hidden ? [] : [...this.#view.pictures].reverse().map((sent) => this.#picture(sent))),
    );
    const focused = this.#panel.getRootNode() as ShadowRoot;
    const label = focused.activeElement?.textContent;
    this.#actions.replaceChildren(...this.#buttons());
    for (const element of this.#actions.children) {
      if (label && element.textContent === label) (element as HTMLElement).focus();
    }
  }

  #picture(sent: Sent): HTMLLIElement {
    const address = URL.createObjectURL(sent.frame.blob);
    this.#addresses.push(address);
    const time = sent.frame.capturedAt.toLocaleTimeString();
    const caption = `${time} · ${sent.state}${sent.reason ? ` (${sent.reason})` : ""}`;
    const image = el("img", { src: address, alt: `The page as captured at ${time}` });
    return el("li", {}, el("figure", {}, image, el("figcaption", {}, caption)));
  }

  #buttons(): HTMLButtonElement[] {
    const { state } = this.#view;
    if (state === "watching") return [button("Pause", "", this.#wishes.pause), this.#eraseButton()];
    if (state === "paused") return [button("Go on", "main", this.#wishes.resume), this.#eraseButton()];
    if (state === "erasing") return [];
    return [button("Look along again", "main", this.#wishes.restart)];
  }

  #eraseButton(): HTMLButtonElement {
    return button("Erase everything", "danger", this.#wishes.erase);
  }
}

function sentence(view: BadgeView): string {
  const count = `${view.accepted} ${view.accepted === 1 ? "picture has" : "pictures have"} been captured in this session.`;
  switch (view.state) {
    case "watching":
      return `${count} Fields you type in are left blank.`;
    case "paused":
      return `${count} Nothing is captured while paused.`;
    case "erasing":
      return "Your pictures and everything made from them are being erased.";
    case "erased":
      return "Everything of this session was erased.";
    case "over":
      return "This session has ended; nothing more is captured.";
    case "off":
      return "You said no: nothing is captured.";
  }
}
