import type { Lane } from './lanes.js';
import { before, TimeOrder, type Entry } from './time-order.js';

/** A lane as a decision in the making sees it: without what has left, and with what has come. */
export class LaneView {
  private readonly gone = new Set<string>();
  private come: TimeOrder | undefined;
  /** Everything before it is gone. */
  private from: Entry | undefined;

  constructor(private readonly lane: Lane) {}

  get isEmpty(): boolean {
    return (this.come?.size ?? 0) === 0 && this.gone.size >= this.lane.order.size;
  }

  remove(entry: Entry): void {
    const size = this.come?.size;
    this.come?.remove(entry);
    if (this.come?.size === size) this.gone.add(entry.id);
  }

  add(entry: Entry): void {
    (this.come ??= new TimeOrder()).add(entry);
  }

  /** As {@link TimeOrder.find}. */
  find(accept: (entry: Entry) => boolean | number): Entry | undefined {
    let isHead = true;
    const old = this.lane.order.find((entry) => {
      if (this.gone.has(entry.id)) {
        if (isHead) this.from = entry;
        return false;
      }
      isHead = false;
      return accept(entry);
    }, this.from);
    const fresh = this.come?.find(accept);
    if (old === undefined || fresh === undefined) return old ?? fresh;
    return before(old, fresh) ? old : fresh;
  }
}
