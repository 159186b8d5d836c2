// Two things that a slow line asks for: what was typed is kept until the server has it, and an error is looked at first.
"use strict";
(() => {
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const key = `juntos:${form.dataset.keep}`;
    const fields = () => [...form.elements].filter((f) => f.name && !["hidden", "password", "file"].includes(f.type));
    const isBlank = !document.querySelector(".errors");
    const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
    for (const field of isBlank ? fields() : []) {
      if (!(field.name in kept)) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = kept[field.name].includes(field.value);
      else field.value = kept[field.name][0];
    }
    form.addEventListener("input", () => {
      const typed = {};
      for (const field of fields()) {
        if (["checkbox", "radio"].includes(field.type) && !field.checked) continue;
        (typed[field.name] ||= []).push(field.value);
      }
      sessionStorage.setItem(key, JSON.stringify(typed));
    });
    form.addEventListener("submit", () => sessionStorage.setItem("juntos:sent", key));
  }
  const sent = sessionStorage.getItem("juntos:sent");
  if (sent && !document.querySelector(".errors") && !document.querySelector("form[data-keep]")) {
    sessionStorage.removeItem(sent);
    sessionStorage.removeItem("juntos:sent");
  }
  // Whoever leaves takes along what was keyed and not sent: nobody else finds it in this browser.
  const keyed = () => Object.keys(localStorage).filter((key) => key.startsWith("juntos:captura:"));
  for (const form of document.querySelectorAll("form[method=post]")) {
    if (!form.action.endsWith("/salir/")) continue;
    form.addEventListener("submit", (event) => {
      const rows = keyed().reduce((sum, key) => sum + Object.keys(JSON.parse(localStorage.getItem(key))).length, 0);
      if (rows && !confirm(`Hay ${rows} filas sin enviar. Si sale, se borran de este equipo.`)) event.preventDefault();
      else for (const key of keyed()) localStorage.removeItem(key);
    });
  }
  const errors = document.querySelector(".errors[tabindex]");
  if (errors) errors.focus();
})();
