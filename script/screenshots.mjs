/* SPDX-License-Identifier: Apache-2.0 */
/* See script/screenshots. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const shots = join(root, "docs/screenshots");
const program = process.env.TRIBUNE_BINARY ?? join(root, "build/tribune");
const port = process.env.PORT ?? "18480";
const portalPort = process.env.PORTAL_PORT ?? "18481";
const lmtpPort = process.env.LMTP_PORT ?? "18424";
const largest = 300 * 1024; /* bytes: the pictures come with every clone */
const officer = "grace";
const theCase = "Lamp out at 12 High Street";
const windows = { 1280: { width: 1280, height: 1000 }, 375: { width: 375, height: 812 } };

/* The demo with its output, once it answers. */
async function startDemo(folder) {
  const demo = spawn(program, ["demo", "--port", port, "--portal-port", portalPort, "--lmtp-port", lmtpPort, "--dir", folder], { stdio: ["ignore", "pipe", "inherit"] });
  const url = `http://127.0.0.1:${port}`;
  let output = "";
  demo.stdout.setEncoding("utf8").on("data", (text) => { output += text; });
  for (let tries = 0; tries < 600; tries++) {
    if (demo.exitCode !== null) throw new Error(`tribune demo ended\n${output}`);
    const ready = await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false);
    if (ready) return { demo, url, output: () => output };
    await new Promise((done) => setTimeout(done, 100));
  }
  demo.kill("SIGTERM");
  throw new Error(`tribune demo did not become ready\n${output}`);
}

/* The one that the demo prints for everybody. */
function passwordOf(output) {
  const found = /^Sign in with the password +(\S.*?) +as one of$/m.exec(output);
  if (!found) throw new Error(`the demo does not say how to sign in\n${output}`);
  return found[1];
}

async function signIn(page, url, output, name = officer) {
  await page.goto(url);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Password", { exact: true }).fill(passwordOf(output));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator(".account").waitFor();
}

async function shoot(page, name) {
  const path = join(shots, `${name}.png`);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
  await page.screenshot({ path, animations: "disabled" });
  const { size } = statSync(path);
  console.log(`${path} ${Math.ceil(size / 1024)} KiB`);
  if (size > largest) throw new Error(`${path} is larger than ${largest} bytes`);
}

/* The link that the acknowledgement of the case holds. */
function citizensLink(folder) {
  const outbox = join(folder, "outbox");
  for (const name of readdirSync(outbox).sort()) {
    const mail = readFileSync(join(outbox, name), "utf8").replace(/=\r?\n/g, "");
    if (mail.includes(theCase) && /\/case\/[\w-]{22}/.test(mail)) return /\/case\/[\w-]{22}/.exec(mail)[0];
  }
  throw new Error("no mail holds a link to the case");
}

async function shootPortal(browser, folder) {
  const page = await (await browser.newContext({ locale: "en-GB", timezoneId: "Europe/London" })).newPage();
  const places = { contact: "/contact", citizen: citizensLink(folder) };

  for (const [name, place] of Object.entries(places))
    for (const [width, size] of Object.entries(windows)) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(`http://127.0.0.1:${portalPort}${place}`);
      await shoot(page, `${name}-${width}`);
    }
}

async function shootAll(browser, url, output) {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/London" });
  const page = await context.newPage();

  await signIn(page, url, output);
  await page.goto(`${url}/cases?queue=all`);
  await page.locator("[data-row]", { hasText: theCase }).first().click();
  await page.locator("#timeline").waitFor();
  const places = { inbox: `${url}/cases?queue=unit&unit=highways&state=any&sort=newest`, case: page.url(), search: `${url}/search?q=street` };
  for (const [name, place] of Object.entries(places)) {
    for (const [width, size] of Object.entries(windows)) {
      for (const scheme of ["light", "dark"]) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme: scheme });
        await page.goto(place);
        await shoot(page, `${name}-${width}-${scheme}`);
      }
    }
  }
}

/* The pages of those who decide on what is held, and who own the rules. */
async function shootOthers(browser, url, output) {
  const others = { review: ["ruth", "/review"], routing: ["nadia", "/routing"] };

  for (const [name, [who, place]] of Object.entries(others)) {
    const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/London", colorScheme: "light" });
    const page = await context.newPage();

    await signIn(page, url, output, who);
    for (const [width, size] of Object.entries(windows)) {
      await page.setViewportSize(size);
      await page.goto(url + place);
      await shoot(page, `${name}-${width}`);
    }
    await context.close();
  }
}

/* What many tools together look like: the test of one person's journey takes these as it goes, with the real Kannel, Prosody and
 * Postfix, and so only where it can run. */
function copyJourney() {
  const { status } = spawnSync(process.execPath, ["--test", join(root, "tests/live/journey.test.mjs")], { stdio: "inherit", env: { ...process.env, TRIBUNE_BINARY: program } });
  if (status !== 0) throw new Error("the journey's test failed");
  for (const [from, to] of Object.entries({ case: "tools", desk: "desk", channels: "channels" }))
    for (const width of Object.keys(windows)) copyFileSync(join(root, `build/preview/journey-${from}-${width}.png`), join(shots, `${to}-${width}.png`));
}

const folder = mkdtempSync(join(tmpdir(), "tribune-screenshots-"));
const { demo, url, output } = await startDemo(join(folder, "demo"));
const browser = await chromium.launch({
  executablePath: process.env.TRIBUNE_CHROMIUM ?? "/usr/bin/chromium-headless-shell",
  args: ["--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb"],
});
try {
  mkdirSync(shots, { recursive: true });
  await shootAll(browser, url, output());
  await shootOthers(browser, url, output());
  await shootPortal(browser, join(folder, "demo"));
  copyJourney();
} finally {
  await browser.close();
  demo.kill("SIGTERM");
  await once(demo, "exit");
  rmSync(folder, { recursive: true, force: true });
}
