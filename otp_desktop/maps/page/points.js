// The points: one marker each, in the shape of its state; what it tells when pointed at and when opened.
"use strict";

class Points {
  constructor(map, data) {
    this.data = data;
    this.markers = data.points.map((point) => makeMarker(point, data));
    this.shown = data.clusters ? makeClusters(data) : L.layerGroup();
    this.wanted = new Set(data.states.keys());
    this.words = "";
    this.shown.addTo(map);
    this.on = new Set();
  }

  // Takes the counts of a moment; touches only the markers whose state differs.
  show(counts) {
    const keys = this.data.states.map((state) => state.key);
    this.changed = this.markers.filter((marker, index) => {
      const { required, held, gained, lost } = counts.site;
      marker.count = { required: required[index], held: held[index], gained: gained[index], lost: lost[index] };
      const state = siteState(counts.states[index], keys);
      const differs = state !== marker.state;
      if (differs) setState(marker, state, this.data);
      showChange(marker);
      return differs;
    });
    this.filter();
  }

  isWanted(marker) {
    return this.wanted.has(marker.state) && marker.point.words.includes(this.words);
  }

  // Adds and takes away the markers that the filter now says otherwise of.
  filter() {
    const coming = this.markers.filter((marker) => !this.on.has(marker) && this.isWanted(marker));
    const going = [...this.on].filter((marker) => !this.isWanted(marker));
    going.forEach((marker) => this.on.delete(marker));
    coming.forEach((marker) => this.on.add(marker));
    if (this.data.clusters) {
      this.shown.removeLayers(going);
      this.shown.addLayers(coming);
      this.shown.refreshClusters();
      return;
    }
    going.forEach((marker) => this.shown.removeLayer(marker));
    coming.forEach((marker) => this.shown.addLayer(marker));
  }

  stateCounts() {
    const counts = this.data.states.map(() => 0);
    this.markers.forEach((marker) => counts[marker.state]++);
    return counts;
  }

  find(code) {
    return this.markers.find((marker) => marker.point.code === code);
  }

  // Brings the point into sight, out of its group, and opens its card.
  open(marker, map) {
    if (!this.on.has(marker)) return;
    if (this.data.clusters) this.shown.zoomToShowLayer(marker, () => marker.openPopup());
    else {
      map.setView(marker.getLatLng(), Math.max(map.getZoom(), 14.5), { animate: false });
      marker.openPopup();
    }
  }
}

function makeMarker(point, data) {
  const size = pixels(point.heads);
  const marker = L.marker(point.place, { riseOnHover: true });
  marker.point = point;
  marker.size = size;
  point.words = folded(point.name + " " + point.address);
  marker.bindTooltip(() => tooltip(marker, data), { direction: "top", offset: [0, -size / 2], opacity: 1 });
  marker.bindPopup(() => popup(marker, data), { maxWidth: 360, minWidth: 260, maxHeight: 360 });
  marker.on("add", () => {
    describe(marker, data);
    showChange(marker);
  });
  return marker;
}

// A marker that is drawn keeps its element; one that is not gets an icon for when it will be.
function setState(marker, state, data) {
  marker.state = state;
  marker.options.zIndexOffset = -1000 * state; // what asks for attention lies on top
  marker.options.icon = L.divIcon({
    className: "point " + data.states[state].key,
    html: symbol(data.states[state], marker.point.kind).outerHTML + rankOf(marker.point) + '<b class="change"></b>',
    iconSize: [marker.size, marker.size],
    popupAnchor: [0, -marker.size / 2],
  });
  const drawn = marker.getElement();
  if (!drawn) return;
  drawn.classList.remove(...data.states.map((other) => other.key));
  drawn.classList.add(data.states[state].key);
  redraw(drawn, data.states[state], marker.point.kind);
  marker.setZIndexOffset(-1000 * state);
  describe(marker, data);
}

// What the point has gained and lost since the plan it is compared with, by sign and shape.
function showChange(marker) {
  const badge = marker.getElement() && marker.getElement().querySelector(".change");
  const text = changeText(marker.count);
  if (!badge || badge.textContent === text) return;
  badge.textContent = text;
  badge.classList.toggle("lost", marker.count.lost > 0);
}

function changeText({ gained, lost }) {
  return [gained ? "+" + gained : "", lost ? "−" + lost : ""].filter(Boolean).join(" ");
}

// The danger rank decides who goes there first: the most dangerous points carry it from far, all of them from near.
function rankOf(point) {
  return '<b class="rank' + (point.danger <= 2 ? " high" : "") + '">' + Number(point.danger) + "</b>";
}

function describe(marker, data) {
  const drawn = marker.getElement();
  if (!drawn) return;
  const parts = [marker.point.name, data.states[marker.state].label, missingText(marker, data), changeText(marker.count)];
  drawn.setAttribute("aria-label", parts.filter(Boolean).join(", "));
}

function missingText(marker, data) {
  const missing = marker.count.required - marker.count.held;
  return missing ? fill(data.texts.missing_heads, { count: data.number(missing) }) : "";
}

// Area grows with the heads required at once; a point nobody is needed at stays small.
function pixels(heads) {
  if (heads === 0) return 13;
  return Math.round(Math.min(34, 14 + 3 * Math.sqrt(heads)));
}

function tooltip(marker, data) {
  const box = element("div");
  box.append(element("b", "", marker.point.name), element("br"), data.states[marker.state].label);
  for (const text of [missingText(marker, data), changeText(marker.count)]) if (text) box.append(" · " + text);
  return box;
}

function popup(marker, data) {
  const { point, count } = marker;
  const box = element("div", "card");
  const details = point.details.map((line) => element("p", "detail", line));
  box.append(element("h2", "", point.name), stateLine(data.states[marker.state], point.kind), ...details);
  if (point.needs.length === 0) {
    box.append(element("p", "", data.texts.none));
    return box;
  }
  const figures = element("dl");
  [count.required, count.held, count.required - count.held].forEach((value, index) => {
    const figure = element("div");
    figure.append(element("dt", "", data.texts.figures[index]), element("dd", "", data.number(value)));
    figures.append(figure);
  });
  box.append(figures, needsTable(point, data));
  return box;
}

function stateLine(state, kind) {
  const line = element("p", "state " + state.key);
  line.append(symbol(state, kind), state.label);
  return line;
}

function needsTable(point, data) {
  const table = element("table");
  let day = -1;
  for (const [dayIndex, time, label, stateIndex, heads, missing] of point.needs) {
    if (dayIndex !== day) {
      day = dayIndex;
      const heading = element("th", "", data.days[day]);
      heading.colSpan = 3;
      row(table).append(heading);
    }
    const state = data.states[stateIndex];
    const mark = element("td", "mark");
    mark.append(symbol(state));
    mark.title = state.label;
    const what = element("td", "", time);
    if (label) what.append(element("span", "label", label));
    if (missing) what.append(element("span", "missing", data.texts.missing + " " + missing));
    row(table).append(mark, what, element("td", "heads", heads));
  }
  return table;
}

function makeClusters(data) {
  return L.markerClusterGroup({
    maxClusterRadius: 44,
    disableClusteringAtZoom: 15,
    showCoverageOnHover: false,
    chunkedLoading: true,
    animate: false,
    iconCreateFunction: (cluster) => clusterIcon(cluster, data),
  });
}

// A group shows its worst state, and how many of its points are in it: nothing red hides behind a number.
function clusterIcon(cluster, data) {
  const states = cluster.getAllChildMarkers().map((marker) => marker.state);
  const worst = Math.min(...states);
  const all = data.number(states.length);
  const inIt = data.number(states.filter((state) => state === worst).length);
  const state = data.states[worst];
  const text = state.glyph ? state.glyph + " " + inIt + "/" + all : all;
  const width = Math.max(28, 16 + 8 * text.length);
  return L.divIcon({
    className: "cluster " + state.key,
    html: "<span>" + text + "</span>",
    iconSize: [width, 28],
  });
}

// Without accents and capitals, so that "ecole" finds "École".
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/gi, "oe").replace(/’/g, "'").toLowerCase();
}
