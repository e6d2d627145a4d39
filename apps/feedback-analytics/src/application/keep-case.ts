import { Injectable } from '@nestjs/common';
import { caseContributions } from '../domain/facts/case-contributions.js';
import type { CaseRecord } from '../domain/facts/case-record.js';
import { judged, nextLook } from '../domain/facts/judge.js';
import { PublishSignals } from './publish-signals.js';
import { WriteFigures } from './write-figures.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** Timers of this kind look at a case again, when a sign could show by the passing of time alone. */
export const lookAgain = 'look-again';

/** Judges a case that has changed, brings its figures up to date, and tells of signs. */
@Injectable()
export class KeepCase {
  constructor(
    private readonly figures: WriteFigures,
    private readonly signals: PublishSignals,
  ) {}

  /** @param now when it is judged, in milliseconds since 1970: that of the last moment, where nothing else is said */
  run(before: CaseRecord, changed: CaseRecord, unit: FeedbackAnalyticsUnit, now = lastOf(changed)): void {
    const { record, raised, withdrawn } = judged(changed, now);
    this.figures.run(caseContributions(before), caseContributions(record), unit);
    unit.records.put(record);
    for (const signal of raised) this.signals.raised(record, signal, unit);
    for (const signal of withdrawn) this.signals.withdrawn(record, signal, unit);
    const next = nextLook(record, now);
    if (next === undefined) unit.cancel(lookAgain, record.caseId);
    else unit.schedule({ kind: lookAgain, ref: record.caseId, dueAt: new Date(next) });
  }
}

function lastOf({ moments }: CaseRecord): number {
  return moments.at(-1)?.at ?? 0;
}
