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

// The drawings of the states are pictures of the style sheet: a marker that changes its state changes its class only.
function addDrawings(states) {
  const style = element("style");
  for (const state of states) {
    style.textContent += rule("." + state.key, state.svg);
    for (const [kind, svg] of Object.entries(state.shapes)) style.textContent += rule("." + state.key + "." + kind, svg);
  }
  document.head.append(style);
}

function rule(classes, svg) {
  const picture = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return ".drawing" + classes + ' { background-image: url("data:image/svg+xml,' + encodeURIComponent(picture) + '"); }\n';
}

// A state by itself, or in the shape of a kind of site.
function symbol(state, kind) {
  return element("i", drawingClass(state, kind));
}

function redraw(box, state, kind) {
  box.querySelector(".drawing").className = drawingClass(state, kind);
}

function drawingClass(state, kind) {
  return kind ? "drawing " + state.key + " " + kind : "drawing " + state.key;
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
