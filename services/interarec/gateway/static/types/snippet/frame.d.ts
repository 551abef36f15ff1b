/**
 * One picture of what the shopper sees: drawn from the DOM in this page, masked, encoded, hashed.
 *
 * The drawing library is loaded when the first picture is due, so a page pays for it only after it is idle.
 */
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
export declare class Camera {
    #private;
    constructor(chunkBase: string);
    /** A picture of the viewport as it is now; undefined when it cannot be made small enough. */
    take(limits: FrameLimits): Promise<Frame | undefined>;
}
