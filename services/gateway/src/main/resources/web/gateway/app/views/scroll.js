const NEAR_PX = 900;
const STUCK_PX = 40;

/** Of what is on the screen a message may go, so there is more than one to hold on to; the heading of a day moves. */
const ANCHORS = 4;

/** Where a list is scrolled to: it stays at its end, or what is on the screen stays where it is. */
export class Scroll {
  #element;
  #onScroll;
  #anchors = [];
  #resized = new ResizeObserver(() => this.settle());
  #frame = 0;
  /** Where it was put when it last followed its end. */
  #followed = 0;

  /** Whether the list follows its end. */
  stuck = true;
  /** Whether what is shown ends where the list does: the end of a part of it is nothing to follow. */
  whole = true;

  constructor(onScroll) {
    this.#onScroll = onScroll;
  }

  attach(element) {
    this.#element = element;
    element.addEventListener('scroll', this.#scrolled, { passive: true });
    this.#resized.observe(element);
    this.#resized.observe(element.querySelector('ol'));
  }

  detach() {
    this.#resized.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  get nearTop() {
    return this.#element.scrollTop < NEAR_PX;
  }

  get nearBottom() {
    return this.#rest < NEAR_PX;
  }

  get #rest() {
    const { scrollHeight, scrollTop, clientHeight } = this.#element;
    return scrollHeight - scrollTop - clientHeight;
  }

  /** Before the list changes: what is on the screen. */
  remember() {
    this.#anchors = [];
    if (!this.#element) return;
    this.#leave();
    if (this.stuck) return;
    const { top } = this.#element.getBoundingClientRect();
    for (const row of this.#rows()) {
      if (row.classList.contains('day')) continue;
      const box = row.getBoundingClientRect();
      if (box.bottom > top) this.#anchors.push({ key: row.dataset.key, top: box.top });
      if (this.#anchors.length === ANCHORS) return;
    }
  }

  /** After it changed: the same is there again. */
  settle() {
    if (!this.#element) return;
    if (this.stuck) {
      this.#element.scrollTop = this.#element.scrollHeight;
      this.#followed = this.#element.scrollTop;
    } else if (this.#anchors.length > 0) {
      const rows = new Map([...this.#rows()].map(row => [row.dataset.key, row]));
      const anchor = this.#anchors.find(({ key }) => rows.has(key));
      if (anchor) this.#element.scrollTop += rows.get(anchor.key).getBoundingClientRect().top - anchor.top;
      this.#anchors = [];
    }
  }

  /** Who scrolls up leaves the end at once, though the browser tells of it only in the next frame. */
  #leave() {
    if (this.stuck && this.#element.scrollTop < this.#followed - 1 && this.#rest > STUCK_PX) this.stuck = false;
  }

  /** Whether it is at its end after all, without having been scrolled. */
  check() {
    if (this.#rest < STUCK_PX) this.stuck = true;
  }

  /** Brings what fits a selector into sight; false when it is not there. */
  to(selector) {
    const row = this.#element.querySelector(selector);
    if (!row) return false;
    const box = row.getBoundingClientRect();
    const { top, height } = this.#element.getBoundingClientRect();
    this.#element.scrollTop += box.top - top - height / 3;
    this.#anchors = [];
    return true;
  }

  /** The seq of the last message that is wholly on the screen. */
  lastSeen() {
    const { bottom } = this.#element.getBoundingClientRect();
    const rows = [...this.#element.querySelectorAll('li[data-seq]')];
    return Number(rows.findLast(row => row.getBoundingClientRect().bottom <= bottom + 8)?.dataset.seq ?? 0);
  }

  #rows() {
    return this.#element.querySelector('ol').children;
  }

  #scrolled = () => {
    this.stuck = this.whole && this.#rest < STUCK_PX;
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#onScroll();
    });
  };
}
