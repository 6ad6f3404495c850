// Keeps what is typed as a draft on the server, so that it can be taken out if it was never saved. Nothing needs this file.
"use strict";

const line = document.querySelector("[data-keep]");
const form = line && line.closest("form");
let timer = 0, running = null, isKept = true, isOut = false, isSent = false;

function freshToken() { // signing in again, in another tab, gives a new one
  const cookie = document.cookie.match(/(?:^|; )(?:__Host-)?csrf=([^;]+)/);
  if (cookie) form.elements.csrfmiddlewaretoken.value = cookie[1];
}

function say(words) {
  if (line.textContent !== words) line.textContent = words;
  line.nextElementSibling.hidden = !isOut;
}

function typed() {
  freshToken();
  const data = new FormData(form);
  for (const [name, value] of [...data]) {
    if (value instanceof File || name.includes("password")) data.delete(name);
  }
  data.set("_keep", "1");
  return data;
}

async function send(isLeaving) {
  isKept = true;
  try {
    const options = { method: "POST", body: typed(), redirect: "manual", keepalive: isLeaving };
    const answer = await fetch(form.action, { ...options, signal: AbortSignal.timeout(5000) });
    isOut = answer.type === "opaqueredirect";
    if (answer.status !== 413 && !answer.ok) throw new Error("not kept");
    if (answer.status !== 204) say(await answer.text());
  } catch {
    isKept = false;
    say(isOut ? line.dataset.out : line.dataset.failed);
    later(15000);
  }
}

function keep(isLeaving = false) {
  clearTimeout(timer);
  if (!isKept && !running && !isSent) running = send(isLeaving).finally(() => { running = null; });
  return running;
}

function later(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(keep, milliseconds);
}

async function submit(event) {
  freshToken();
  if (isSent || (isKept && !running)) { isSent = true; return; }
  event.preventDefault();
  await running;
  await keep();
  if (isOut) return; // sent now, it would be lost at the door
  isSent = true;
  form.requestSubmit(event.submitter);
}

if (form) {
  form.addEventListener("input", () => { isKept = false; later(2000); });
  form.addEventListener("focusout", () => keep());
  form.addEventListener("submit", submit);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(true); });
  window.addEventListener("pageshow", () => { isSent = false; });
}
