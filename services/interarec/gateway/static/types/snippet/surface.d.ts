/**
 * A corner of the page that is ours: a shadow root the shop's styles do not reach and no picture shows.
 *
 * Used by consent.ts and badge.ts.
 */
/** A shadow root on a host at the end of the body, with the common styles and `css`. */
export declare function openSurface(name: string, css: string): ShadowRoot;
/** An element with attributes and children; text children are text, never markup. */
export declare function el<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes?: Record<string, string>, ...children: (Node | string)[]): HTMLElementTagNameMap[Name];
/** A button with a class and what it does. */
export declare function button(label: string, kind: string, action: () => void): HTMLButtonElement;
