/* SPDX-License-Identifier: Apache-2.0 */
/* Turn assets/ into what Tribune serves below /assets/.
 *
 *   script/build-assets [--out DIR]      DIR defaults to build/assets
 *
 * DIR holds, for each asset, NAME.HASH.EXT and, where it pays, NAME.HASH.EXT.gz; and manifest.json, which maps the
 * logical name ("console.css") to the file ("console.1f2e3d4c5b.css"). The hash is of the final bytes, so a file may be
 * cached for ever. The same sources give the same bytes: no dates, no absolute paths, sorted keys.
 *
 * A style sheet names another asset as url("asset:NAME"); a script imports another as "./NAME". Both are
 * rewritten to the hashed file, so what is named must come earlier in the list below. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as sass from "sass";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const modules = join(root, "node_modules");
const fonts = join(modules, "@fontsource-variable/atkinson-hyperlegible-next");

/* Logical name and source, in the order of use. */
const assets = [
  ...["latin", "latin-ext"].flatMap((subset) =>
    ["normal", "italic"].map((style) => [
      `atkinson-${subset}-${style}.woff2`,
      join(fonts, `files/atkinson-hyperlegible-next-${subset}-wght-${style}.woff2`),
    ])),
  ["mark.svg", join(root, "assets/img/mark.svg")],
  ["favicon.svg", join(root, "assets/img/favicon.svg")],
  ["console.css", join(root, "assets/scss/console.scss")],
  ["portal.css", join(root, "assets/scss/portal.scss")],
  ["htmx.js", join(modules, "htmx.org/dist/htmx.esm.min.js")],
  ["console.js", join(root, "assets/js/console.js")],
];

/* Whose work is in the files; some of these packages carry their licence only by name. */
const packages = ["govuk-frontend", "@ministryofjustice/frontend", "htmx.org", "@fontsource-variable/atkinson-hyperlegible-next"];

const compressed = new Set([".css", ".js", ".svg"]);

/* A warning about our own sheets stops the build; one inside a package is its maker's business. */
function onWarning(message, { stack = "", span }) {
  if (!stack.includes("node_modules/") && !span?.url?.pathname.includes("/node_modules/")) throw new Error(message);
}

function compileSass(file) {
  const result = sass.compile(file, { style: "compressed", loadPaths: [root, modules], quietDeps: true, logger: { warn: onWarning } });
  return result.css + "\n";
}

function hashed(manifest, name) {
  if (!(name in manifest)) throw new Error(`${name} is not an asset, or comes later in the list`);
  return manifest[name];
}

function contentOf(source, manifest) {
  switch (extname(source)) {
    case ".scss":
      return Buffer.from(compileSass(source).replace(/url\("?asset:([^")]+)"?\)/g, (_, name) => `url("${hashed(manifest, name)}")`));
    case ".js":
      return Buffer.from(readFileSync(source, "utf8")
        .replace(/^\/\/# sourceMappingURL=.*$/m, "")
        .replace(/(from |import )"\.\/([^"]+)"/g, (_, word, name) => `${word}"./${hashed(manifest, name)}"`));
    default:
      return readFileSync(source);
  }
}

function licenceOf(name) {
  const { version, license } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
  const file = join(modules, name, "LICENSE");
  const head = `${name} ${version}: ${license}\n`;
  return existsSync(file) ? `${head}\n${readFileSync(file, "utf8").trim()}\n` : head;
}

/** Whole or not at all: a server may start while it is written. */
function keep(path, content) {
  const fresh = `${path}.${process.pid}`;

  writeFileSync(fresh, content);
  renameSync(fresh, path);
}

export function buildAssets(out) {
  const manifest = {};
  const kept = new Set(["manifest.json", "LICENSES.txt"]);
  const write = (file, content) => {
    kept.add(file);
    if (!existsSync(join(out, file))) keep(join(out, file), content); // its name is made of its content
  };

  mkdirSync(out, { recursive: true });
  for (const [name, source] of assets) {
    const content = contentOf(source, manifest);
    const ext = extname(name);
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
    const file = `${name.slice(0, -ext.length)}.${hash}${ext}`;

    manifest[name] = file;
    write(file, content);
    if (compressed.has(ext)) write(`${file}.gz`, gzipSync(content, { level: 9 }));
  }

  const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
  keep(join(out, "manifest.json"), JSON.stringify(sorted, null, 2) + "\n");
  keep(join(out, "LICENSES.txt"), packages.map(licenceOf).join("\n\n"));
  for (const old of readdirSync(out)) // what another run is just writing ends with its number
    if (!kept.has(old) && !/\.\d+$/.test(old)) rmSync(join(out, old), { recursive: true, force: true });
  return sorted;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const at = process.argv.indexOf("--out");
  const out = resolve(at > 0 ? process.argv[at + 1] : join(root, "build/assets"));
  const manifest = buildAssets(out);
  console.log(`${Object.keys(manifest).length} assets in ${out}`);
}
