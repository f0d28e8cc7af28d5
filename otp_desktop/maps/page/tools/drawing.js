// One gesture at a time: a point is placed, points are moved, an outline or a route is drawn. The program is told, asks
// where something moves, stores, and may call each gesture off. By keys, a cross in the middle of the map is the pointer.
"use strict";

const PAN_PIXELS = 10;
const PAN_LEAP_PIXELS = 100;

class Drawing {
  constructor(coverage, texts) {
    Object.assign(this, { coverage, texts, map: coverage.map });
    this.box = this.map.getContainer();
    this.cross = element("div", "cross");
    this.key = this.key.bind(this);
    this.click = (event) => this.use(event.latlng);
    this.finish = () => tell("finish", {});
    this.noCard = () => this.map.closePopup(); // a point chosen meanwhile must not hide what is drawn
    this.byMouse = () => this.box.classList.remove("by-keys");
  }

  // `mode` is site, move, sector or route; `corners` are those that are there already.
  start({ mode, corners, others }) {
    this.stop();
    this.mode = mode;
    this.map.closePopup();
    this.map.doubleClickZoom.disable();
    this.box.classList.add("sketching", "mode-" + mode);
    this.box.append(this.cross);
    this.map.on("click", this.click).on("dblclick", this.finish).on("mousemove", this.byMouse);
    document.addEventListener("keydown", this.key, true);
    if (mode !== "move") this.map.on("popupopen", this.noCard);
    if (mode === "sector" || mode === "route") this.startSketch(corners);
    else this.startPoints(others);
    this.box.focus({ preventScroll: true });
  }

  startSketch(corners) {
    const changed = (places) => tell("sketch", { corners: places.map(pair) });
    const closed = this.mode === "sector";
    this.sketch = new Sketch(this.map, { closed, corners, texts: this.texts, changed, finished: this.finish });
    if (corners.length > 1) fit(this.map, L.latLngBounds(corners).pad(0.2));
  }

  startPoints(others) {
    if (this.mode === "move") {
      const moved = (code, place) => tell("moved", { code, position: pair(place) });
      this.moving = new Moving(this.map, this.coverage.points.markers, moved);
    }
    this.others = new OtherPoints(this.map, others, (markers) => this.moving && this.moving.take(markers));
  }

  stop() {
    if (!this.mode) return;
    this.map.off("click", this.click).off("dblclick", this.finish).off("mousemove", this.byMouse).off("popupopen", this.noCard);
    document.removeEventListener("keydown", this.key, true);
    for (const part of ["sketch", "moving", "others", "mark"]) {
      if (this[part]) this[part].remove();
      this[part] = undefined;
    }
    this.cross.remove();
    this.box.classList.remove("sketching", "by-keys", "mode-" + this.mode);
    this.map.doubleClickZoom.enable();
    this.mode = undefined;
  }

  // What a click, or Enter at the cross, does.
  use(place) {
    if (this.sketch) this.sketch.add(place);
    else if (this.mode === "site") {
      this.clearMark();
      this.mark = L.marker(place, { icon: L.divIcon({ className: "corner first", html: "<i></i>", iconSize: [24, 24] }), keyboard: false }).addTo(this.map);
      tell("placed", { position: pair(place) });
    }
  }

  clearMark() {
    if (this.mark) this.mark.remove();
    this.mark = undefined;
  }

  takeLast() {
    if (this.sketch) this.sketch.takeLast();
  }

  // What was asked about was answered: the point stays where it is.
  settle(code) {
    if (this.moving) this.moving.settle(code);
  }

  putBack(code) {
    if (this.moving) this.moving.putBackCode(code);
  }

  key(event) {
    if (event.key === "Escape" && !this.isMovedPoint()) tell("leave", {});
    else if (event.key === "Enter" && event.ctrlKey) this.finish();
    else if (document.activeElement === this.box && this.mode !== "move") {
      if (!this.keyAtCross(event)) return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Escape on a point that was moved by keys puts it back, and leaves nothing.
  isMovedPoint() {
    return this.moving && [...this.moving.from.keys()].some((marker) => marker.getElement() === document.activeElement);
  }

  keyAtCross(event) {
    if (event.key in ARROWS) {
      this.box.classList.add("by-keys");
      this.map.panBy(L.point(ARROWS[event.key]).multiplyBy(event.shiftKey ? PAN_LEAP_PIXELS : PAN_PIXELS), { animate: false });
    } else if (event.key === "Enter" || event.key === " ") {
      this.box.classList.add("by-keys");
      this.use(this.map.getCenter());
    } else if (event.key === "Backspace" || event.key === "Delete") this.takeLast();
    else return false;
    return true;
  }
}

function pair(place) {
  return [Number(place.lat.toFixed(6)), Number(place.lng.toFixed(6))];
}
