/**
 * Builds every browser file into the folder that the gateway serves (or into the folder given as argument).
 *
 * `npm run build` writes services/interarec/gateway/static; check-dist.mjs builds into a temporary folder and compares.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";

const WEB = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const DEMO_DATA = join(WEB, "..", "interarec", "lab", "demo_data");
export const STATIC = join(WEB, "..", "interarec", "gateway", "static");

const COMMON = {
  absWorkingDir: WEB,
  bundle: true,
  minify: true,
  legalComments: "none",
  target: ["chrome116", "firefox115", "safari16"],
  logLevel: "warning",
};

/** Entry, output file and module format of each script. */
const SCRIPTS = [
  ["src/snippet/index.ts", "interarec.js", "iife"],
  ["src/snippet/snapdom.chunk.ts", "chunks/snapdom.js", "esm"],
  ["src/client/index.ts", "interarec-client.js", "esm"],
  ["src/rail/index.ts", "interarec-rail.js", "esm"],
  ["src/shop/main.ts", "shop/shop.js", "esm"],
  ["src/inspector/main.ts", "inspector/inspector.js", "esm"],
];

const PAGES = [
  ["src/shop/index.html", "shop/index.html"],
  ["src/inspector/index.html", "inspector/index.html"],
];

const STYLES = [
  ["src/shop/shop.css", "shop/shop.css"],
  ["src/inspector/inspector.css", "inspector/inspector.css"],
];

/** Build everything into `out`, which is emptied first. */
export async function build(out) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const [entry, file, format] of SCRIPTS) {
    await esbuild.build({ ...COMMON, entryPoints: [entry], outfile: join(out, file), format });
  }
  for (const [entry, file] of STYLES) {
    await esbuild.build({ ...COMMON, entryPoints: [entry], outfile: join(out, file) });
  }
  for (const [page, file] of PAGES) cpSync(join(WEB, page), join(out, file));
  for (const site of ["demo", "demo_eu"]) {
    const rows = parseCsv(readFileSync(join(DEMO_DATA, `${site}_catalogue.csv`), "utf8"));
    writeFileSync(join(out, "shop", `catalogue.${site}.json`), `${JSON.stringify(rows.map(shopItem))}\n`);
  }
  writeTypes(out);
}

/** One catalogue row as the shop's pages read it. */
function shopItem(row) {
  const [department, category] = row.product_type.split(" > ");
  const [price, currency] = row.price.split(" ");
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    price,
    currency,
    was: row.was_price.split(" ")[0] || null,
    brand: row.brand,
    color: row.color,
    department,
    category,
    sizes: row.size ? row.size.split("/") : [],
    stock: Number(row.stock),
    rating: Number(row.rating),
    reviews: Number(row.reviews),
  };
}

/** Rows of a CSV text with a header line and quoted fields. */
function parseCsv(text) {
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => (m[1] ?? m[2] ?? "").replaceAll('""', '"')),
    );
  const [header, ...rows] = lines;
  return rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index]])));
}

/** Type declarations of the client, one file a module, with the entry beside the script. */
function writeTypes(out) {
  const tsc = join(WEB, "node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [tsc, "--project", join(WEB, "tsconfig.types.json"), "--outDir", join(out, "types")], {
    stdio: "inherit",
  });
  writeFileSync(join(out, "interarec-client.d.ts"), 'export * from "./types/client/index.js";\n');
  writeFileSync(join(out, "interarec-rail.d.ts"), 'export * from "./types/rail/index.js";\n');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const out = process.argv[2] ? resolve(process.argv[2]) : STATIC;
  await build(out);
  console.log(`built ${out}`);
}
