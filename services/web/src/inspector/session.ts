/** One session in full: its newest slate and everything it was derived from, with rating, pause and erase. */

import type { Recommendation } from "../client/wire.ts";
import { h } from "../html.ts";
import type { Catalogue } from "../shop/catalogue.ts";
import { constraintsPanel } from "./constraints.ts";
import type { Office, SessionRow, Trace } from "./office.ts";
import { panel } from "./panel.ts";
import { latencyPanel, relaxedPanel, slatePanel } from "./slate.ts";
import { summaryPanel } from "./summary.ts";
import { Viewer } from "./viewer.ts";

const PICTURES_BACK = 10;

export class SessionPage {
  readonly element = h("div", { class: "session" });
  readonly #office: Office;
  readonly #catalogue: Catalogue | undefined;
  readonly #viewer: Viewer;
  readonly #head = h("header", { class: "session-head" });
  readonly #side = h("div", { class: "side" });
  readonly #below = h("div", { class: "below" });
  readonly #message = h("p", { class: "message", role: "status" });
  readonly #gone: () => void;
  #row: SessionRow;
  #shown = "";

  /** `gone` is called after the session was erased. */
  constructor(office: Office, catalogue: Catalogue | undefined, row: SessionRow, gone: () => void) {
    this.#office = office;
    this.#catalogue = catalogue;
    this.#row = row;
    this.#gone = gone;
    this.#viewer = new Viewer(office, row.session_id);
    this.element.append(
      this.#head,
      this.#message,
      h("div", { class: "columns" }, this.#viewer.element, this.#side),
      this.#below,
    );
  }

  get sessionId(): string {
    return this.#row.session_id;
  }

  /** Take in what is new; draws again only when the slate is another one. */
  async update(row: SessionRow): Promise<void> {
    this.#row = row;
    this.#drawHead();
    const newest = await this.#office.newest(this.sessionId);
    const key = newest ? `${newest.recommendation_id} ${newest.revision}` : "none";
    if (key === this.#shown) return;
    const trace = newest && (await this.#office.trace(this.sessionId, newest.recommendation_id));
    this.#draw(newest, trace);
    const back = Array.from({ length: PICTURES_BACK }, (_, index) => row.screenshots - 1 - index).filter(
      (at) => at >= 0,
    );
    await this.#viewer.offer([...(trace?.evidence ?? []).map((piece) => piece.sequence), ...back]);
    this.#shown = key; // only now: what failed half way is read again next time
  }

  close(): void {
    this.#viewer.close();
  }

  #drawHead(): void {
    const paused = this.#row.last_state === "paused";
    this.#head.replaceChildren(
      h(
        "div",
        {},
        h("h1", {}, this.sessionId),
        h(
          "p",
          { class: "quiet" },
          `since ${new Date(this.#row.started_at).toLocaleString()}, ${this.#row.screenshots} pictures, ${this.#row.last_state}`,
        ),
      ),
      h(
        "div",
        { class: "actions" },
        h(
          "button",
          {
            type: "button",
            onclick: () =>
              void this.#act(() => this.#office.pause(this.sessionId, !paused), paused ? "Resumed." : "Paused."),
          },
          paused ? "Resume" : "Pause",
        ),
        h("button", { type: "button", class: "danger", onclick: () => void this.#erase() }, "Erase"),
      ),
    );
  }

  #draw(newest: Recommendation | undefined, trace: Trace | undefined): void {
    if (!newest) {
      this.#side.replaceChildren(
        panel("Summary", h("p", { class: "quiet" }, "No slate was made for this session yet.")),
      );
      this.#below.replaceChildren();
      return;
    }
    const point = (evidence: Parameters<Viewer["point"]>[0]) => void this.#viewer.point(evidence);
    this.#side.replaceChildren(
      summaryPanel(trace?.summary ?? null, trace?.evidence ?? [], point),
      trace ? constraintsPanel(trace.constraints, trace.summary, point) : "",
      this.#rating(newest),
    );
    this.#below.replaceChildren(
      slatePanel(newest, trace, this.#catalogue),
      h("div", { class: "pair" }, latencyPanel(newest), relaxedPanel(newest)),
    );
  }

  #rating(newest: Recommendation): HTMLElement {
    const note = h("input", {
      type: "text",
      "aria-label": "Note on this summary (optional)",
      placeholder: "Note (optional)",
    });
    const rate = (rating: "up" | "down") =>
      void this.#act(
        () => this.#office.rate(this.sessionId, newest.recommendation_id, rating, note.value),
        "Thank you, the rating is stored.",
      );
    return panel(
      "Is this summary right?",
      h(
        "div",
        { class: "rating" },
        h("button", { type: "button", onclick: () => rate("up") }, "Yes, it is right"),
        h("button", { type: "button", onclick: () => rate("down") }, "No, it is wrong"),
        note,
      ),
    );
  }

  async #erase(): Promise<void> {
    if (!confirm("Erase this session? Its pictures, traces and recommendations are destroyed for good.")) return;
    if (await this.#act(() => this.#office.erase(this.sessionId), "Erased.")) this.#gone();
  }

  async #act(action: () => Promise<void>, done: string): Promise<boolean> {
    try {
      await action();
      this.#message.textContent = done;
      return true;
    } catch (error) {
      this.#message.textContent = `That did not work: ${(error as Error).message}`;
      return false;
    }
  }
}
