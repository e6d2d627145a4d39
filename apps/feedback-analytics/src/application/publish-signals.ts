import { Injectable } from '@nestjs/common';
import { FeedbackRecorded, SignalRaised, SignalWithdrawn, uuidV8 } from '#libs/contracts';
import { dimensionOf } from '../domain/dimension.js';
import type { CaseRecord, ToldSignal } from '../domain/facts/case-record.js';
import { caseFacetsOf, type CaseFacets } from '../domain/facts/case-facets.js';
import { present } from '../domain/present.js';
import { recordedEvent, retracted } from './feedback-row.js';
import { channelOf, kindOf, needOf } from './known-words.js';
import type { FailureSignalRow, FeedbackAnalyticsUnit, FeedbackRow } from './stores.js';

/** The same for as long as there is the case, however often the sign comes and goes. */
export function signalIdOf(caseId: string, sign: string): string {
  return uuidV8('signal', caseId, sign);
}

/** A sign that is seen everywhere in a case is shown by so many of its events. */
const evidenceTold = 50;

/** Tells of signs on their topic, and as records on that of the feedback. */
@Injectable()
export class PublishSignals {
  raised(record: CaseRecord, signal: ToldSignal, unit: FeedbackAnalyticsUnit): void {
    const { severity, confidence, evidence, agentIds, raisedAt, sequence } = signal;
    const shown = evidence.slice(0, evidenceTold).map((one) => ({ ...one, at: iso(one.at) }));
    const told = { severity, confidence, evidence: shown, agentIds: [...agentIds], raisedAt: iso(raisedAt) };
    const time = new Date(raisedAt);
    unit.publish(SignalRaised, { ...aboutOf(record, signal), ...told }, { sequence, time });
    this.record(rowOf(record, signal, unit.now), unit);
    unit.failureSignals.append(standing(record, signal));
  }

  withdrawn(record: CaseRecord, signal: ToldSignal, unit: FeedbackAnalyticsUnit): void {
    const at = signal.withdrawnAt ?? signal.raisedAt;
    const told = { why: 'later events disproved it', withdrawnAt: iso(at) };
    const { sequence } = signal;
    unit.publish(SignalWithdrawn, { ...aboutOf(record, signal), ...told }, { sequence, time: new Date(at) });
    const row = rowOf(record, { ...signal, sequence: sequence - 1 }, unit.now);
    this.record(retracted(row, unit.now), unit);
    unit.failureSignals.append(standing(record, signal));
  }

  private record(row: FeedbackRow, unit: FeedbackAnalyticsUnit): void {
    unit.signalFeedback.append(row);
    unit.publish(FeedbackRecorded, recordedEvent(row), { sequence: row.revision, time: row.occurredAt });
  }
}

const iso = (at: number): string => new Date(at).toISOString();

function aboutOf(record: CaseRecord, { sign, detector, component }: ToldSignal) {
  const { caseId, customerId, reference } = record;
  const { channel, queue: queueId, team: teamId, cycle, brand, site, product } = caseFacetsOf(record);
  const about = { signalId: signalIdOf(caseId, sign), sign, detector, component, caseId, customerId };
  return present({ ...about, cycle, reference, channel: channelOf(channel), queueId, teamId, brand, site, product });
}

function standing(record: CaseRecord, signal: ToldSignal): FailureSignalRow {
  const { caseId, customerId, reference } = record;
  const { sequence: version, raisedAt, withdrawnAt, ...found } = signal;
  const { channel, queue, team, brand } = caseFacetsOf(record);
  return present({
    ...{ signalId: signalIdOf(caseId, found.sign), version, ...found, caseId, customerId, reference },
    ...{ channel, queue, team, brand, raisedAt: new Date(raisedAt) },
    withdrawnAt: withdrawnAt === undefined ? undefined : new Date(withdrawnAt),
  });
}

function rowOf(record: CaseRecord, signal: ToldSignal, now: Date): FeedbackRow {
  const { caseId, customerId } = record;
  const facets: CaseFacets = caseFacetsOf(record);
  const { sign, severity, confidence, component, agentIds, sequence, raisedAt } = signal;
  const feedbackId = uuidV8(caseId, sign, 'sign');
  const scale = { scaleMin: 0, scaleMax: 1, valueNumber: confidence, valueChoice: severity };
  return present({
    ...{ feedbackId, revision: sequence, version: sequence, deleted: false, recordedAt: now },
    occurredAt: new Date(raisedAt),
    sourceType: 'signal' as const,
    sourceId: signalIdOf(caseId, sign),
    ...{ item: sign, itemLabel: sign.replaceAll('-', ' '), measure: 'sign' as const, ...scale },
    ...{ component, dimension: dimensionOf(component), topics: [], needs: [], agentIds: [...agentIds] },
    ...{ topic: facets.topic, language: record.language, customerId, segment: facets.segment, tier: facets.tier },
    ...{ channel: channelOf(facets.channel), kind: kindOf(facets.kind), primaryNeed: needOf(facets.need) },
    ...{ issueKey: record.issueKey, caseId, cycle: facets.cycle },
    ...{ agentId: facets.agent, teamId: facets.team, queueId: facets.queue },
    ...{ brand: facets.brand, site: facets.site, product: facets.product, relation: 'transactional' as const },
  });
}
