// How far agents can be and still come in time: a circle around a post, and the bases and posts they come from.
"use strict";

class ReachDrawing {
  constructor(map) {
    this.map = map;
    this.group = L.layerGroup().addTo(map);
  }

  // `reach` has centre, metres, and origins with place, name, free, heads and told; null takes the drawing away.
  show(reach) {
    this.group.clearLayers();
    if (!reach) return;
    const circle = L.circle(reach.centre, { radius: reach.metres, className: "reach", interactive: false });
    this.group.addLayer(circle);
    reach.origins.forEach((origin) => this.group.addLayer(this.marker(origin)));
    if (reach.fit && reach.metres) fit(this.map, circle.getBounds());
  }

  // Free agents over all who come from there; the words say the rest.
  marker(origin) {
    const text = origin.free + "/" + origin.heads;
    const width = 14 + 8 * text.length;
    const icon = L.divIcon({ className: "origin" + (origin.free ? "" : " nobody"), html: "<b></b>", iconSize: [width, 22] });
    const marker = L.marker(origin.place, { icon, zIndexOffset: 6000 });
    marker.on("add", () => {
      marker.getElement().firstChild.textContent = text;
      marker.getElement().setAttribute("aria-label", origin.told);
    });
    return marker.bindTooltip(() => element("span", "", origin.told), { direction: "top", offset: [0, -8] });
  }
}
