import { Injectable } from '@nestjs/common';
import type { CloudEvent, InteractionSubmitted } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import { findingsOf, refusalFindings, type Finding } from '../domain/quality.js';
import { AdapterRegistry } from './adapter-registry.js';
import { identify } from './identify.js';

export interface QualityCount {
  /** UTC, `2026-01-31`. */
  readonly day: string;
  readonly adapterId: string;
  /** `(submission)` for how many there were: accepted, refused. */
  readonly field: string;
  readonly problem: string;
  readonly count: number;
}

export interface QualityPeriod {
  readonly adapterId: string;
  /** Days in UTC, both of them included. */
  readonly from: string;
  readonly to: string;
}

/** The daily tallies of all instances; what an instance has counted reaches them within seconds. */
export abstract class QualityRecords {
  /** Those of Kafka that were refused are counted from the quarantine. */
  abstract of(period: QualityPeriod, sources: readonly string[]): Promise<readonly QualityCount[]>;
}

export const wholeSubmission = '(submission)';

/** Counts in memory what can be said against what adapters submit; a crash loses the last seconds of it, nothing else. */
@Injectable()
export class QualityTally {
  private counts = new Map<string, { -readonly [K in keyof QualityCount]: QualityCount[K] }>();
  /** Told of each finding, for the metrics. */
  onFinding: (adapterId: string, finding: Finding) => void = () => undefined;

  constructor(private readonly registry: AdapterRegistry) {}

  taken(adapterId: string | undefined, event: CloudEvent<InteractionSubmitted>, now: Date): void {
    const who = adapterId ?? this.registry.adapterOfSource(event.source)?.adapterId ?? event.source;
    this.add(who, wholeSubmission, 'accepted', now);
    const findings = findingsOf(event.data, identify(event).handle, new Date(event.time), now);
    for (const finding of findings) this.note(who, finding, now);
  }

  /** A refusal over HTTP. What Kafka brings and is refused is in the quarantine. */
  refused(adapterId: string, error: unknown, now: Date): void {
    this.add(adapterId, wholeSubmission, 'refused', now);
    const errors: unknown = error instanceof DomainError ? error.details['errors'] : undefined;
    if (!Array.isArray(errors)) return;
    for (const finding of refusalFindings(errors)) this.note(adapterId, finding, now);
  }

  /** What was counted since this was asked before. */
  take(): readonly QualityCount[] {
    const counts = [...this.counts.values()];
    this.counts = new Map();
    return counts;
  }

  /** What could not be written is counted again. */
  giveBack(counts: readonly QualityCount[]): void {
    for (const { day, adapterId, field, problem, count } of counts)
      this.increase(day, adapterId, field, problem, count);
  }

  private note(adapterId: string, finding: Finding, now: Date): void {
    this.add(adapterId, finding.field, finding.problem, now);
    this.onFinding(this.registry.adapter(adapterId) === undefined ? 'unregistered' : adapterId, finding);
  }

  private add(adapterId: string, field: string, problem: string, now: Date): void {
    this.increase(now.toISOString().slice(0, 10), adapterId, field, problem, 1);
  }

  private increase(day: string, adapterId: string, field: string, problem: string, by: number): void {
    const key = `${day}|${problem}|${field}|${adapterId}`;
    const known = this.counts.get(key);
    if (known === undefined) this.counts.set(key, { day, adapterId, field, problem, count: by });
    else known.count += by;
  }
}
