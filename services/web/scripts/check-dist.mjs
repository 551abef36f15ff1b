/** Fails when the committed browser files are not what the sources build to. Run by `npm run check`. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { build, STATIC } from "./build.mjs";

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(folder, path))
    .sort();
}

const fresh = mkdtempSync(join(tmpdir(), "interarec-web-"));
try {
  await build(fresh);
  const names = new Set([...filesUnder(fresh), ...filesUnder(STATIC)]);
  const read = (folder, name) => {
    try {
      return readFileSync(join(folder, name)).toString("base64");
    } catch {
      return undefined;
    }
  };
  const stale = [...names].filter((name) => read(fresh, name) !== read(STATIC, name));
  if (stale.length > 0) {
    console.error(`stale browser files, run "npm run build" in services/web: ${stale.join(", ")}`);
    process.exitCode = 1;
  } else {
    console.log(`${names.size} browser files are up to date`);
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
