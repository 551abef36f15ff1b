/**
 * What never gets into a picture: anything typed in, frames, what the shop marked, and our own controls.
 *
 * Used by frame.ts. Hiding happens while the picture is drawn, so the page itself never blinks.
 */
/** CSS selectors of everything that is left blank in a picture. */
export declare const MASKED: readonly string[];
/** Whether this page has anything of the shop's own that is left blank. */
export declare function hasMasked(): boolean;
