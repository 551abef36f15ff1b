/** Prints what the snippet and the rail cost a page, gzipped; fails above 100 KB (100,000 bytes). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { STATIC } from "./build.mjs";

const LIMIT = 100_000;
const files = ["interarec.js", "interarec-rail.js", "chunks/snapdom.js"];
let total = 0;
for (const name of files) {
  const size = gzipSync(readFileSync(join(STATIC, name)), { level: 9 }).length;
  total += size;
  console.log(`${name.padEnd(20)} ${size} bytes gzipped`);
}
console.log(`${"together".padEnd(20)} ${total} of ${LIMIT} bytes`);
if (total > LIMIT) process.exitCode = 1;
