/** Stretches of a log, [from, to], apart from each other and in order. */
export class Ranges {
  #all = [];

  /** Adds a stretch; it grows together with those that it touches. */
  add(from, to) {
    if (to < from) return;
    const apart = this.#all.filter(([low, high]) => high < from - 1 || low > to + 1);
    const touched = this.#all.filter(([low, high]) => high >= from - 1 && low <= to + 1);
    const low = Math.min(from, ...touched.map(range => range[0]));
    const high = Math.max(to, ...touched.map(range => range[1]));
    this.#all = [...apart, [low, high]].sort((a, b) => a[0] - b[0]);
  }

  /** The stretch with that place, or undefined. */
  with(seq) {
    return this.#all.find(([low, high]) => low <= seq && seq <= high);
  }

  clear() {
    this.#all = [];
  }
}
