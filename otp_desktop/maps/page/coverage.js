// Draws the points of a coverage map from its data, and makes the legend its filter.
// Text from data goes into the page as text nodes only: a name is never read as HTML.
"use strict";

function showCoverage(map, data) {
  const markers = data.points.map((point) => makeMarker(point, data));
  const shown = data.clusters ? makeClusters(data) : L.layerGroup();
  shown.addTo(map);

  function show(states) {
    const wanted = markers.filter((marker) => states.has(marker.point.state));
    shown.clearLayers();
    if (data.clusters) shown.addLayers(wanted);
    else wanted.forEach((marker) => shown.addLayer(marker));
  }

  nameThePage(map, data);
  linkLegend(data, show);
  document.getElementById("legend").open = isWide(map);
  fit(map, data.bounds);
  const scaleToZoom = () => map.getContainer().classList.toggle("far", map.getZoom() < 12.5);
  map.on("zoomend", scaleToZoom);
  scaleToZoom();
  // For the program that holds the page, and for tests.
  window.coverage = { map: map, markers: markers, shown: shown, fit: () => fit(map, data.bounds) };
}

function makeMarker(point, data) {
  const state = data.states[point.state];
  const size = pixels(point.heads);
  const icon = L.divIcon({
    className: "point " + state.key,
    html: state.svg,
    iconSize: [size, size],
    popupAnchor: [0, -size / 2],
  });
  const marker = L.marker(point.place, {
    icon: icon,
    riseOnHover: true,
    zIndexOffset: -1000 * point.state, // what asks for attention lies on top
  });
  marker.point = point;
  marker.bindTooltip(() => tooltip(point, state), { direction: "top", offset: [0, -size / 2], opacity: 1 });
  marker.bindPopup(() => popup(point, data), { maxWidth: 360, minWidth: 260, maxHeight: 360 });
  marker.on("add", () => {
    const drawn = marker.getElement();
    if (drawn) drawn.setAttribute("aria-label", [point.name, state.label, point.missing].filter(Boolean).join(", "));
  });
  return marker;
}

// Area grows with the heads required at once; a point nobody is needed at stays small.
function pixels(heads) {
  if (heads === 0) return 13;
  return Math.round(Math.min(34, 14 + 3 * Math.sqrt(heads)));
}

function tooltip(point, state) {
  const box = element("div");
  box.append(element("b", "", point.name), element("br"), state.label);
  if (point.missing) box.append(" · " + point.missing);
  return box;
}

function popup(point, data) {
  const state = data.states[point.state];
  const box = element("div", "card");
  const title = element("h2", "", point.name);
  box.append(title, stateLine(state), ...point.details.map((line) => element("p", "detail", line)));
  if (point.needs.length === 0) {
    box.append(element("p", "", data.texts.none));
    return box;
  }
  const figures = element("dl");
  data.texts.figures.forEach((label, index) => {
    const figure = element("div");
    figure.append(element("dt", "", label), element("dd", "", point.figures[index]));
    figures.append(figure);
  });
  box.append(figures, needsTable(point, data));
  return box;
}

function stateLine(state) {
  const line = element("p", "state " + state.key);
  line.append(symbol(state), state.label);
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

function row(table) {
  const line = element("tr");
  table.append(line);
  return line;
}

// The drawing is the program's own, the only markup that is read as such.
function symbol(state) {
  const box = element("span", "symbol");
  box.innerHTML = state.svg;
  return box;
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
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
  const states = cluster.getAllChildMarkers().map((marker) => marker.point.state);
  const worst = data.states[Math.min(...states)];
  const format = new Intl.NumberFormat(data.language);
  const all = format.format(states.length);
  const inIt = format.format(states.filter((state) => data.states[state] === worst).length);
  const text = worst.glyph ? worst.glyph + " " + inIt + "/" + all : all;
  const width = Math.max(28, 16 + 8 * text.length);
  return L.divIcon({
    className: "cluster " + worst.key,
    html: "<span>" + text + "</span>",
    iconSize: [width, 28],
  });
}

function linkLegend(data, show) {
  const boxes = [...document.querySelectorAll("#legend input[name=state]")];
  const only = document.getElementById("uncovered-only");
  const uncovered = new Set(["not_held", "partly"]);
  const isUncovered = (box) => uncovered.has(data.states[Number(box.value)].key);

  function refresh() {
    show(new Set(boxes.filter((box) => box.checked).map((box) => Number(box.value))));
    only.setAttribute("aria-pressed", String(boxes.every((box) => box.checked === isUncovered(box))));
  }

  boxes.forEach((box) => box.addEventListener("change", refresh));
  only.addEventListener("click", () => {
    const pressed = only.getAttribute("aria-pressed") === "true";
    boxes.forEach((box) => (box.checked = pressed || isUncovered(box)));
    refresh();
  });
  refresh();
}

function nameThePage(map, data) {
  document.documentElement.lang = data.language;
  map.attributionControl.setPrefix(false).addAttribution(data.attribution);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  const names = { "leaflet-control-zoom-in": data.texts.zoom_in, "leaflet-control-zoom-out": data.texts.zoom_out };
  for (const [className, name] of Object.entries(names)) {
    const button = document.querySelector("." + className);
    button.title = name;
    button.setAttribute("aria-label", name);
  }
  map.on("popupopen", (event) => {
    const button = event.popup.getElement().querySelector(".leaflet-popup-close-button");
    button.setAttribute("aria-label", data.texts.close);
  });
}

function isWide(map) {
  return map.getSize().x > 900;
}

// Beside the legend where there is room, so that no point hides behind it.
function fit(map, bounds) {
  if (!bounds) return;
  const legend = document.getElementById("legend");
  const wide = isWide(map);
  map.fitBounds(bounds, {
    animate: false,
    maxZoom: 16,
    paddingTopLeft: [wide ? legend.offsetWidth + 24 : 16, 20],
    paddingBottomRight: [wide ? 56 : 16, 28],
  });
}
