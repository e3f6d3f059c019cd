// A quiz whose answers are saved one by one. An answer is kept in this browser from the moment it is given until the
// server says that it is saved, whatever page is open meanwhile; "saved" is shown for nothing else. What was saved last
// is remembered as long as the tab is open, for a page that was written before and arrives after.
{
  const KEPT = "rempart-answer/";
  const ASIDE = "rempart-aside/"; // of somebody who is not signed in here now
  const SAVED = "rempart-saved/";
  const PATIENCE = 15000;
  const PAUSES = [1000, 2000, 4000, 8000, 15000, 30000];
  const TYPING = 700;

  const sheet = document.querySelector("form[data-quiz]");
  const timers = new Map();
  let busy = false;
  let failures = 0;
  let again = 0;
  let held = null;

  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(KEPT));
  const read = (key) => JSON.parse(localStorage.getItem(key));
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  const questionAt = (path) => sheet?.querySelector(`[data-save="${CSS.escape(path)}"]`);
  const hidden = (question, name) => question.querySelector(`[name="${name}-${question.dataset.question}"]`);
  const pathOf = (question) => question.dataset.save.replace(/^\/(fr|ar)\//, "/");
  const questionOf = (path) => questionAt(`/${document.documentElement.lang.slice(0, 2)}${path}`);

  const show = (question, state, { reason = "", words = "" } = {}) => {
    for (const each of question?.querySelectorAll("[data-state]") ?? []) each.hidden = each.dataset.state !== state;
    for (const each of question?.querySelectorAll("[data-reason]") ?? []) each.hidden = each.dataset.reason !== reason;
    if (!question || !words) return;
    const place = state === "saved" ? "[data-state=saved]" : "[data-reason=refused]";
    question.querySelector(place).textContent = words;
  };

  // Puts an answer of the server into the fields of its question: a list, an object by stem, or a text.
  const apply = (question, answer) => {
    const name = `q-${question.dataset.question}`;
    for (const field of question.querySelectorAll(`[name="${name}"], [name^="${name}-"]`)) {
      const part = field.name.slice(name.length + 1);
      if (field.type === "radio" || field.type === "checkbox") field.checked = answer.includes(field.value);
      else if (!part) field.value = answer;
      else field.value = Array.isArray(answer) ? answer.indexOf(part) + 1 || "" : (answer[part] ?? "");
    }
  };

  const restore = (question, body) => {
    const given = new URLSearchParams(body);
    for (const field of question.querySelectorAll(`[name^="q-"]`)) {
      const values = given.getAll(field.name);
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
  };

  const keep = (question) => {
    const sequence = Number(hidden(question, "sequence").value) + 1;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(sheet)) {
      const own = `q-${question.dataset.question}`;
      if (name === own || name.startsWith(`${own}-`)) body.append(name, value);
    }
    hidden(question, "sequence").value = sequence;
    localStorage.setItem(KEPT + pathOf(question), JSON.stringify({ sequence, body: body.toString() }));
    show(question, "saving");
  };

  const settle = (question, told) => {
    hidden(question, "before").value = told.print;
    hidden(question, "sequence").value = told.sequence;
    const progress = sheet.querySelector("[data-progress]");
    if (progress && told.progress) progress.textContent = told.progress;
  };

  const forget = (key, sequence) => {
    if (read(key)?.sequence !== sequence) return false;
    localStorage.removeItem(key);
    return true;
  };

  const post = (key, { sequence, body }) => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), PATIENCE);
    return fetch(`/${document.documentElement.lang.slice(0, 2)}${key.slice(KEPT.length)}`, {
      method: "POST",
      body: `${body}${body ? "&" : ""}sequence=${sequence}`,
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token() },
      keepalive: body.length < 30000,
      redirect: "error",
      signal: stop.signal,
    });
  };

  // Sends one answer; true when it is off our hands.
  const send = async (key) => {
    const given = read(key);
    const question = questionOf(key.slice(KEPT.length));
    const answer = await post(key, given);
    if (answer.status === 401 || answer.status === 403) {
      show(question, "failed", { reason: "signed-out" });
      return false;
    }
    if (![200, 404, 409].includes(answer.status)) throw new Error(answer.status);
    const told = answer.status === 404 ? {} : await answer.json();
    if (answer.status === 404) localStorage.setItem(ASIDE + key.slice(KEPT.length), JSON.stringify(given));
    if (!forget(key, given.sequence)) return true;
    if (question && told.print) {
      if (answer.status === 409) apply(question, told.answer);
      settle(question, told);
    }
    if (answer.status === 200) {
      sessionStorage.setItem(SAVED + key.slice(KEPT.length), JSON.stringify({ ...given, print: told.print }));
      show(question, "saved", { words: told.words });
    } else show(question, "failed", { reason: "refused", words: told.refused });
    return true;
  };

  const release = () => {
    for (const words of document.querySelectorAll("[data-held]")) words.hidden = true;
    const act = held;
    held = null;
    if (act) act();
  };

  const later = () => {
    clearTimeout(again);
    again = setTimeout(pump, PAUSES[Math.min(failures, PAUSES.length - 1)]);
    failures += 1;
    if (held) for (const words of document.querySelectorAll("[data-held]")) words.hidden = false;
  };

  const pump = async () => {
    if (busy) return;
    busy = true;
    let stuck = false;
    try {
      for (let waiting = keys(); waiting.length && !stuck; waiting = keys()) {
        for (const key of waiting) if (localStorage.getItem(key)) stuck = !(await send(key)) || stuck;
      }
      if (!stuck) failures = 0;
    } catch {
      stuck = true;
      for (const key of keys()) show(questionOf(key.slice(KEPT.length)), "failed", { reason: "lost" });
    }
    busy = false;
    if (stuck) later();
    else if (!keys().length) release();
  };

  const changed = (field, { typing }) => {
    const question = field.closest("[data-question]");
    if (!question || !field.name?.startsWith("q-")) return;
    keep(question);
    clearTimeout(timers.get(question));
    timers.set(question, setTimeout(pump, typing ? TYPING : 0));
  };

  const hold = (event) => {
    if (!keys().length) return;
    event.preventDefault();
    const { submitter, target } = event;
    held = () => target.requestSubmit(submitter?.isConnected ? submitter : undefined);
    delete target.dataset.sent;
    pump();
  };

  const takeBack = (question) => {
    const aside = localStorage.getItem(ASIDE + pathOf(question));
    if (aside) localStorage.setItem(KEPT + pathOf(question), aside);
    localStorage.removeItem(ASIDE + pathOf(question));
  };

  const catchUp = (question) => {
    const saved = JSON.parse(sessionStorage.getItem(SAVED + pathOf(question)));
    if (!saved || saved.sequence <= Number(hidden(question, "sequence").value)) return;
    restore(question, saved.body);
    settle(question, saved);
    show(question, saved.body ? "saved" : "");
  };

  const watch = () => {
    for (const question of sheet.querySelectorAll("[data-question]")) {
      takeBack(question);
      catchUp(question);
    }
    for (const key of keys()) {
      const question = questionOf(key.slice(KEPT.length));
      const given = read(key);
      if (!question || given.sequence <= Number(hidden(question, "sequence").value)) continue;
      restore(question, given.body);
      hidden(question, "sequence").value = given.sequence;
      show(question, "saving");
    }
    sheet.addEventListener("change", ({ target }) => changed(target, { typing: false }));
    sheet.addEventListener("input", ({ target }) => {
      if (target.matches("textarea, input[type=text]")) changed(target, { typing: true });
    });
  };

  if (sheet) watch();
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-quiz], form[data-finish]")) hold(event);
  });
  for (const sign of ["online", "focus"]) window.addEventListener(sign, pump);
  document.addEventListener("quiz:send", pump);
  if (keys().length) pump();
}
