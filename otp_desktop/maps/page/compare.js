// Two plans, or two moments of one: as what was gained and lost at each point, or as two maps that move together.
"use strict";

class Comparison {
  constructor(map, data, needs, time) {
    Object.assign(this, { map, data, needs, time });
    this.hold = document.getElementById("hold");
    this.beside = document.getElementById("beside");
    if (!this.hold) return; // no need, no time
    this.before = { ...needs, held: needs.before, state: needs.stateBefore };
    this.hold.addEventListener("click", () => this.holdMoment(this.held === undefined ? time.minute : undefined));
    this.beside.addEventListener("click", () => this.showBeside(!this.side));
    this.tell();
  }

  // The moment that others are compared with from now on; undefined lets go of it.
  holdMoment(minute) {
    this.held = minute === WHOLE ? undefined : minute;
    if (!this.reference) this.showBeside(false);
    this.time.show(this.time.minute);
  }

  // What the map is compared with: the moment held, else the other plan; nothing where there is neither.
  get reference() {
    if (!this.hold) return undefined;
    if (this.held !== undefined) return { name: this.time.momentText(this.held), count: () => countAt(this.needs, this.held) };
    if (!this.data.before) return undefined;
    return { name: this.data.before, count: (minute) => countAt(this.before, minute) };
  }

  // Gained and lost since the moment held take the place of those over the other plan.
  compare(counts) {
    if (this.held === undefined) return;
    const then = countAt(this.needs, this.held);
    for (const part of ["site", "zone", "all"]) {
      counts[part].held.forEach((held, place) => {
        counts[part].gained[place] = Math.max(0, held - then[part].held[place]);
        counts[part].lost[place] = Math.max(0, then[part].held[place] - held);
      });
    }
    counts.all.gained[0] = counts.site.gained.reduce((sum, heads) => sum + heads, 0);
    counts.all.lost[0] = counts.site.lost.reduce((sum, heads) => sum + heads, 0);
  }

  show(minute) {
    this.tell();
    if (this.side) this.side.show(this.reference.count(minute), this.reference.name, this.nameOf(minute));
  }

  nameOf(minute) {
    if (this.held === undefined) return this.data.plan;
    return minute === WHOLE ? this.data.texts.whole : this.time.momentText(minute);
  }

  showBeside(shown) {
    if (!this.hold || shown === Boolean(this.side)) return;
    if (this.side) this.side.remove();
    this.side = shown ? new SideMap(this.map, this.data) : undefined;
    this.time.show(this.time.minute);
    for (const id of ["legend", "points-panel"]) document.getElementById(id).open = isWide(this.map);
  }

  tell() {
    if (!this.hold) return;
    const { texts } = this.data;
    const held = this.held !== undefined;
    this.hold.setAttribute("aria-pressed", String(held));
    this.hold.textContent = held ? fill(texts.held_moment, { moment: this.time.momentText(this.held) }) : texts.hold_moment;
    this.hold.disabled = !held && this.time.minute === WHOLE;
    this.beside.setAttribute("aria-pressed", String(Boolean(this.side)));
    this.beside.disabled = !this.reference;
    this.beside.title = this.reference ? "" : texts.nothing_to_compare;
    this.tellFigures(held);
  }

  // The figures of the moment have their words from the page where they compare with another plan.
  tellFigures(held) {
    const { texts } = this.data;
    for (const name of ["gained", "lost"]) {
      let item = document.querySelector("#now ." + name);
      if (!item) {
        item = element("li", name);
        item.append(element("i"), element("span"), element("b"));
        document.getElementById("now").append(item);
      }
      const words = item.querySelector("span");
      words.dataset.plan ??= words.textContent;
      words.textContent = held ? texts[name + "_since"] + " " : words.dataset.plan;
      item.hidden = !held && !this.data.before;
    }
  }
}

// The map of the reference, at the left of the other: the same shapes and points, at the same place.
class SideMap {
  constructor(map, data) {
    this.main = map;
    this.row = element("div", "maps");
    map.getContainer().replaceWith(this.row);
    const box = element("div", "folium-map side");
    this.row.append(box, map.getContainer());
    this.titles = [box, map.getContainer()].map((frame) => frame.appendChild(element("p", "side-title")));
    const { minZoom, maxZoom, zoomSnap, wheelPxPerZoomLevel } = map.options;
    const options = { minZoom, maxZoom, zoomSnap, wheelPxPerZoomLevel, zoomControl: false, attributionControl: false };
    this.map = L.map(box, options).setView(map.getCenter(), map.getZoom(), { animate: false });
    this.map.createPane("labels").style.zIndex = 450;
    map.eachLayer((layer) => copyShape(layer, this.map));
    this.points = new Points(this.map, data);
    this.zones = new Zones(this.map, data);
    this.moved = this.follow();
    map.invalidateSize({ animate: false });
  }

  // Each follows the other, which does not answer.
  follow() {
    let leading;
    const follow = (one, other) => () => {
      if (leading && leading !== one) return;
      leading = one;
      other.setView(one.getCenter(), one.getZoom(), { animate: false });
      leading = undefined;
    };
    const moved = follow(this.main, this.map);
    this.main.on("move zoomend", moved);
    this.map.on("move zoomend", follow(this.map, this.main));
    this.map.on("zoomend", () => scale(this.map));
    scale(this.map);
    return moved;
  }

  show(counts, reference, shown) {
    this.points.show(counts);
    this.zones.show(counts);
    [reference, shown].forEach((name, place) => (this.titles[place].textContent = name));
  }

  remove() {
    this.main.off("move zoomend", this.moved);
    this.map.remove();
    this.titles[1].remove();
    this.row.replaceWith(this.main.getContainer());
    this.main.invalidateSize({ animate: false });
  }
}

// Shapes of reference layers, tiles under them and the labels of the arrondissements; points, routes and drawings have makers of their own.
function copyShape(layer, map) {
  if (layer.feature && layer.setStyle && !layer.eachLayer) {
    const { className, stroke, weight, dashArray, fillOpacity, fill } = layer.options;
    const style = { className, stroke, weight, dashArray, fillOpacity, fill };
    L.geoJSON(layer.feature, { style: () => style, interactive: layer.feature.properties.zone !== undefined }).addTo(map);
  } else if (layer instanceof L.TileLayer) {
    L.tileLayer(layer._url, layer.options).addTo(map);
    map.getContainer().classList.add("tiled");
  } else if (layer.options.icon && layer.options.icon.options.className === "zone-label") {
    const icon = L.divIcon(layer.options.icon.options);
    L.marker(layer.getLatLng(), { icon, pane: "labels", interactive: false, keyboard: false }).addTo(map);
  }
}
