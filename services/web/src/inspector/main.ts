/** The inspector. */
export {};
