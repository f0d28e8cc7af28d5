// What the program that holds the page adds to it: reach, balance, drawing. No exported map has these tools.
"use strict";

const SAID = "otp-desktop: ";

// The console is the way out that leads nowhere but to the program, which checks all that it reads there.
function tell(kind, values) {
  console.info(SAID + JSON.stringify({ kind, ...values }));
}

class MapTools {
  constructor(coverage, texts) {
    this.coverage = coverage;
    this.reach = new ReachDrawing(coverage.map);
    this.base = new BaseMap(coverage.map);
    this.drawing = new Drawing(coverage, texts);
    coverage.onChoice = (code) => tell("choice", { code });
    this.followTime(coverage.time);
    this.followSize(coverage.map);
    document.body.classList.add("in-window");
    coverage.zones.shapes.forEach(({ index, layer }) => layer.on("click", () => tell("zone", { code: this.zoneCode(index) })));
  }

  followTime(time) {
    const show = time.show;
    time.show = (minute) => {
      const counts = show(minute);
      tell("moment", { minute });
      return counts;
    };
  }

  // Where the map becomes narrow, its panels give way; they come back with the room.
  followSize(map) {
    let wide = isWide(map);
    map.on("resize", () => {
      if (isWide(map) === wide) return;
      wide = !wide;
      for (const id of ["legend", "points-panel"]) document.getElementById(id).open = wide;
    });
  }

  // The moment that the program asks for, where the operation has one.
  goTo(minute) {
    const { time } = this.coverage;
    if (time.bar) time.go(Math.min(time.until, Math.max(time.from, minute)));
  }

  zoneCode(index) {
    return this.coverage.zones.data.zones[index].code;
  }

  showZone(code) {
    this.coverage.zones.shapes.forEach(({ index, layer }) => {
      const shape = layer.getElement();
      if (!shape) return;
      const chosen = this.zoneCode(index) === code;
      shape.classList.toggle("chosen-zone", chosen);
      if (chosen) layer.bringToFront();
    });
  }
}

function addStyle(text) {
  const style = element("style");
  style.textContent = text;
  document.head.append(style);
}
