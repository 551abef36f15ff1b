/** The drawing library as a file of its own, loaded by frame.ts when the first picture is due. */
export { snapdom } from "@zumer/snapdom";
