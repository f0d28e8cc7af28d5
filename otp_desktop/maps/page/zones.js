// Shades the arrondissements by the rate of the moment, and writes it on them.
"use strict";

class Zones {
  constructor(map, data) {
    this.data = data;
    this.shapes = [];
    this.labels = data.zones.map(() => []);
    map.eachLayer((layer) => this.take(layer));
  }

  take(layer) {
    const index = layer.feature && layer.feature.properties && layer.feature.properties.zone;
    if (index !== undefined) {
      this.shapes.push({ index, layer });
      layer.bindTooltip(() => this.tooltip(index), { sticky: true });
      layer.on("add", () => this.shade(layer, index));
    } else if (layer.getElement && layer.options.icon) {
      layer.on("add", () => this.takeLabel(layer));
      this.takeLabel(layer);
    }
  }

  takeLabel(layer) {
    const box = layer.getElement() && layer.getElement().querySelector("[data-zone]");
    if (!box) return;
    const index = Number(box.dataset.zone);
    this.labels[index] = [box];
    if (this.counts) this.write(index);
  }

  show(counts) {
    this.counts = counts.zone;
    this.balance = counts.balance;
    this.shapes.forEach(({ index, layer }) => this.shade(layer, index));
    this.labels.forEach((_boxes, index) => this.write(index));
  }

  rate(index) {
    return rateOf(this.counts.required[index], this.counts.held[index]);
  }

  shade(layer, index) {
    const shape = layer.getElement();
    if (!shape || !this.counts) return;
    const rank = this.data.floors.findIndex((floor) => this.rate(index) >= floor);
    shape.style.fill = "var(--shade-" + (this.counts.required[index] ? rank : "none") + ")";
  }

  write(index) {
    const needed = this.counts.required[index] > 0;
    for (const box of this.labels[index]) {
      if (!box.firstChild) box.append(element("b", "", this.data.zones[index].label), element("small"));
      box.lastChild.textContent = needed ? this.data.percent(this.rate(index)) : "";
    }
  }

  tooltip(index) {
    const box = element("div");
    box.append(this.told(index), element("br"), this.toldBalance(index));
    return box;
  }

  // Nothing where no base is known: nobody's agents can be told from another's.
  toldBalance(index) {
    if (!this.data.bases.length) return "";
    const { own, borrowed, lent } = this.balance;
    const [mine, others, away] = [own[index], borrowed[index], lent[index]].map(this.data.number);
    return fill(this.data.texts.balance, { own: mine, borrowed: others, lent: away });
  }

  told(index) {
    const required = this.counts.required[index];
    const held = this.counts.held[index];
    return fill(required ? this.data.texts.zone_rate : this.data.texts.zone_none, {
      zone: this.data.zones[index].name,
      rate: this.data.percent(this.rate(index)),
      held: this.data.number(held),
      required: this.data.number(required),
      missing: this.data.number(required - held),
    });
  }
}
