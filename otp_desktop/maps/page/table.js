// The list beside the map: the points in sight of the filter, what asks for attention first, found by name or address.
"use strict";

const MOST_ROWS = 200; // a longer list is read with the search

class PointTable {
  constructor(data, points, open) {
    this.data = data;
    this.points = points;
    this.panel = document.getElementById("points-panel");
    this.list = document.getElementById("points-list");
    this.rest = document.getElementById("points-rest");
    this.search = document.getElementById("search");
    this.rows = [];
    rankNames(points.markers, data.language);
    this.search.addEventListener("input", () => this.find());
    this.search.addEventListener("keydown", (event) => event.key === "ArrowDown" && this.focus(0, event));
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("click", (event) => {
      const line = event.target.closest("button");
      if (line) open(line.marker);
    });
    this.panel.addEventListener("toggle", () => this.show());
  }

  find() {
    this.points.words = folded(this.search.value.trim());
    this.points.filter();
    this.show();
  }

  // Fills the rows anew; the elements stay.
  show() {
    if (!this.panel.open) return;
    const markers = [...this.points.on].sort((one, other) => this.order(one, other));
    const shown = markers.slice(0, MOST_ROWS);
    while (this.rows.length < shown.length) this.rows.push(this.makeRow());
    this.rows.forEach((line, index) => this.fillRow(line, shown[index]));
    const more = markers.length - shown.length;
    this.rest.textContent = more ? fill(this.data.texts.more, { count: this.data.number(more) }) : "";
    if (!markers.length) this.rest.textContent = this.data.texts.nothing_found;
  }

  order(one, other) {
    return other.count.lost - one.count.lost || one.state - other.state || this.missing(other) - this.missing(one) || one.point.danger - other.point.danger
      || one.nameRank - other.nameRank;
  }

  missing(marker) {
    return marker.count.required - marker.count.held;
  }

  makeRow() {
    const line = element("button");
    line.type = "button";
    line.append(symbol(this.data.states[0]), element("span", "name"), element("span", "heads"));
    const item = element("li");
    item.append(line);
    this.list.append(item);
    return line;
  }

  fillRow(line, marker) {
    line.parentElement.hidden = !marker;
    if (!marker) return;
    const { held, required } = marker.count;
    const change = changeText(marker.count);
    const key = [marker.point.code, marker.state, held, required, change].join(" ");
    if (line.key === key) return;
    const state = this.data.states[marker.state];
    line.key = key;
    line.marker = marker;
    redraw(line, state, marker.point.kind);
    line.children[1].textContent = marker.point.name;
    line.children[2].textContent = required ? (change + "  " + held + "/" + required).trim() : "";
    line.setAttribute("aria-label", [marker.point.name, state.label, missingText(marker, this.data), change].filter(Boolean).join(", "));
    line.setAttribute("aria-current", String(marker === this.chosen));
  }

  choose(marker) {
    this.chosen = marker;
    this.rows.forEach((line) => line.setAttribute("aria-current", String(line.marker === marker)));
    const line = this.rows.find((found) => found.marker === marker);
    if (line) line.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    const at = this.rows.indexOf(document.activeElement);
    if (event.key in steps && at >= 0) this.focus(at + steps[event.key], event);
  }

  focus(place, event) {
    event.preventDefault();
    const line = this.rows[place];
    if (place < 0) this.search.focus();
    else if (line && !line.parentElement.hidden) line.focus();
  }
}

// The order of names is made once: comparing them in the reader's language is slow.
function rankNames(markers, language) {
  const order = new Intl.Collator(language).compare;
  [...markers].sort((one, other) => order(one.point.name, other.point.name)).forEach((marker, rank) => (marker.nameRank = rank));
}
