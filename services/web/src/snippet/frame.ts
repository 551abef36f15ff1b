/**
 * One picture of what the shopper sees: drawn from the DOM in this page, masked, encoded, hashed.
 *
 * The drawing library is loaded when the first picture is due, so a page pays for it only after it is idle.
 */

import type { snapdom as Snapdom } from "@zumer/snapdom";
import { hasMasked, MASKED } from "./masks.ts";

/** An encoded picture; `hash` is the sha256 of its bytes in hex, `scale` picture pixels per CSS pixel. */
export interface Frame {
  blob: Blob;
  hash: string;
  width: number;
  height: number;
  scale: number;
  capturedAt: Date;
  pageUrl: string;
  /** Something of the shop's page was left blank. */
  masked: boolean;
}

/** Limits the capture service gave with the session. */
export interface FrameLimits {
  max_bytes: number;
  media_types: string[];
}

/** Draws pictures of this page; one per page. */
export class Camera {
  readonly #chunkBase: string;
  #library: Promise<typeof Snapdom> | undefined;

  constructor(chunkBase: string) {
    this.#chunkBase = chunkBase;
  }

  /** A picture of the viewport as it is now; undefined when it cannot be made small enough. */
  async take(limits: FrameLimits): Promise<Frame | undefined> {
    const snapdom = await this.#load();
    const capturedAt = new Date();
    const pageUrl = location.href;
    const masked = hasMasked();
    const canvas = await snapdom.toCanvas(document.documentElement, {
      clip: "viewport",
      dpr: 1,
      fast: false,
      backgroundColor: pageBackground(),
      exclude: [...MASKED],
      excludeMode: "hide",
    });
    const blob = await encode(canvas, limits);
    if (!blob) return undefined;
    return {
      blob,
      hash: await sha256(blob),
      width: canvas.width,
      height: canvas.height,
      scale: Math.round((canvas.width / innerWidth) * 1_000) / 1_000,
      capturedAt,
      pageUrl,
      masked,
    };
  }

  #load(): Promise<typeof Snapdom> {
    this.#library ??= import(`${this.#chunkBase}snapdom.js`).then(
      (chunk: { snapdom: typeof Snapdom }) => chunk.snapdom,
      (error: unknown) => {
        this.#library = undefined; // the network: the next picture asks again
        throw error;
      },
    );
    return this.#library;
  }
}

/** The colour behind the page: a drawing on white would show a dark page wrongly. */
function pageBackground(): string {
  for (const element of [document.body, document.documentElement]) {
    const colour = getComputedStyle(element).backgroundColor;
    if (colour && colour !== "transparent" && !/,\s*0\)$/.test(colour)) return colour;
  }
  return "#ffffff";
}

/** WebP at falling quality until it fits, PNG where the browser has no WebP encoder. */
async function encode(canvas: HTMLCanvasElement, limits: FrameLimits): Promise<Blob | undefined> {
  for (const quality of [0.9, 0.75, 0.5]) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/webp", quality));
    if (blob && blob.size <= limits.max_bytes && limits.media_types.includes(blob.type)) return blob;
  }
  return undefined;
}

async function sha256(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
