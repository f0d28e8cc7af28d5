// The base map of tiles under all the rest, where the program that holds the page gives one.
"use strict";

class BaseMap {
  constructor(map) {
    this.map = map;
  }

  // Without one the schematic map stands again.
  show(base) {
    if (this.layer) {
      this.layer.remove();
      this.map.attributionControl.removeAttribution(this.words);
    }
    this.layer = undefined;
    this.map.getContainer().classList.toggle("tiled", Boolean(base));
    if (!base) return;
    this.words = asText(base.attribution);
    this.layer = L.tileLayer(base.address, {
      minNativeZoom: base.least,
      maxNativeZoom: base.most,
      minZoom: this.map.getMinZoom(),
      maxZoom: this.map.getMaxZoom(),
      bounds: base.bounds ? L.latLngBounds([base.bounds[1], base.bounds[0]], [base.bounds[3], base.bounds[2]]) : undefined,
    });
    this.layer.addTo(this.map);
    this.map.attributionControl.addAttribution(this.words);
  }
}

// Leaflet reads attributions as HTML.
function asText(text) {
  return element("span", "", text).innerHTML;
}
