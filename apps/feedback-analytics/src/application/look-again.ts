import { Injectable } from '@nestjs/common';
import type { DueTimer } from '#libs/messaging';
import { ArchiveEvent } from './archive-event.js';
import { KeepCase } from './keep-case.js';
import type { FeedbackAnalyticsUnit } from './stores.js';

/** Signs that show by the passing of time alone: the case is judged as of the time that the timer was set for. */
@Injectable()
export class LookAgain {
  constructor(
    private readonly keepCase: KeepCase,
    private readonly archive: ArchiveEvent,
  ) {}

  async due({ ref, dueAt }: DueTimer, unit: FeedbackAnalyticsUnit): Promise<void> {
    if (await this.at(ref, dueAt, unit)) this.archive.look(ref, dueAt, unit);
  }

  /** False for a case that is not known. */
  async at(caseId: string, dueAt: Date, unit: FeedbackAnalyticsUnit): Promise<boolean> {
    const record = await unit.records.get(caseId);
    if (!record) return false;
    this.keepCase.run(record, { ...record, version: record.version + 1 }, unit, dueAt.getTime());
    return true;
  }
}
