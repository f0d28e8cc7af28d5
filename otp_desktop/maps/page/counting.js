// Counts heads by site and by arrondissement, over the whole operation or at one minute of it.
// The rules are those of the program's own count (domain/coverage.py); a test compares both.
"use strict";

const WHOLE = null; // the moment that stands for the whole operation
const [DAY, TIME, LABEL, STATE, HEADS, MISSING, START, END, REQUIRED, HELD, BASES, BEFORE, STATE_BEFORE] = Array(13).keys();

// One array a column, so that a step of the slider is one pass over numbers.
function needColumns(data) {
  const sites = data.points.concat(data.unplaced);
  const zones = new Map(data.zones.map((zone, index) => [zone.code, index]));
  const rows = sites.flatMap((site, index) => site.needs.map((need) => [index, zones.get(site.zone) ?? -1, need]));
  const column = (value) => Int32Array.from(rows, value);
  return {
    sites: sites.length,
    zones: data.zones.length,
    site: column((row) => row[0]),
    zone: column((row) => row[1]),
    state: column((row) => row[2][STATE]),
    start: column((row) => row[2][START]),
    end: column((row) => row[2][END]),
    required: column((row) => row[2][REQUIRED]),
    held: column((row) => row[2][HELD]),
    // Without another plan to compare with, nothing was gained and nothing lost.
    before: column((row) => row[2][BEFORE] ?? row[2][HELD]),
    stateBefore: column((row) => row[2][STATE_BEFORE] ?? row[2][STATE]),
    zoneOfBase: data.bases.map((base) => zones.get(base.zone) ?? -1),
    bases: rows.map((row) => row[2][BASES]),
  };
}

function tally(size) {
  return { required: new Int32Array(size), held: new Int32Array(size), gained: new Int32Array(size), lost: new Int32Array(size) };
}

// Sums of the needs that stand at the minute; `states` has one bit for each state of a site's needs.
function countAt(needs, minute) {
  const counts = { site: tally(needs.sites), zone: tally(needs.zones), all: tally(1), states: new Int32Array(needs.sites) };
  counts.balance = { own: new Int32Array(needs.zones), borrowed: new Int32Array(needs.zones), lent: new Int32Array(needs.zones) };
  for (let need = 0; need < needs.site.length; need++) {
    if (minute !== WHOLE && (needs.start[need] > minute || needs.end[need] <= minute)) continue;
    add(counts.site, needs.site[need], needs, need);
    add(counts.all, 0, needs, need);
    if (needs.zone[need] >= 0) add(counts.zone, needs.zone[need], needs, need);
    balance(counts.balance, needs, need);
    counts.states[needs.site[need]] |= 1 << needs.state[need];
  }
  return counts;
}

function add(sums, place, needs, need) {
  sums.required[place] += needs.required[need];
  sums.held[place] += needs.held[need];
  sums.gained[place] += Math.max(0, needs.held[need] - needs.before[need]);
  sums.lost[place] += Math.max(0, needs.before[need] - needs.held[need]);
}

// Agents of an arrondissement are those whose unit has its base there: they serve in it, or are lent to another.
function balance({ own, borrowed, lent }, needs, need) {
  const here = needs.zone[need];
  const bases = needs.bases[need];
  for (let place = 0; place < bases.length; place += 2) {
    const home = needs.zoneOfBase[bases[place]];
    const heads = bases[place + 1];
    if (home === here && here >= 0) own[here] += heads;
    else {
      if (here >= 0) borrowed[here] += heads;
      if (home >= 0) lent[home] += heads;
    }
  }
}

// A site whose needs are in different states is partly held.
function siteState(bits, keys) {
  const known = bits & ~(1 << keys.indexOf("not_needed"));
  if (known === 0) return keys.indexOf("not_needed");
  return known & (known - 1) ? keys.indexOf("partly") : 31 - Math.clz32(known);
}

// The minutes at which something changes, and what is required and held from each to the next.
function changesOf(needs) {
  const minutes = [...new Set([...needs.start, ...needs.end])].sort((one, other) => one - other);
  const place = new Map(minutes.map((minute, index) => [minute, index]));
  const changes = { minute: Int32Array.from(minutes), ...tally(minutes.length) };
  for (let need = 0; need < needs.site.length; need++) {
    for (const figure of ["required", "held"]) {
      changes[figure][place.get(needs.start[need])] += needs[figure][need];
      changes[figure][place.get(needs.end[need])] -= needs[figure][need];
    }
  }
  for (let index = 1; index < minutes.length; index++) {
    changes.required[index] += changes.required[index - 1];
    changes.held[index] += changes.held[index - 1];
  }
  return changes;
}

// The last change at or before the minute, -1 before all.
function changeAt(changes, minute) {
  let low = 0;
  let high = changes.minute.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes.minute[middle] <= minute) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// Never rounded up: a hundred per cent means that nobody is missing.
function rateOf(required, held) {
  return required ? Math.floor((held / required) * 100 + 1e-9) / 100 : 1;
}
