// The layers to tick: units' bases, lines from base to post, reserves, and convoys with the streets held for them.
"use strict";

class Layers {
  constructor(map, data, needs) {
    this.map = map;
    this.data = data;
    this.needs = needs;
    this.made = { bases: makeBases(data), lines: L.polyline([], { className: "way", interactive: false }) };
    this.made.convoys = L.layerGroup();
    this.made.incidents = makeIncidents(data);
    this.reserve = new Reserve(data, needs);
    this.made.reserve = this.reserve.group;
    this.made.sectors = makeSectors(data);
    this.convoys = data.convoys.map((convoy) => new ConvoyDrawing(convoy, data, this.made.convoys));
    this.boxes = [...document.querySelectorAll("#legend input[name=layer]")];
    this.boxes.forEach((box) => box.addEventListener("change", () => this.tick(box)));
    this.boxes.forEach((box) => this.tick(box));
  }

  tick(box) {
    if (box.checked) this.made[box.value].addTo(this.map);
    else this.made[box.value].remove();
    this.show(this.minute ?? WHOLE);
  }

  show(minute) {
    this.minute = minute;
    this.convoys.forEach((convoy) => convoy.show(minute));
    if (this.map.hasLayer(this.made.reserve)) this.reserve.show(minute);
    if (this.map.hasLayer(this.made.lines)) this.made.lines.setLatLngs(this.ways(minute));
  }

  // One line a base and point, however many agents go that way.
  ways(minute) {
    const found = new Set();
    const { needs, data } = this;
    for (let need = 0; need < needs.site.length; need++) {
      if (minute !== WHOLE && (needs.start[need] > minute || needs.end[need] <= minute)) continue;
      if (needs.site[need] >= data.points.length) continue; // without position
      for (let place = 0; place < needs.bases[need].length; place += 2) found.add(needs.bases[need][place] * 1e6 + needs.site[need]);
    }
    return [...found].map((way) => [data.bases[Math.floor(way / 1e6)].place, data.points[way % 1e6].place]);
  }
}

function makeBases(data) {
  return L.layerGroup(
    data.bases.map((base) => {
      const icon = L.divIcon({ className: "base", html: "<i></i><span></span>", iconSize: [12, 12] });
      const marker = L.marker(base.place, { icon });
      marker.on("add", () => (marker.getElement().querySelector("span").textContent = base.code));
      const told = fill(data.texts.base_agents, { name: base.name, count: data.number(base.agents) });
      return marker.bindTooltip(() => element("span", "", told), { direction: "top" });
    }),
  );
}

// The outlines of the sectors, with their names.
function makeSectors(data) {
  return L.layerGroup(
    data.sectors.map((sector) => {
      const shape = L.polygon(sector.outline, { className: "sector", interactive: false });
      return shape.bindTooltip(() => element("span", "", sector.name), { permanent: true, direction: "center", className: "sector-name" });
    }),
  );
}

// Triangles: filled in the last week known, hollow before.
function makeIncidents(data) {
  return L.layerGroup(
    data.incidents.map((incident) => {
      const icon = L.divIcon({ className: "incident" + (incident.recent ? " recent" : ""), html: "▲", iconSize: [16, 16] });
      const marker = L.marker(incident.place, { icon, zIndexOffset: -6000 });
      const told = [incident.name, incident.day].filter(Boolean).join(", ");
      marker.on("add", () => marker.getElement().setAttribute("aria-label", told));
      return marker.bindTooltip(() => element("span", "", told), { direction: "top", offset: [0, -6] });
    }),
  );
}

// Indexes of a track's columns.
const [, , CLOSES, ARRIVES, LEAVES, OPENS] = Array(6).keys();

class ConvoyDrawing {
  constructor(convoy, data, group) {
    this.track = convoy.track;
    this.held = L.polyline([], { className: "held-streets", interactive: false });
    this.head = L.marker(this.place(0), { icon: L.divIcon({ className: "convoy", html: "<i></i>", iconSize: [22, 22] }), zIndexOffset: 5000 });
    this.head.bindTooltip(() => element("b", "", convoy.name), { direction: "top", offset: [0, -10] });
    this.head.on("add", () => this.head.getElement().setAttribute("aria-label", convoy.name));
    this.group = group;
    const route = L.polyline(this.track.map(([latitude, longitude]) => [latitude, longitude]), { className: "route", interactive: false });
    group.addLayer(route).addLayer(this.held);
  }

  place(index) {
    return this.track[index].slice(0, 2);
  }

  show(minute) {
    this.held.setLatLngs(minute === WHOLE ? [] : this.heldStreets(minute));
    const at = minute === WHOLE ? undefined : this.position(minute);
    if (!at) this.group.removeLayer(this.head);
    else this.group.addLayer(this.head.setLatLng(at));
  }

  // Runs of the track that are held at the minute: a convoy that passes a street twice holds it twice.
  heldStreets(minute) {
    const runs = [[]];
    this.track.forEach((point, index) => {
      const isHeld = point[CLOSES] <= minute && minute < point[OPENS];
      if (isHeld) runs[runs.length - 1].push(this.place(index));
      else if (runs[runs.length - 1].length) runs.push([]);
    });
    return runs.filter((run) => run.length > 1);
  }

  // Where the convoy is: at a halt, or between two points of the track; nowhere before its start and after its end.
  position(minute) {
    const last = this.track.length - 1;
    if (minute < this.track[0][ARRIVES] || minute > this.track[last][LEAVES]) return undefined;
    const next = this.track.findIndex((point) => point[LEAVES] >= minute);
    if (next === 0 || this.track[next][ARRIVES] <= minute) return this.place(next);
    const before = this.track[next - 1];
    const part = (minute - before[LEAVES]) / (this.track[next][ARRIVES] - before[LEAVES]);
    return [0, 1].map((axis) => before[axis] + part * (this.track[next][axis] - before[axis]));
  }
}

// What each base has in reserve: its agents who are neither away nor on a post. A box with a dashed edge, and the figure.
class Reserve {
  constructor(data, needs) {
    Object.assign(this, { data, needs });
    this.markers = data.bases.map((base, place) => {
      const icon = L.divIcon({ className: "reserve", html: "<b></b>", iconSize: [30, 20] });
      const marker = L.marker(base.place, { icon, zIndexOffset: 4000 });
      marker.on("add", () => this.write(place));
      return marker.bindTooltip(() => element("span", "", this.told(place)), { direction: "top", offset: [0, -8] });
    });
    this.counts = data.bases.map((base) => base.idle);
    this.group = L.layerGroup(this.markers);
  }

  show(minute) {
    this.minute = minute;
    this.counts = minute === WHOLE ? this.data.bases.map((base) => base.idle) : this.countAt(minute);
    this.markers.forEach((_marker, place) => this.write(place));
  }

  countAt(minute) {
    const { bases, start, end } = this.needs;
    const free = this.data.bases.map(({ agents, away }) => agents - away.filter(([from, until]) => from <= minute && minute < until).length);
    for (let need = 0; need < start.length; need++) {
      if (start[need] > minute || end[need] <= minute) continue;
      for (let place = 0; place < bases[need].length; place += 2) free[bases[need][place]] -= bases[need][place + 1];
    }
    return free.map((heads) => Math.max(0, heads));
  }

  told(place) {
    const { name, agents } = this.data.bases[place];
    const words = this.minute === WHOLE ? this.data.texts.reserve_whole : this.data.texts.reserve;
    return fill(words, { name, agents: this.data.number(agents), count: this.data.number(this.counts[place]) });
  }

  write(place) {
    const drawn = this.markers[place].getElement();
    if (!drawn) return;
    drawn.firstChild.textContent = this.data.number(this.counts[place]);
    drawn.setAttribute("aria-label", this.told(place));
  }
}
