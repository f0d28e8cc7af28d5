// How far agents can be and still come in time: a circle around a post, and the bases and posts they come from.
"use strict";

class ReachDrawing {
  constructor(map) {
    this.map = map;
    this.group = L.layerGroup().addTo(map);
  }

  // `reach` has centre, metres, and origins with place, base, free, heads and told; null takes the drawing away.
  show(reach) {
    this.group.clearLayers();
    if (!reach) return;
    const circle = L.circle(reach.centre, { radius: reach.metres, className: "reach", interactive: false });
    this.group.addLayer(circle);
    reach.origins.forEach((origin) => this.group.addLayer(this.marker(origin)));
    if (reach.fit && reach.metres) fit(this.map, circle.getBounds());
  }

  // A base shows its free agents over all who come from it; a post, beside its point, how many are free there. The
  // words say the rest.
  marker(origin) {
    const text = origin.base ? origin.free + "/" + origin.heads : String(origin.free);
    const size = origin.base ? [14 + 8 * text.length, 22] : [9 + 7 * text.length, 16];
    const iconAnchor = origin.base ? [size[0] / 2, 11] : [size[0], 16];
    const className = "origin" + (origin.base ? "" : " of-post") + (origin.free ? "" : " nobody");
    const icon = L.divIcon({ className, html: "<b></b>", iconSize: size, iconAnchor });
    const marker = L.marker(origin.place, { icon, zIndexOffset: origin.base ? 6000 : 5500 });
    marker.on("add", () => {
      marker.getElement().firstChild.textContent = text;
      marker.getElement().setAttribute("aria-label", origin.told);
    });
    return marker.bindTooltip(() => element("span", "", origin.told), { direction: "top", offset: [0, -8] });
  }
}
