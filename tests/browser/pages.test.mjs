/* SPDX-License-Identifier: Apache-2.0 */
/* Every page of console and portal, rendered with its example data, in a real browser under the console's security headers.
 *
 *   npm run test:pages                                     everything
 *   PAGES='^inbox' npm run test:pages                      the pages whose names match
 *
 * With SCREENSHOTS=1, as in the commands above, each page is also kept in build/preview/NAME-{1280,375}[-dark].png.
 * Chromium: $CHROMIUM or /usr/bin/chromium-headless-shell. */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { axeColourFaults, axeFaults } from "../axe.mjs";
import { renderPages, servePages } from "../../script/preview-pages.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const shots = join(root, "build/preview");

const none = (faults) => assert.deepEqual(faults.slice(0, 20), []);

/* --- Rules that run inside the page --- */

/* Elements that reach beyond the window, unless something above them scrolls or hides. */
function tooWide() {
  if (document.scrollingElement.scrollWidth <= innerWidth) return [];
  const out = [];
  for (const element of document.body.querySelectorAll("*"))
    if (element.getBoundingClientRect().right > innerWidth + 1) out.push(`${element.tagName}.${element.className}`);
  return out.length ? out : ["document"];
}

/* Controls outside running text that are smaller than 24 px (WCAG 2.5.8). */
function smallTargets() {
  const inText = (element) => element.closest("p, li, dd, dt, q, td, th, h1, h2, h3") && element.tagName !== "SUMMARY";
  const out = [];
  for (const element of document.querySelectorAll("a[href], button, select, summary, input:not([type=hidden]), textarea")) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || inText(element) || element.className === "govuk-skip-link") continue;
    if (box.width < 24 || box.height < 24) out.push(`${element.tagName} "${element.textContent.trim().slice(0, 30)}" ${box.width}x${box.height}`);
  }
  return out;
}

function focusedElement() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const all = [...document.querySelectorAll("*")];
  const shown = (target, pseudo) => {
    const style = getComputedStyle(target, pseudo);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && style.outlineColor === "rgb(255, 221, 0)" && style.boxShadow !== "none";
  };
  const box = element.getBoundingClientRect();
  const label = element.closest("label") ?? element.labels?.[0];
  return {
    at: all.indexOf(element),
    name: `${element.tagName.toLowerCase()} ${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40) || element.name}`,
    ring: element.tagName === "IFRAME" || shown(element, null) || shown(element, "::after") || (label && (shown(label, null) || shown(label, "::before"))),
    seen: element.tagName === "IFRAME" || (box.bottom > 0 && box.top < innerHeight),
  };
}

/* Headings do not skip a level; ids are unique; labels and descriptions point to something. */
function structure() {
  const out = [];
  let last = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    if (heading.closest("dialog:not([open]), details:not([open])")) continue;
    const level = Number(heading.tagName[1]);
    if (level > last + 1) out.push(`${heading.tagName} "${heading.textContent.trim()}" follows H${last}`);
    last = level;
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) out.push(`id ${id} twice`);
  for (const name of ["for", "aria-describedby", "aria-labelledby"])
    for (const element of document.querySelectorAll(`[${name}]`))
      for (const id of element.getAttribute(name).split(/\s+/)) if (!ids.includes(id)) out.push(`${name}=${id} names nothing`);
  for (const link of document.querySelectorAll('a[href^="#"]')) if (!ids.includes(link.hash.slice(1))) out.push(`link to ${link.hash}`);
  /* Citizens have no session that a form could be bound to. */
  const hasSession = !document.querySelector('link[href*="/portal."]');
  for (const form of document.querySelectorAll('form[method="post"]')) if (hasSession && !form.querySelector("[name=csrf]")) out.push(`form ${form.action} without csrf`);
  /* Data for machines is no script: browsers do not run it. */
  for (const element of document.querySelectorAll("[style], style, script:not([src]):not([type=\"application/ld+json\"])")) out.push(`inline: ${element.outerHTML.slice(0, 120)}`);
  return out;
}

async function tabWalk(page) {
  const faults = [];
  const seen = [];
  await page.evaluate(() => {
    document.body.tabIndex = -1; /* from the top, also where an error took the focus */
    document.body.focus();
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
  });
  for (let step = 0; step < 250; step++) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(focusedElement);
    if (!now || seen.includes(now.at)) break;
    if (seen.length && now.at < seen.at(-1)) faults.push(`${now.name} comes out of order`);
    if (!now.ring) faults.push(`${now.name} shows no focus`);
    if (!now.seen) faults.push(`${now.name} is out of view`);
    seen.push(now.at);
  }
  if (seen.length === 0) faults.push("nothing takes the focus");
  return faults;
}

/* Read with 1.5 lines and wide letters (WCAG 1.4.12): nothing may be cut off sideways. */
const wideLetters = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }";

/* --- The browser --- */

const pages = renderPages();
let server;
let browser;

before(async () => {
  mkdirSync(shots, { recursive: true });
  server = await servePages(pages);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
    args: ["--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

const address = (name) => `http://127.0.0.1:${server.address().port}/${name}`;

async function withPage(options, work) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(10000);
  try {
    await work(await context.newPage());
  } finally {
    await context.close();
  }
}

async function load(page, name) {
  await page.goto(address(name), { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready.then(() => true));
}

const shot = (page, name) => page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });

async function shootBothSchemes(page, name) {
  await load(page, name);
  for (const [scheme, mark] of [["light", ""], ["dark", "-dark"]]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 1280, height: 900 });
    await shot(page, `${name}-1280${mark}`);
    await page.setViewportSize({ width: 375, height: 812 });
    await shot(page, `${name}-375${mark}`);
  }
}

/* What the next of "pages" is shown in: to open a window costs more than most pages. */
const windows = [];

async function withWindow(work) {
  const page = windows.pop() ?? await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  page.setDefaultTimeout(10000);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await work(page);
  page.removeAllListeners("console").removeAllListeners("pageerror");
  windows.push(page); /* not after a fault */
}

/* A page that waits for its browser leaves the processor to another. */
describe("pages", { concurrency: 3 }, () => {
  const wanted = new RegExp(process.env.PAGES ?? "");
  for (const name of Object.keys(pages).filter((name) => wanted.test(name))) test(`page ${name}`, (t) => checkPage(t, name));
});

async function checkPage(t, name) {
  await withWindow(async (page) => {
    const noise = [];
    page.on("console", (message) => message.type() === "error" && noise.push(message.text()));
    page.on("pageerror", (error) => noise.push(error.message));
    await load(page, name);

    await page.setViewportSize({ width: 320, height: 640 });
    await t.test("320 px need no sideways scrolling", async () => none(await page.evaluate(tooWide)));
    await page.setViewportSize({ width: 1280, height: 900 });

    await t.test("headings, ids, labels and forms are whole, nothing is inline", async () => none(await page.evaluate(structure)));
    await t.test("the tab key reaches everything in order, with a yellow ring", async () => none(await tabWalk(page)));
    await t.test("targets are at least 24 px", async () => none(await page.evaluate(smallTargets)));

    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
    await t.test("axe finds nothing, all unfolded, light", async () => none(await axeFaults(page)));
    await page.emulateMedia({ colorScheme: "dark" });
    await t.test("axe finds nothing, all unfolded, dark", async () => none(await axeColourFaults(page)));

    await page.setViewportSize({ width: 320, height: 640 });
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets.push(sheet);
      for (const menu of document.querySelectorAll("details.menu")) menu.open = false;
    }, wideLetters);
    await t.test("nor with wide letters and all unfolded", async () => none(await page.evaluate(tooWide)));
    await page.evaluate(() => document.querySelectorAll("details.menu").forEach((menu) => { menu.open = true; }));
    await t.test("nor with the menus open", async () => none(await page.evaluate(tooWide)));
    await t.test("nothing is blocked by the security headers, and nothing fails", () => none(noise));
    if (process.env.SCREENSHOTS) await shootBothSchemes(page, name);
  });
}

test("what needs a script is not shown without one", async () => {
  for (const name of ["inbox", "case"])
    await withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(address(name));
      assert.equal(await page.locator("[data-print], .hint-keys, [data-show]").filter({ visible: true }).count(), 0);
      if (name === "inbox") await page.getByRole("button", { name: "Apply" }).waitFor();
    });
});

test("a reader's own choice of colours wins over the device", async () => {
  await withPage({ colorScheme: "dark" }, async (page) => {
    await load(page, "inbox");
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(await ground(), "rgb(16, 22, 31)");
    await page.evaluate(() => { document.documentElement.dataset.scheme = "light"; });
    assert.equal(await ground(), "rgb(244, 245, 247)");
    await page.emulateMedia({ colorScheme: "light" });
    await page.evaluate(() => { document.documentElement.dataset.scheme = "dark"; });
    assert.equal(await ground(), "rgb(16, 22, 31)");
  });
});

test("on paper a case has every message and nothing to press", async () => {
  await withPage({}, async (page) => {
    await load(page, "case");
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await page.locator("button, textarea, .bar, select").filter({ visible: true }).count(), 0);
    assert.equal(await page.locator(".msg").filter({ visible: true }).count(), 4);
    assert.equal(await page.locator(".quoted").filter({ visible: true }).count(), 2);
  });
});

describe("keys", () => {
  const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());
  const dialogOpen = (page) => page.evaluate(() => document.querySelector("#keys").open);

  test("j and k walk the list", () => withPage({}, async (page) => {
    await load(page, "inbox");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    assert.match(await focused(page), /Pothole/);
    await page.keyboard.press("k");
    assert.match(await focused(page), /Lamp out/);
  }));

  test("? shows the keys and Escape closes them", () => withPage({}, async (page) => {
    await load(page, "inbox");
    await page.keyboard.press("?");
    assert.equal(await dialogOpen(page), true);
    none(await axeFaults(page));
    await page.keyboard.press("Escape");
    assert.equal(await dialogOpen(page), false);
  }));

  test("/ goes to the search, where keys are letters", () => withPage({}, async (page) => {
    await load(page, "inbox");
    await page.keyboard.press("/");
    await page.keyboard.type("jk?");
    assert.equal(await page.inputValue("#search"), "jk?");
    assert.equal(await dialogOpen(page), false);
  }));

  test("a takes the case that has the focus", () => withPage({}, async (page) => {
    let taken;
    await page.route("**/take", (route) => {
      taken = `${route.request().method()} ${new URL(route.request().url()).pathname} ${route.request().postData()}`;
      return route.fulfill({ contentType: "text/html", body: "taken" });
    });
    await load(page, "inbox");
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    await page.waitForURL("**/take");
    assert.match(taken, /^POST \/cases\/NB-2026-000131\/take csrf=/);
  }));

  test("r goes to the reply", () => withPage({}, async (page) => {
    await load(page, "case");
    await page.keyboard.press("r");
    assert.equal(await page.evaluate(() => document.activeElement.id), "reply-text");
  }));

  test("single keys can be switched off, and stay off", () => withPage({}, async (page) => {
    await load(page, "inbox");
    await page.keyboard.press("?");
    await page.check("#keys-off");
    await load(page, "inbox");
    await page.keyboard.press("j");
    assert.equal(await page.evaluate(() => document.activeElement.hasAttribute("data-row")), false);
  }));
});

describe("live parts", () => {
  test("news announces itself, moves nothing, and is shown when asked", () => withPage({}, async (page) => {
    let asked = 0, streams = 0;
    // The stream ends at once, so the browser comes again: then there is nothing new, and no stream.
    await page.route("**/events?**", (route) => route.fulfill(streams++ > 0 ? { status: 204 }
      : { contentType: "text/event-stream", body: 'event: news\ndata: {"text": "2 new"}\n\n' }));
    await page.route("**/cases?**", (route) => {
      asked++;
      return route.fulfill({ contentType: "text/html", body: '<!doctype html><title>x</title><p id="summary">44 cases</p><div id="list"><p>fresh</p></div>' });
    });
    await load(page, "inbox");
    await page.getByText("2 new").waitFor();
    assert.equal(asked, 0);
    assert.equal(await page.locator("#list li").count(), 7);
    await page.getByRole("link", { name: "Show", exact: true }).click();
    await page.getByText("fresh").waitFor();
    assert.equal(await page.locator("#summary").textContent(), "44 cases");
    assert.equal(await page.getByRole("link", { name: "Show", exact: true }).filter({ visible: true }).count(), 0);
  }));

  test("a change of filter asks for the list alone and keeps the address", () => withPage({}, async (page) => {
    await page.route("**/cases?**", (route) => route.fulfill({ contentType: "text/html", body: '<!doctype html><title>x</title><p id="summary">1 case</p><div id="list"><p>fresh</p></div>' }));
    await load(page, "inbox");
    await page.selectOption("select[name=sort]", "newest");
    await page.getByText("fresh").waitFor();
    assert.match(page.url(), /queue=unit.*sort=newest/);
    assert.equal(await page.locator("nav.queues").count(), 1);
  }));

  test("the preview takes the place of the reply box, and the focus", () => withPage({}, async (page) => {
    let sent;
    await page.route("**/reply/preview", (route) => {
      sent = route.request().postData();
      return route.fulfill({ contentType: "text/html", body: pages.preview });
    });
    await load(page, "case");
    await page.getByRole("button", { name: "Preview" }).click();
    await page.locator("#preview").waitFor();
    assert.equal(await page.locator("#reply").count(), 0);
    await page.waitForFunction(() => document.activeElement.id === "preview-title");
    assert.match(sent, /csrf/);
    assert.match(sent, /temporary.light/);
  }));

  test("a reply that is not accepted comes back in its box with what is wrong", () => withPage({}, async (page) => {
    await page.route("**/reply/preview", (route) => route.fulfill({ status: 422, contentType: "text/html", body: pages["case.error"] }));
    await load(page, "case");
    await page.getByRole("button", { name: "Preview" }).click();
    await page.locator("#reply-text-error").waitFor();
    assert.equal(await page.locator("#reply").count(), 1);
  }));
});
