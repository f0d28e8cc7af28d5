// A line or an outline in the making: corners that are added, dragged, moved by keys and taken away.
"use strict";

const STEP_PIXELS = 4;
const LEAP_PIXELS = 40;
const SAME_PLACE_PIXELS = 4;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class Sketch {
  // `closed` joins the last corner to the first; `changed` is told the corners, `finished` that the first was clicked.
  constructor(map, { closed, corners, texts, changed, finished }) {
    Object.assign(this, { map, closed, texts, changed, finished });
    this.corners = corners.map((corner) => L.latLng(corner));
    this.isNew = corners.length === 0;
    this.shape = (closed ? L.polygon : L.polyline)([], { className: closed ? "sketch closed" : "sketch", interactive: false }).addTo(map);
    this.handles = L.layerGroup().addTo(map);
    this.draw();
  }

  remove() {
    this.shape.remove();
    this.handles.remove();
  }

  // A double click adds its place once.
  add(place) {
    const last = this.corners[this.corners.length - 1];
    if (last && this.pixels(last).distanceTo(this.pixels(place)) < SAME_PLACE_PIXELS) return;
    this.corners.splice(this.placeOf(place), 0, place);
    this.draw();
    this.changed(this.corners);
  }

  // What is drawn anew grows at its end; what is there already, at the side that lies nearest.
  placeOf(place) {
    const points = this.corners.map((corner) => this.pixels(corner));
    const sides = points.length - (this.closed ? 0 : 1);
    if (this.isNew || sides < 1) return points.length;
    const point = this.pixels(place);
    const far = (side) => L.LineUtil.pointToSegmentDistance(point, points[side], points[(side + 1) % points.length]);
    const nearest = Array.from({ length: sides }, (_, side) => side).reduce((one, other) => (far(other) < far(one) ? other : one));
    if (!this.closed) {
      if (nearest === 0 && far(0) === point.distanceTo(points[0])) return 0;
      if (nearest === sides - 1 && far(nearest) === point.distanceTo(points[sides])) return points.length;
    }
    return nearest + 1;
  }

  takeAway(index) {
    if (!(index in this.corners)) return;
    this.corners.splice(index, 1);
    this.draw();
    this.changed(this.corners);
    const next = this.handles.getLayers()[Math.min(index, this.corners.length - 1)];
    if (next) next.getElement().focus({ preventScroll: true });
  }

  takeLast() {
    this.takeAway(this.corners.length - 1);
    this.map.getContainer().focus({ preventScroll: true });
  }

  pixels(place) {
    return this.map.latLngToContainerPoint(place);
  }

  draw() {
    this.shape.setLatLngs(this.corners);
    this.handles.clearLayers();
    this.corners.forEach((corner, index) => this.handles.addLayer(this.handle(corner, index)));
  }

  handle(corner, index) {
    const icon = L.divIcon({ className: "corner" + (index ? "" : " first"), html: "<i></i>", iconSize: [24, 24] });
    const handle = L.marker(corner, { icon, draggable: true, autoPan: true, zIndexOffset: 9000 });
    const follow = () => {
      this.corners[index] = handle.getLatLng();
      this.shape.setLatLngs(this.corners);
    };
    handle.on("drag", follow);
    handle.on("dragend", () => this.changed(this.corners));
    handle.on("click", () => index === 0 && this.isNew && this.closed && this.corners.length > 2 && this.finished());
    handle.on("contextmenu", () => this.takeAway(index));
    handle.on("add", () => {
      const drawn = handle.getElement();
      drawn.setAttribute("aria-label", fill(this.texts.corner, { number: index + 1, count: this.corners.length }));
      drawn.addEventListener("keydown", (event) => this.key(event, handle, index, follow));
    });
    return handle;
  }

  key(event, handle, index, follow) {
    if (event.key === "Delete" || event.key === "Backspace") this.takeAway(index);
    else if (event.key in ARROWS) {
      nudge(this.map, handle, event);
      follow();
      this.changed(this.corners);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

// Moves a marker by an arrow key, further with Shift.
function nudge(map, marker, event) {
  const by = L.point(ARROWS[event.key]).multiplyBy(event.shiftKey ? LEAP_PIXELS : STEP_PIXELS);
  marker.setLatLng(map.containerPointToLatLng(map.latLngToContainerPoint(marker.getLatLng()).add(by)));
}
