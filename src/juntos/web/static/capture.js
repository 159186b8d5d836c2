// A list keyed without a mouse: each row is sent when it is left, and kept in this browser until the server has it.
"use strict";
(() => {
  const form = document.querySelector("form[data-capture]");
  const own = `juntos:captura:${form ? form.dataset.who : ""}:`;
  for (const key of Object.keys(localStorage)) {
    // Another person's rows are nobody's to see at this computer.
    if (form && key.startsWith("juntos:captura:") && !key.startsWith(own)) localStorage.removeItem(key);
  }
  if (!form) return;
  const store = own + form.dataset.capture;
  const rows = [...form.querySelectorAll("tbody[data-row]")];
  const status = document.querySelector("[data-unsent]");
  const waiting = JSON.parse(localStorage.getItem(store) || "{}");
  const RETRY_MS = 4000;
  let isSending = false, origin = "", entered = null;

  const fields = (row) => [...row.querySelectorAll("input:not([type=hidden])")];
  const nameOf = (field) => field.name.slice(0, field.name.lastIndexOf("-"));
  const rowOf = (field) => field.closest("tbody[data-row]");
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");

  function keep() {
    if (Object.keys(waiting).length) localStorage.setItem(store, JSON.stringify(waiting));
    else localStorage.removeItem(store);
    const count = Object.keys(waiting).length;
    status.textContent = count ? `sin enviar (${count})` : "todo enviado";
    for (const row of rows) if (row.classList.contains("unsent") !== (row.dataset.row in waiting)) row.classList.toggle("unsent");
  }

  function note(row) {
    const typed = {};
    for (const field of fields(row)) typed[nameOf(field)] = field.value;
    const seconds = entered && entered.row === row ? Math.round((Date.now() - entered.at) / 1000) : 0;
    const before = waiting[row.dataset.row];
    waiting[row.dataset.row] = { key: newKey(), before: row.dataset.before, seconds: Math.max(seconds, before ? before.seconds : 0), fields: typed };
    keep();
  }

  function body(member, one) {
    const sent = new URLSearchParams({ member, key: one.key, before: one.before, seconds: one.seconds, source: form.dataset.source || "page", ...one.fields });
    for (const name of ["filler", "serial"]) if (form.elements[name]) sent.set(name, form.elements[name].value);
    return sent;
  }

  async function send(member) {
    const one = waiting[member];
    const answer = await fetch(form.dataset.send, {
      method: "POST", redirect: "manual", body: body(member, one),
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    });
    const row = rows.find((each) => each.dataset.row === member);
    if (answer.type === "opaqueredirect") throw new Error("su sesión terminó; entre otra vez en otra pestaña");
    if (answer.status === 422) return wrong(row, one, (await answer.json()).faults);
    if (!answer.ok) throw new Error("el sistema no la aceptó todavía");
    const told = await answer.json();
    if (waiting[member] && waiting[member].key === one.key) delete waiting[member];
    else if (waiting[member]) waiting[member].before = told.before;
    if (row) tell(row, told);
  }

  function wrong(row, one, faults) {
    one.isWrong = true;
    if (!row) return;
    const said = row.querySelector("[data-wrong]") || row.querySelector("[data-told]").appendChild(document.createElement("span"));
    said.className = "error";
    said.dataset.wrong = "";
    said.textContent = faults.map((fault) => fault.sentence).join(" ");
    row.classList.add("wrong");
    for (const fault of faults) {
      const field = document.getElementById(fault.field);
      if (field) field.setAttribute("aria-invalid", "true");
    }
  }

  function tell(row, told) {
    row.dataset.before = told.before ?? "";
    form.elements[`before-${row.dataset.row}`].value = row.dataset.before;
    row.classList.remove("wrong");
    row.querySelector("[data-wrong]")?.remove();
    for (const field of fields(row)) field.removeAttribute("aria-invalid");
    const tick = row.querySelector("[data-tick]");
    tick.className = `tag ${told.tone}`;
    tick.textContent = told.tick;
    row.querySelector("[data-doubts]").textContent = told.doubts.map((doubt) => `▲ ${doubt}`).join(" ");
  }

  const isOpen = (member) => entered && entered.row.dataset.row === member && entered.row.contains(document.activeElement);
  const canBeSent = (member) => !waiting[member].isWrong && !isOpen(member);

  async function flush() {
    if (isSending) return;
    isSending = true;
    try {
      for (let member; (member = Object.keys(waiting).find(canBeSent)) !== undefined; keep()) await send(member);
    } catch (error) {
      status.textContent += error instanceof TypeError ? ": no hay línea, se enviará cuando vuelva" : `: ${error.message}`;
      setTimeout(flush, RETRY_MS);
    } finally {
      isSending = false;
    }
  }

  const columnOf = (field) => field.getAttribute("aria-labelledby").split(" ")[1];
  const inColumn = (where, column) => fields(where).find((field) => columnOf(field) === column);

  function focus(field) {
    field.focus();
    if (field.select) field.select();
  }

  function upOrDown(field, by) {
    const lines = [...form.querySelectorAll("tbody[data-row] tr")];
    for (let at = lines.indexOf(field.closest("tr")) + by; at >= 0 && at < lines.length; at += by) {
      const found = inColumn(lines[at], columnOf(field));
      if (found) return focus(found);
    }
  }

  function sideways(field, by) {
    const all = rows.flatMap(fields);
    const next = all[all.indexOf(field) + by];
    if (next) focus(next);
  }

  function nextRow(field) {
    const next = rows[rows.indexOf(rowOf(field)) + 1];
    focus(next ? inColumn(next, origin) || fields(next)[0] : form.querySelector("button"));
  }

  form.addEventListener("focusin", (event) => {
    const row = event.target.matches("input") ? rowOf(event.target) : null;
    if (!row || (entered && entered.row === row)) return;
    entered = { row, at: Date.now() };
    origin = columnOf(event.target);
  });
  form.addEventListener("focusout", (event) => {
    const row = event.target.matches("input") ? rowOf(event.target) : null;
    if (!row || row.contains(event.relatedTarget)) return;
    if (waiting[row.dataset.row]) note(row);
    entered = null;
    setTimeout(flush);
  });
  form.addEventListener("input", (event) => {
    const row = event.target.matches("input") ? rowOf(event.target) : null;
    if (row) note(row);
  });
  form.addEventListener("keydown", (event) => {
    if (!event.target.matches("tbody[data-row] input")) return;
    const field = event.target;
    const isWhole = field.selectionEnd - field.selectionStart === field.value.length;
    if (event.key === "Enter") nextRow(field);
    else if (event.key === "ArrowDown") upOrDown(field, 1);
    else if (event.key === "ArrowUp") upOrDown(field, -1);
    else if (event.key === "ArrowRight" && (isWhole || field.selectionStart === field.value.length)) sideways(field, 1);
    else if (event.key === "ArrowLeft" && (isWhole || field.selectionEnd === 0)) sideways(field, -1);
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const one of Object.values(waiting)) delete one.isWrong;
    flush();
  });
  window.addEventListener("online", flush);
  window.addEventListener("beforeunload", (event) => { if (Object.keys(waiting).length) event.preventDefault(); });

  for (const row of rows) {
    const one = waiting[row.dataset.row];
    if (!one) continue;
    delete one.isWrong;
    for (const field of fields(row)) if (nameOf(field) in one.fields) field.value = one.fields[nameOf(field)];
  }
  keep();
  flush();
})();
