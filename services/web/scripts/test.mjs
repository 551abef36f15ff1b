/** Bundles the tests (TypeScript) into a temporary folder and runs them with Node's test runner. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const WEB = resolve(dirname(fileURLToPath(import.meta.url)), "..");
// Inside the project, so that the bundles find node_modules.
const out = mkdtempSync(join(WEB, "node_modules", ".tests-"));
try {
  const tests = readdirSync(join(WEB, "tests")).filter((name) => name.endsWith(".test.ts"));
  await esbuild.build({
    absWorkingDir: WEB,
    entryPoints: tests.map((name) => `tests/${name}`),
    outdir: out,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    logLevel: "warning",
  });
  const files = tests.map((name) => join(out, name.replace(/\.ts$/, ".js")));
  const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { stdio: "inherit" });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
