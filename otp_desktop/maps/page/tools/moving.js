// Points that are moved: dragged, or by the arrow keys on the one that has the keyboard, then Enter.
"use strict";

const MOST_OTHERS = 600; // of the points that no need asks for, in sight

class Moving {
  constructor(map, markers, moved) {
    Object.assign(this, { map, moved });
    this.from = new Map();
    this.markers = [];
    this.dropped = (event) => this.tell(event.target);
    this.lifted = (event) => this.lift(event.target);
    this.opened = (event) => this.focus(event.popup._source);
    map.on("popupopen", this.opened);
    this.key = this.key.bind(this);
    map.getContainer().addEventListener("keydown", this.key, true);
    this.take(markers);
  }

  take(markers) {
    for (const marker of markers) {
      marker.options.draggable = true; // for one that comes onto the map later
      if (marker.dragging) marker.dragging.enable();
      marker.on("dragstart", this.lifted).on("dragend", this.dropped);
    }
    this.markers.push(...markers);
  }

  remove() {
    [...this.from.keys()].forEach((marker) => this.putBack(marker));
    for (const marker of this.markers) {
      marker.options.draggable = false;
      if (marker.dragging) marker.dragging.disable();
      marker.off("dragstart", this.lifted).off("dragend", this.dropped);
    }
    this.map.off("popupopen", this.opened);
    this.map.getContainer().removeEventListener("keydown", this.key, true);
  }

  lift(marker) {
    if (!this.from.has(marker)) this.from.set(marker, marker.getLatLng());
  }

  tell(marker) {
    this.moved(marker.point.code, marker.getLatLng());
  }

  putBack(marker) {
    marker.setLatLng(this.from.get(marker));
    this.from.delete(marker);
  }

  putBackCode(code) {
    [...this.from.keys()].filter((marker) => marker.point.code === code).forEach((marker) => this.putBack(marker));
  }

  settle(code) {
    [...this.from.keys()].filter((marker) => marker.point.code === code).forEach((marker) => this.from.delete(marker));
  }

  // A point chosen in the list takes the keyboard, ready to be moved.
  focus(marker) {
    if (!this.markers.includes(marker)) return;
    window.setTimeout(() => {
      marker.closePopup();
      marker.getElement()?.focus({ preventScroll: true });
    });
  }

  key(event) {
    const marker = this.markers.find((one) => one.getElement() === document.activeElement);
    if (!marker) return;
    if (event.key in ARROWS) {
      this.lift(marker);
      nudge(this.map, marker, event);
    } else if (event.key === "Enter" && this.from.has(marker)) this.tell(marker);
    else if (event.key === "Escape" && this.from.has(marker)) this.putBack(marker);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

// The points that no need of the operation asks for: seen while points are placed and moved, as many as are in sight.
class OtherPoints {
  constructor(map, points, added) {
    Object.assign(this, { map, points, added });
    this.group = L.layerGroup().addTo(map);
    this.made = new Map();
    this.show = this.show.bind(this);
    map.on("moveend", this.show);
    this.show();
  }

  remove() {
    this.map.off("moveend", this.show);
    this.group.remove();
  }

  show() {
    const sight = this.map.getBounds().pad(0.1);
    const seen = this.points.filter((point) => !this.made.has(point.code) && sight.contains(point.place));
    const fresh = seen.slice(0, MOST_OTHERS - this.made.size).map((point) => this.marker(point));
    fresh.forEach((marker) => this.group.addLayer(marker));
    this.added(fresh);
  }

  marker(point) {
    const marker = L.marker(point.place, { icon: L.divIcon({ className: "other-point", html: "<i></i>", iconSize: [12, 12] }) });
    marker.point = point;
    marker.on("add", () => marker.getElement().setAttribute("aria-label", point.name));
    this.made.set(point.code, marker);
    return marker.bindTooltip(() => element("span", "", point.name), { direction: "top" });
  }
}
