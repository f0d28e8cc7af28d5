// Draws a coverage map from its data: points, arrondissements, legend, time and list go together.
"use strict";

function showCoverage(map, data) {
  data.number = (value) => numberFormat(data).format(value);
  data.percent = (rate) => numberFormat(data).format(Math.round(rate * 100)) + data.texts.percent;
  followTheme();
  addDrawings(data.states);
  nameThePage(map, data);
  const needs = needColumns(data);
  const points = new Points(map, data);
  const zones = new Zones(map, data);
  const table = new PointTable(data, points, (marker) => points.open(marker, map));
  const time = new TimeBar(data, needs, show);
  const layers = new Layers(map, data, needs);
  const comparison = new Comparison(map, data, needs, time);
  const legend = new Legend(data, points, () => table.show());

  function show(minute) {
    const counts = countAt(needs, minute);
    comparison.compare(counts);
    points.show(counts);
    zones.show(counts);
    layers.show(minute);
    legend.tell();
    table.show();
    comparison.show(minute);
    time.tell(counts);
    points.markers.forEach((marker) => marker.isPopupOpen() && marker.getPopup().update());
    return counts;
  }

  for (const id of ["legend", "points-panel"]) putOver(map, document.getElementById(id));
  show(WHOLE);
  fit(map, data.bounds);
  // The bars over the map change their height: Leaflet looks at the window's size alone.
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
  const scaleToZoom = () => scale(map);
  map.on("zoomend", scaleToZoom);
  scaleToZoom();
  const handle = { map, points, zones, layers, table, time, comparison, markers: points.markers, shown: points.shown, fit: () => fit(map, data.bounds) };
  tellChoice(map, table, handle);
  keepState(map, time, comparison, handle);
  window.coverage = handle; // for the program that holds the page, and for tests
}

// From far there is no room for figures on the points; from near each shows its danger rank.
function scale(map) {
  const { classList } = map.getContainer();
  classList.toggle("far", map.getZoom() < 12.5);
  classList.toggle("near", map.getZoom() >= 14);
}

// Panels lie in the map's corners; what is done in them does nothing to the map under them.
function putOver(map, panel) {
  panel.open = isWide(map);
  map.getContainer().append(panel);
  L.DomEvent.disableClickPropagation(panel);
  L.DomEvent.disableScrollPropagation(panel);
}

const numberFormats = new Map();

function numberFormat(data) {
  if (!numberFormats.has(data.language)) numberFormats.set(data.language, new Intl.NumberFormat(data.language));
  return numberFormats.get(data.language);
}

// The chosen point is marked in the list and told to the program that holds the page, which may choose one itself.
function tellChoice(map, table, handle) {
  map.on("popupopen", (event) => {
    const marker = event.popup._source;
    if (!marker || !marker.point) return;
    table.choose(marker);
    if (handle.onChoice) handle.onChoice(marker.point.code);
  });
  handle.choose = (code) => {
    const marker = handle.points.find(code);
    if (marker && !marker.isPopupOpen()) handle.points.open(marker, map);
  };
}

// What is looked at, kept while the program makes the page anew after a change of the plan.
function keepState(map, time, comparison, handle) {
  handle.state = () => ({ minute: time.minute, center: map.getCenter(), zoom: map.getZoom(), held: comparison.held, beside: Boolean(comparison.side) });
  handle.restore = (state) => {
    if (!state) return;
    map.setView(state.center, state.zoom, { animate: false });
    const within = (minute) => Math.min(time.until, Math.max(time.from, minute));
    if (!time.bar) return;
    if (state.minute !== WHOLE) time.go(within(state.minute));
    if (state.held !== undefined) comparison.holdMoment(within(state.held));
    if (state.beside && comparison.reference) comparison.showBeside(true);
  };
}

// The legend is also the filter of the states, and counts the points in each.
class Legend {
  constructor(data, points, changed) {
    this.data = data;
    this.points = points;
    this.boxes = [...document.querySelectorAll("#legend input[name=state]")];
    this.only = document.getElementById("uncovered-only");
    this.boxes.forEach((box) => box.addEventListener("change", () => this.refresh(changed)));
    this.only.addEventListener("click", () => this.toggle(changed));
  }

  isUncovered(box) {
    return ["not_held", "partly"].includes(this.data.states[Number(box.value)].key);
  }

  toggle(changed) {
    const pressed = this.only.getAttribute("aria-pressed") === "true";
    this.boxes.forEach((box) => (box.checked = pressed || this.isUncovered(box)));
    this.refresh(changed);
  }

  refresh(changed) {
    this.points.wanted = new Set(this.boxes.filter((box) => box.checked).map((box) => Number(box.value)));
    this.points.filter();
    this.only.setAttribute("aria-pressed", String(this.boxes.every((box) => box.checked === this.isUncovered(box))));
    changed();
  }

  tell() {
    this.points.stateCounts().forEach((count, state) => {
      document.getElementById("count-" + this.data.states[state].key).textContent = this.data.number(count);
    });
  }
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

// Between the panels where there is room, so that no point hides behind them.
function fit(map, bounds) {
  if (!bounds) return;
  const wide = isWide(map);
  const beside = (id) => (wide ? document.getElementById(id).offsetWidth + 24 : 16);
  map.fitBounds(bounds, {
    animate: false,
    maxZoom: 16,
    paddingTopLeft: [beside("legend"), 20],
    paddingBottomRight: [beside("points-panel"), 28],
  });
}
