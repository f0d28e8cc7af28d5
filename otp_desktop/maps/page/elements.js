// Small makers of elements. Text from data goes into the page as text nodes only: a name is never read as HTML.
"use strict";

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function row(table) {
  const line = element("tr");
  table.append(line);
  return line;
}

// The drawings are the program's own, the only markup that is read as such.
function addDrawings(states) {
  const store = element("div");
  store.hidden = true;
  for (const state of states) {
    store.innerHTML += state.svg.replace("<svg", '<svg><symbol id="drawing-' + state.key + '"').replace("</svg>", "</symbol></svg>");
  }
  document.body.append(store);
}

function drawing(state) {
  return '<svg viewBox="0 0 20 20" aria-hidden="true"><use href="#drawing-' + state.key + '"></use></svg>';
}

function symbol(state) {
  const box = element("span", "symbol");
  box.innerHTML = drawing(state);
  return box;
}

function redraw(box, state) {
  box.querySelector("use").setAttribute("href", "#drawing-" + state.key);
}

// Fills the {names} of a sentence.
function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
}

// "dark" or "light", as the program that holds the page says after "#", else as the reader's system does.
function chooseTheme(theme) {
  const system = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = theme || system;
  window.dispatchEvent(new Event("themechange"));
}

function followTheme() {
  const asked = () => location.hash.slice(1);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => chooseTheme(asked()));
  window.addEventListener("hashchange", () => chooseTheme(asked()));
  chooseTheme(asked());
}
