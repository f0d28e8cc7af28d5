// The slider of time: chosen by pointer or keys, played, or the whole operation at once.
"use strict";

const FRAME_MS = 450;
const DAY_MINUTES = 24 * 60;

class TimeBar {
  constructor(data, needs, show) {
    this.bar = document.getElementById("time");
    this.minute = WHOLE;
    this.show = show;
    this.data = data;
    if (!this.bar) return;
    this.changes = changesOf(needs);
    this.from = this.changes.minute[0];
    this.until = this.changes.minute[this.changes.minute.length - 1];
    this.parts = Object.fromEntries(
      ["whole", "back", "play", "on", "step", "moment", "now", "strip", "minute"].map((id) => [id, document.getElementById(id)]),
    );
    this.clock = new Intl.DateTimeFormat("en-GB", { timeZone: data.time.zone, hour: "numeric", minute: "2-digit", hourCycle: "h23" });
    this.prepare();
  }

  prepare() {
    const { minute, whole, back, on, play, strip } = this.parts;
    Object.assign(minute, { min: this.from, max: this.until, value: this.from });
    minute.addEventListener("input", () => this.go(Number(minute.value)));
    minute.addEventListener("keydown", (event) => this.key(event));
    whole.addEventListener("click", () => this.go(this.minute === WHOLE ? Number(minute.value) : WHOLE));
    back.addEventListener("click", () => this.move(-1));
    on.addEventListener("click", () => this.move(1));
    play.addEventListener("click", () => (this.timer ? this.stop() : this.play()));
    const redrawn = () => drawStrip(strip, this.data, this.changes, this.from, this.until);
    new ResizeObserver(redrawn).observe(strip);
    window.addEventListener("themechange", redrawn);
  }

  go(minute) {
    if (minute === WHOLE) this.stop();
    this.minute = minute;
    if (minute !== WHOLE) this.parts.minute.value = minute;
    this.show(minute);
  }

  // What a step leads to: the next change, or so many minutes on; never out of the operation.
  next(direction, from) {
    const step = Number(this.parts.step.value);
    if (step) return Math.min(this.until, Math.max(this.from, from + direction * step));
    const { minute } = this.changes;
    const at = changeAt(this.changes, from);
    const place = direction > 0 ? at + 1 : minute[at] < from ? at : at - 1;
    return minute[Math.min(minute.length - 1, Math.max(0, place))];
  }

  move(direction) {
    this.go(this.minute === WHOLE ? Number(this.parts.minute.value) : this.next(direction, this.minute));
  }

  key(event) {
    const leaps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
    const days = { PageUp: DAY_MINUTES, PageDown: -DAY_MINUTES };
    if (event.key in leaps) this.move(leaps[event.key]);
    else if (event.key in days) this.go(Math.min(this.until, Math.max(this.from, Number(this.parts.minute.value) + days[event.key])));
    else return;
    event.preventDefault();
  }

  play() {
    if (this.minute === WHOLE || this.minute >= this.until) this.go(this.from);
    this.timer = window.setInterval(() => this.playOn(), FRAME_MS);
    this.tellPlaying();
  }

  // Nights without any need are passed over.
  playOn() {
    let minute = this.next(1, this.minute);
    const at = changeAt(this.changes, minute);
    if (!this.changes.required[at] && at + 1 < this.changes.minute.length) minute = this.changes.minute[at + 1];
    this.go(minute);
    if (minute >= this.until) this.stop();
  }

  stop() {
    window.clearInterval(this.timer);
    this.timer = undefined;
    this.tellPlaying();
  }

  tellPlaying() {
    this.parts.play.setAttribute("aria-pressed", String(Boolean(this.timer)));
    this.parts.play.textContent = this.timer ? this.data.texts.pause : this.data.texts.play;
  }

  // Says the moment and its figures.
  tell(counts) {
    if (!this.bar) return;
    const whole = this.minute === WHOLE;
    this.bar.classList.toggle("whole", whole);
    this.parts.whole.setAttribute("aria-pressed", String(whole));
    this.parts.moment.textContent = whole ? "" : this.momentText(this.minute);
    this.parts.minute.setAttribute("aria-valuetext", this.parts.moment.textContent || this.data.texts.whole);
    const { required, held, gained, lost } = counts.all;
    const figures = { required: required[0], held: held[0], missing: required[0] - held[0], gained: gained[0], lost: lost[0] };
    for (const item of this.parts.now.children) item.lastElementChild.textContent = this.data.number(figures[item.className]);
  }

  momentText(minute) {
    const day = this.data.time.days.findLast(([midnight]) => midnight <= minute);
    const parts = this.clock.formatToParts(new Date(this.data.time.origin + minute * 60000));
    const part = (type) => parts.find((found) => found.type === type).value;
    const hour = this.data.language === "fr" ? String(Number(part("hour"))) + "\u00a0h\u00a0" : part("hour").padStart(2, "0") + ":";
    return day[1] + ", " + hour + part("minute");
  }
}
