/**
 * Asks the shopper before anything is captured, and remembers the answer on this device.
 *
 * No answer and "no" are the same to the rest of the snippet: no session, no picture, no request.
 */
/** The answer on record; undefined when the shopper was not asked yet. */
export declare function consentGiven(siteKey: string): boolean | undefined;
export declare function rememberConsent(siteKey: string, given: boolean | undefined): void;
/** Show the dialog; resolves with the answer. Escape is a no for this page and is not remembered. */
export declare function askConsent(siteKey: string): Promise<boolean>;
