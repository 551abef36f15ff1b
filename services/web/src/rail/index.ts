/** `interarec-rail.js`: the recommendation rail as an ES module for any shop's page. */
export { mountRail } from "./rail.ts";
export type { ItemView, Rail, RailOptions } from "./rail.ts";
