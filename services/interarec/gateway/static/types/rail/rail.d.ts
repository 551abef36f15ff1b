/**
 * The recommendation rail: shows the newest slate of the session, animates what changed, says why each item is there.
 *
 * The shop calls `mountRail` with an element and a way to describe an item. The rail follows the snippet's session by
 * its events, and reports impressions, clicks and dismissals back through `interarec.track`. Its host carries
 * `data-interarec-ui`, so that no picture ever contains it and it cannot feed on itself.
 */
import type { Recommendation, SlateItem } from "../client/wire.ts";
/** What the shop knows of an item. */
export interface ItemView {
    title: string;
    url: string;
    imageUrl?: string;
    price: string;
}
/** How the rail fits into the shop. */
export interface RailOptions {
    /** `column` beside the page, `row` above or below the listing. */
    layout: "column" | "row";
    title?: string;
    /** Undefined leaves the item out (not in this shop's catalogue). */
    describe: (item: SlateItem) => ItemView | undefined;
    /** Address of the back office's page on one session, shown under "Why these?" when given. */
    inspectorUrl?: (sessionId: string) => string;
}
/** A mounted rail; `close` ends its subscription. */
export interface Rail {
    close(): void;
    readonly recommendation: Recommendation | undefined;
}
/** Put a rail into `host` and keep it on the newest recommendation. */
export declare function mountRail(host: HTMLElement, options: RailOptions): Rail;
