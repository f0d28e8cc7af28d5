// The strip: what is held (plain) and missing (hatched) over time, under the line of what is required.
"use strict";

const STRIP_EDGE = 8; // half the slider's thumb: the middle of the thumb stands at its minute
const TICK_HEIGHT = 17;

function drawStrip(canvas, data, changes, from, until) {
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const frame = { pen, width, base: height - TICK_HEIGHT, colour, from, until };
  drawColumns(frame, columnsOf(frame, changes));
  drawTicks(frame, data);
}

function placeOf(frame, minute) {
  const share = (minute - frame.from) / Math.max(1, frame.until - frame.from);
  return STRIP_EDGE + share * (frame.width - 2 * STRIP_EDGE);
}

// The most that is required in each column of pixels, and the most that is missing.
function columnsOf(frame, changes) {
  const columns = Array.from({ length: frame.width }, () => ({ required: 0, missing: 0 }));
  for (let index = 0; index + 1 < changes.minute.length; index++) {
    const required = changes.required[index];
    if (!required) continue;
    const first = Math.floor(placeOf(frame, changes.minute[index]));
    const last = Math.max(first + 1, Math.floor(placeOf(frame, changes.minute[index + 1])));
    for (let place = first; place < last && place < frame.width; place++) {
      columns[place].required = Math.max(columns[place].required, required);
      columns[place].missing = Math.max(columns[place].missing, required - changes.held[index]);
    }
  }
  return columns;
}

function drawColumns(frame, columns) {
  const { pen, base, colour } = frame;
  const most = Math.max(1, ...columns.map((column) => column.required));
  const high = (heads) => Math.round((heads / most) * (base - 4));
  const hatch = hatching(pen, colour("not-held"), colour("paper"));
  columns.forEach(({ required, missing }, place) => {
    if (!required) return;
    const top = base - high(required);
    const gap = missing ? Math.max(2, high(missing)) : 0; // one head of two thousand still shows
    pen.fillStyle = colour("held");
    pen.fillRect(place, top + gap, 1, base - top - gap);
    pen.fillStyle = hatch;
    pen.fillRect(place, top, 1, gap);
    pen.fillStyle = colour("ink");
    pen.fillRect(place, top - 1, 1, 1.5);
  });
}

function hatching(pen, ink, paper) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 4;
  const brush = tile.getContext("2d");
  brush.fillStyle = paper;
  brush.fillRect(0, 0, 4, 4);
  brush.fillStyle = ink;
  for (let place = 0; place < 4; place++) brush.fillRect(place, 3 - place, 1, 1), brush.fillRect((place + 1) % 4, 3 - place, 1, 1);
  return pen.createPattern(tile, "repeat");
}

// Names as many of the ticks as have room.
function drawTicks(frame, data) {
  const { pen, base, colour } = frame;
  pen.fillStyle = colour("line");
  pen.fillRect(STRIP_EDGE, base, frame.width - 2 * STRIP_EDGE, 1);
  pen.font = "11px system-ui, sans-serif";
  let free = 0;
  for (const [minute, text] of data.time.ticks) {
    const place = placeOf(frame, minute);
    if (minute < frame.from || minute > frame.until || place < free) continue;
    pen.fillStyle = colour("quiet");
    pen.fillRect(place, base, 1, 5);
    const room = pen.measureText(text).width;
    if (place + 3 + room > frame.width) continue;
    pen.fillText(text, place + 3, base + 13);
    free = place + room + 14;
  }
}
