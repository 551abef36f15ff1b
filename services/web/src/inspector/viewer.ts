/** The masked pictures of a session with boxes on them: which part of a picture a word of the summary came from. */

import { h } from "../html.ts";
import type { Evidence, Office } from "./office.ts";

const SVG = "http://www.w3.org/2000/svg";
const STRIP = 12;

export class Viewer {
  readonly element = h("section", { class: "panel viewer" });
  readonly #office: Office;
  readonly #sessionId: string;
  readonly #image = h("img", { alt: "" });
  readonly #boxes = document.createElementNS(SVG, "svg");
  readonly #caption = h("p", { class: "quiet", role: "status" });
  readonly #strip = h("ul", { class: "strip", "aria-label": "Pictures of this session" });
  readonly #pictures = new Map<number, Promise<string | undefined>>();
  #shown: number | undefined;

  constructor(office: Office, sessionId: string) {
    this.#office = office;
    this.#sessionId = sessionId;
    this.#boxes.setAttribute("aria-hidden", "true");
    const stage = h("div", { class: "stage" }, this.#image);
    stage.append(this.#boxes);
    this.element.append(h("h2", {}, "What was seen"), stage, this.#caption, this.#strip);
  }

  /** Offer these pictures, oldest first, and show the newest of them. */
  async offer(sequences: number[]): Promise<void> {
    const last = [...new Set(sequences)].sort((a, b) => a - b).slice(-STRIP);
    const entries = await Promise.all(
      last.map(async (sequence) => ({ sequence, address: await this.#picture(sequence) })),
    );
    this.#strip.replaceChildren(
      ...entries.flatMap(({ sequence, address }) => (address ? [this.#thumbnail(sequence, address)] : [])),
    );
    const newest = entries.filter(({ address }) => address).at(-1);
    if (newest && this.#shown === undefined) await this.show(newest.sequence);
    if (!newest) this.#caption.textContent = "No picture of this session can be read.";
  }

  /** Show one picture without boxes. */
  async show(sequence: number): Promise<void> {
    await this.point([], sequence);
    this.#caption.textContent = `Picture ${sequence}`;
  }

  /** Show where something was seen: the picture with most of it, all its boxes there. */
  async point(evidence: Evidence[], wanted?: number): Promise<void> {
    const sequence = wanted ?? richest(evidence);
    if (sequence === undefined) return;
    const address = await this.#picture(sequence);
    if (!address) return;
    this.#shown = sequence;
    this.#image.src = address;
    await this.#image.decode().catch(() => undefined);
    if (this.#shown !== sequence) return;
    this.#image.alt = `The page as captured in picture ${sequence}`;
    this.#draw(evidence.filter((piece) => piece.sequence === sequence));
    for (const entry of this.#strip.querySelectorAll("button")) {
      entry.setAttribute("aria-current", String(entry.dataset.sequence === String(sequence)));
    }
    const elsewhere = new Set(evidence.map((piece) => piece.sequence)).size - 1;
    if (evidence.length > 0) {
      this.#caption.textContent = `Picture ${sequence}${elsewhere > 0 ? `, and seen on ${elsewhere} more` : ""}`;
    }
  }

  #draw(evidence: Evidence[]): void {
    const { naturalWidth: width, naturalHeight: height } = this.#image;
    this.#boxes.setAttribute("viewBox", `0 0 ${width || 1} ${height || 1}`);
    this.#boxes.replaceChildren(
      ...evidence.flatMap(({ box, confidence }) => {
        if (!box) return [];
        const rect = document.createElementNS(SVG, "rect");
        const [x0, y0, x1, y1] = box;
        const place = { x: x0 - 5, y: y0 - 5, width: x1 - x0 + 10, height: y1 - y0 + 10, rx: 5 };
        for (const [key, value] of Object.entries(place)) rect.setAttribute(key, String(value));
        rect.style.opacity = String(0.45 + 0.55 * confidence);
        return [rect];
      }),
    );
  }

  #thumbnail(sequence: number, address: string): HTMLElement {
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          "data-sequence": sequence,
          "aria-label": `Picture ${sequence}`,
          onclick: () => void this.show(sequence),
        },
        h("img", { src: address, alt: "" }),
      ),
    );
  }

  #picture(sequence: number): Promise<string | undefined> {
    let picture = this.#pictures.get(sequence);
    if (!picture) {
      picture = this.#office.screenshot(this.#sessionId, sequence).then((blob) => blob && URL.createObjectURL(blob));
      this.#pictures.set(sequence, picture);
      picture.catch(() => this.#pictures.delete(sequence)); // not for now: asked for again when it is wanted
    }
    return picture;
  }

  /** Give the pictures back to the browser. */
  close(): void {
    for (const picture of this.#pictures.values())
      picture.then((address) => address && URL.revokeObjectURL(address)).catch(() => undefined);
  }
}

/** The picture with most boxes of this evidence; the newer one of equals. */
export function richest(evidence: Evidence[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { sequence, box } of evidence) counts.set(sequence, (counts.get(sequence) ?? 0) + (box ? 1 : 0));
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0];
}
