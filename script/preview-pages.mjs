/* SPDX-License-Identifier: Apache-2.0 */
/* Render every page with its example data, without Tribune.
 *
 *   script/preview-pages                write build/preview/NAME.html for each tests/fixtures/pages/FACE/NAME.json; pages of
 *                                       other faces than the console are called FACE-NAME
 *   script/preview-pages --serve PORT   the same, then serve them on 127.0.0.1 with the console's security headers
 *
 * NAME is the template's name, with ".variant" after it when there are several examples. Words are shown as they
 * stand in the template; a name that the data does not have is an error, so the examples stay complete. */
import { createServer } from "node:http";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Mustache from "mustache";
import { buildAssets } from "./build-assets.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const templates = join(root, "templates");
const fixtures = join(root, "tests/fixtures/pages");
const assetsDir = join(root, "build/assets");

export const securityHeaders = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; " +
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
};

const collapse = (text) => text.replace(/\s+/g, " ").trim();

/* The language sections, as if the catalogue held the text itself. */
const language = {
  t: () => (text, render) => render(collapse(text)),
  tn: () => (text, render) => {
    const [name, single, plural] = collapse(text).split("|");
    return render(Number(render(`{{${name}}}`)) === 1 ? single : plural);
  },
};

/* {{#asset}}console.css{{/asset}} is the address of that asset. */
const addresses = (manifest) => () => (text) => {
  if (!(text in manifest)) throw new Error(`no asset ${text}`);
  return `/assets/${manifest[text]}`;
};

const partial = (name) => {
  const file = join(templates, `${name}.mustache`);
  if (!existsSync(file)) throw new Error(`no template ${name}`);
  return readFileSync(file, "utf8");
};

/* A dotted name is found where its first part is, and nowhere further out (Mustache specification, interpolation). */
const lookupPlain = Mustache.Context.prototype.lookup;
Mustache.Context.prototype.lookup = function lookup(name) {
  if (name === ".") return this.view;
  const [first, ...rest] = name.split(".");
  return rest.reduce((value, part) => value?.[part], lookupPlain.call(this, first));
};

/* A writer that refuses a variable or section nobody has defined. */
class StrictWriter extends Mustache.Writer {
  known(token, context) {
    if (context.lookup(token[1]) === undefined && !token[1].includes(".")) throw new Error(`no ${token[1]} in the data`);
  }
  escapedValue(token, context, config) {
    this.known(token, context);
    return super.escapedValue(token, context, config);
  }
  renderSection(token, context, partials, original, config) {
    this.known(token, context);
    return super.renderSection(token, context, partials, original, config);
  }
  renderInverted(token, context, partials, original, config) {
    this.known(token, context);
    return super.renderInverted(token, context, partials, original, config);
  }
}

export function renderPages() {
  const asset = addresses(buildAssets(assetsDir));
  const writer = new StrictWriter();
  const pages = {};

  for (const face of readdirSync(fixtures).sort())
    for (const file of readdirSync(join(fixtures, face)).sort()) {
      const name = basename(file, ".json");
      const data = JSON.parse(readFileSync(join(fixtures, face, file), "utf8"));
      const key = face === "console" ? name : `${face}-${name}`;
      try {
        pages[key] = writer.render(partial(`${face}/${name.split(".")[0]}`), { ...data, asset, ...language }, partial);
      } catch (error) {
        throw new Error(`${face}/${file}: ${error.message}`);
      }
    }
  return pages;
}

const types = { ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

const exampleMail =
  "<!doctype html><html lang=en><title>Message</title><p>Dear council,<p>the <b>street lamp</b> in front of number 12 has been out since Sunday evening.";

/* Serve the pages at /NAME and the assets at /assets/; anything else is an example of formatted mail. */
export function servePages(pages, port = 0) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const name = path.slice(1);

    if (path.startsWith("/events")) {
      response.writeHead(200, { ...securityHeaders, "Content-Type": "text/event-stream" });
      response.write('event: news\ndata: {"text": ""}\n\n');
    } else if (path.startsWith("/assets/") && existsSync(join(assetsDir, basename(path)))) {
      response.writeHead(200, { ...securityHeaders, "Content-Type": types[extname(path)] ?? "application/octet-stream", "Cache-Control": "max-age=86400, immutable" });
      response.end(readFileSync(join(assetsDir, basename(path))));
    } else if (name in pages) {
      response.writeHead(200, { ...securityHeaders, "Content-Type": "text/html; charset=utf-8" });
      response.end(pages[name]);
    } else {
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'; sandbox" });
      response.end(exampleMail);
    }
  });
  return new Promise((done) => server.listen(port, "127.0.0.1", () => done(server)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pages = renderPages();
  const out = join(root, "build/preview");
  const at = process.argv.indexOf("--serve");

  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const [name, page] of Object.entries(pages)) writeFileSync(join(out, `${name}.html`), page);
  console.log(`${Object.keys(pages).length} pages in ${out}`);
  if (at > 0) {
    const server = await servePages(pages, Number(process.argv[at + 1] ?? 0));
    for (const name of Object.keys(pages)) console.log(`http://127.0.0.1:${server.address().port}/${name}`);
  }
}
