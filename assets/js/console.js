/* SPDX-License-Identifier: Apache-2.0 */
/* What a script adds to the console. Every page works without it.
 *
 * - live parts by htmx: a change of filter, "show" new cases, the preview of a reply in its place
 * - "2 new, show": an event stream names how many, and nothing moves until someone asks
 * - keys, listed in the dialog #keys that ? opens, and switched off there
 *
 * No words here: everything that is shown stands in the page or comes with the event. */
import "./htmx.js";

document.documentElement.classList.add("with-script");

const one = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

/* --- Announcements: GET data-events. An event "news", or "refresh" after some were missed, shows the banner with the
 * words that stand in it, or with those of the data: {"text": "2 new"}. --- */

function listen(banner) {
  const source = new EventSource(banner.dataset.events);

  const announce = (event) => {
    const { text } = JSON.parse(event.data || "{}");
    if (text !== undefined) one("[data-news]", banner).textContent = text;
    one("[data-show]", banner).hidden = text === "";
  };

  source.addEventListener("news", announce);
  source.addEventListener("refresh", announce);
  source.addEventListener("presence", showPresence);
  one("[data-show] a", banner).addEventListener("click", () => {
    one("[data-show]", banner).hidden = true;
  });
  addEventListener("pagehide", () => source.close());
}

/* --- Who is answering: told by an event "presence", asked for at most every 3 s, put where it stands and nowhere
 * else. Whoever writes says so once a minute. --- */

let presenceDue = 0;

async function fetchPresence() {
  presenceDue = 0;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const shown of all("#presence, [data-answering]")) {
    const selector = shown.id ? "#presence" : `[data-answering="${shown.dataset.answering}"]`;
    const now = one(selector, fresh);
    if (now && now.innerHTML !== shown.innerHTML) shown.replaceChildren(...now.childNodes);
  }
}

function showPresence() {
  presenceDue ||= setTimeout(fetchPresence, 3000 * Math.random());
}

const saidAnswering = new WeakMap();

addEventListener("input", (event) => {
  const form = event.target.closest("form[data-answering-mark]");
  if (!form || Date.now() - (saidAnswering.get(form) ?? 0) < 60000) return;
  saidAnswering.set(form, Date.now());
  fetch(form.dataset.answeringMark, { method: "POST", body: new URLSearchParams({ csrf: form.elements.csrf.value }) }).catch(() => null);
});

/* --- Drafts: what is typed into form[data-draft] is saved there when the typing pauses, and when the page is left.
 * Files wait for the button: they are sent once. --- */

const draftPause = 2000;
const draftPatience = 5000;
const waitingDrafts = new Map();
const savesUnderway = new Map();
const heldBack = new WeakSet();

function draftOf(form) {
  const data = new FormData(form);
  data.delete("files");
  data.set("auto", "1");
  return data;
}

async function saveDraft(form) {
  clearTimeout(waitingDrafts.get(form));
  waitingDrafts.delete(form);
  const save = fetch(form.dataset.draft, { method: "POST", body: draftOf(form) }).catch(() => null);
  savesUnderway.set(form, save);
  const answer = await save;
  if (savesUnderway.get(form) === save) savesUnderway.delete(form);
  const state = one("[data-saved]", form);
  if (!answer?.ok || !state) return;
  state.hidden = false;
  one("[data-saved] + time", form)?.remove();
}

addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (!form || event.target.type === "file") return;
  clearTimeout(waitingDrafts.get(form));
  waitingDrafts.set(form, setTimeout(() => saveDraft(form), draftPause));
});
/* Files are attached as soon as they are chosen. */
addEventListener("change", (event) => {
  if (event.target.matches?.("form[data-draft] input[type=file]")) one("[data-attach]", event.target.form).click();
});
/* What is sent needs no draft any more. One that is being saved goes before it: should it come after, the text that
 * was sent would be back as a draft. */
function endDraft(form) {
  clearTimeout(waitingDrafts.get(form));
  waitingDrafts.delete(form);
  return savesUnderway.get(form);
}

const inTime = (save) => Promise.race([save, new Promise((done) => setTimeout(done, draftPatience))]);

addEventListener("submit", (event) => {
  const form = event.target;
  const save = endDraft(form);
  if (!save) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (heldBack.has(form)) return;
  heldBack.add(form);
  inTime(save).then(() => {
    savesUnderway.delete(form);
    heldBack.delete(form);
    form.requestSubmit(event.submitter);
  });
}, true);
/* What htmx sends is no submission. */
addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement.closest?.("form[data-draft]");
  const save = form && endDraft(form);
  if (save) ctx.fetch = (...request) => inTime(save).then(() => fetch(...request));
});
addEventListener("pagehide", () => {
  for (const form of waitingDrafts.keys()) navigator.sendBeacon(form.dataset.draft, draftOf(form));
});

/* --- Checks: what is typed into form[data-check] is read there when the typing pauses, and what is found stands in
 * #findings. Nothing is saved. --- */

const checkPause = 1500;
let checkDue = 0;
let checkRound = 0;

async function check(form) {
  const round = ++checkRound;
  const body = new FormData(form);
  body.delete("picture");
  body.set("do", "check");
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (!answer?.ok || round !== checkRound) return;
  const fresh = one("#findings", new DOMParser().parseFromString(await answer.text(), "text/html"));
  const shown = one("#findings");
  if (fresh && shown && fresh.innerHTML !== shown.innerHTML) shown.replaceChildren(...fresh.childNodes);
}

addEventListener("input", (event) => {
  const form = event.target.closest("form[data-check]");
  if (!form || event.target.type === "file") return;
  clearTimeout(checkDue);
  checkDue = setTimeout(() => check(form), checkPause);
});

/* --- Menus: Escape and a press elsewhere close them. --- */

function closeMenus(except) {
  for (const menu of all("details.menu[open]")) if (menu !== except) menu.open = false;
}

addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));

/* --- Many cases: how many are chosen stands beside what can be done with them. --- */

function countChosen() {
  const bulk = one("[data-bulk]");
  if (!bulk) return;
  const count = all("#bulk [name=case]:checked").length;
  one("[data-chosen]", bulk).textContent = count ? `(${count})` : "";
  if (count) bulk.open = true;
}

addEventListener("change", (event) => event.target.name === "case" && countChosen());

/* --- Keys --- */

const keysOff = "tribune-keys-off";
const rows = () => all("[data-row]");

function move(step) {
  const list = rows();
  const at = list.indexOf(document.activeElement);
  list[at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + step, 0), list.length - 1)]?.focus();
}

function take() {
  const row = document.activeElement.closest("[data-take]");
  const form = one("#take");
  if (!form) return;
  if (row) form.action = row.dataset.take;
  if (form.getAttribute("action")) form.requestSubmit();
}

/* The table of keys is the list in the dialog: <dt data-key="g i" data-do="go:/">, so help and behaviour agree. */
const verbs = {
  move: (step) => move(Number(step)),
  open: () => document.activeElement.closest("[data-row]")?.click(),
  choose: () => one(".choose input", document.activeElement.closest("li") ?? document.createElement("p"))?.click(),
  take,
  focus: (selector) => {
    const target = one(selector);
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
    target?.focus();
  },
  menu: (selector) => {
    const menu = one(selector);
    if (!menu) return;
    menu.open = true;
    one("select, input:not([type=hidden]), button", menu)?.focus();
  },
  go: (place) => (place.startsWith("/") ? location.assign(place) : one(place)?.click()),
  keys: () => one("#keys")?.showModal(),
};
const keys = new Map(all("#keys [data-key]").map((row) => [row.dataset.key, row.dataset.do]));
const prefixPause = 1500;
let prefix = "";
let prefixEnds = 0;

/* A key, or the second of two: "g i". */
function verbOf(key) {
  const both = Date.now() < prefixEnds ? `${prefix} ${key}` : "";
  prefix = "";
  prefixEnds = 0;
  if (both && keys.has(both)) return keys.get(both);
  if ([...keys.keys()].some((name) => name.startsWith(`${key} `))) {
    prefix = key;
    prefixEnds = Date.now() + prefixPause;
  }
  return keys.get(key);
}

function onKey(event) {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");

  if (event.key === "Escape") {
    const menu = one("details.menu[open]");
    closeMenus();
    one("summary", menu ?? document.createElement("p"))?.focus();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(keysOff)) return;
  const found = verbOf(event.key);
  if (!found) return;
  const colon = found.indexOf(":");
  event.preventDefault();
  verbs[colon < 0 ? found : found.slice(0, colon)](colon < 0 ? undefined : found.slice(colon + 1));
}

function start() {
  const off = one("#keys-off");

  for (const banner of all("[data-events]")) listen(banner);
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  for (const button of all("[data-keys]")) button.addEventListener("click", () => one("#keys").showModal());
  if (off) {
    off.checked = Boolean(localStorage.getItem(keysOff));
    off.addEventListener("change", () => (off.checked ? localStorage.setItem(keysOff, "1") : localStorage.removeItem(keysOff)));
  }
  one(".govuk-error-summary")?.focus();
}

addEventListener("keydown", onKey);
/* What was swapped in and asks for the focus gets it, so that a reader hears what changed. */
addEventListener("htmx:after:swap", () => one("[data-focus]")?.focus());
/* Folded text is printed too. */
addEventListener("beforeprint", () => all(".talk details:not(.formatted):not(.menu)").forEach((folded) => (folded.open = true)));
start();
