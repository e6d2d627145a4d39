import { Injectable } from '@nestjs/common';
import { uuidV8 } from '#libs/contracts';
import { changesBetween, type Contribution } from '../domain/facts/contribution.js';
import { cellsOf } from '../domain/rollup/cells.js';
import type { Cuboid } from '../domain/rollup/cuboids.js';
import { ReportCalendar } from './report-calendar.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

const idsKept = 100_000;

/** Brings the roll-ups from what a fact added before to what it adds now; nothing else in them changes. */
@Injectable()
export class WriteFigures {
  private readonly ids = new Map<string, string>();

  constructor(private readonly calendar: ReportCalendar) {}

  run(before: readonly Contribution[], after: readonly Contribution[], unit: FeedbackAnalyticsUnit): void {
    const told = new Set<string>();
    const now = unit.now.getTime();
    for (const change of changesBetween(before, after)) {
      const { measure, at } = change.contribution;
      unit.touched.add({ measure, period: new Date(this.calendar.zone.dayStart(at)) }, { changes: 1 });
      for (const { cuboid, slice, variant, period, deltas, bin } of cellsOf(change, this.calendar.zone, now)) {
        const sliceId = this.idOf(cuboid, slice);
        if (!told.has(sliceId)) unit.slices.append(sliceRow(sliceId, cuboid, slice));
        told.add(sliceId);
        const key = { cuboid: cuboid.id, measure, variant, period: new Date(period), sliceId };
        unit.sums.add(key, deltas);
        if (bin) unit.bins.add({ ...key, bin: bin.at }, { count: bin.count });
      }
    }
  }

  /** The same slice has the same id in every process, so that nobody has to be asked for it. */
  private idOf({ id }: Cuboid, slice: readonly string[]): string {
    const key = [id, ...slice].join('\u0000');
    let found = this.ids.get(key);
    if (found === undefined) {
      if (this.ids.size >= idsKept) this.ids.clear();
      this.ids.set(key, (found = uuidV8(id, ...slice)));
    }
    return found;
  }
}

function sliceRow(sliceId: string, { id, slices }: Cuboid, slice: readonly string[]) {
  return { sliceId, cuboid: id, ...Object.fromEntries(slices.map((name, index) => [name, slice[index] ?? ''])) };
}
