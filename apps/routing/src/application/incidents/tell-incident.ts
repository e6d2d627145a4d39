import { Injectable } from '@nestjs/common';
import { MessageRequested, uuidV8, type Channel } from '#libs/contracts';
import type { DueTimer } from '#libs/messaging';
import type { CaseFact } from '../../domain/case-facts.js';
import { affectCase, reviewCase } from '../../domain/incidents/affect-case.js';
import type { Incident, IncidentCase, ToldBy } from '../../domain/incidents/incident.js';
import type { SupportCase } from '../../domain/support-case.js';
import { replyAddressOf } from '../reply-address.js';
import { RoutingPolicy } from '../routing-policy.js';
import { tellCase } from '../tell-case.js';
import { IncidentReads } from './incident-reads.js';
import { IncidentTexts, type IncidentMessage, type IncidentTemplate } from './incident-texts.js';
import { caseRefOf, incidentCaseTimer, incidentSweepTimer, partsOf, type IncidentUnit } from './incident-unit.js';

const casesAtOnce = 500;
/** How soon a case that comes is linked. */
const everyMs = 5_000;
/** Cases that were opened again, and whatever else was missed. */
const fullEveryMs = 600_000;
/** Cases become visible in another order than they were opened. */
const overlapMs = 60_000;

/**
 * Brings an incident to the cases that it concerns, by durable timers: one that looks for cases, and one for each case, so
 * that thousands do not wait for one that cannot be told.
 */
@Injectable()
export class TellIncident {
  constructor(
    private readonly reads: IncidentReads,
    private readonly texts: IncidentTexts,
    private readonly policy: RoutingPolicy,
  ) {}

  async sweep({ ref }: DueTimer, unit: IncidentUnit): Promise<void> {
    const incident = await unit.incidents.get(ref);
    if (incident === undefined) return;
    const isFull = incident.fullSweepAt === undefined || incident.fullSweepAt <= unit.now;
    const since =
      isFull || incident.sweptAt === undefined ? undefined : new Date(incident.sweptAt.getTime() - overlapMs);
    const isOver = incident.state === 'ended';
    const found = isOver
      ? await this.reads.unreviewed(ref, casesAtOnce)
      : await this.reads.untold(incident, since, casesAtOnce);
    for (const caseId of found)
      unit.schedule({ kind: incidentCaseTimer, ref: caseRefOf(ref, caseId), dueAt: unit.now });
    const isMore = found.length === casesAtOnce;
    if (isOver && found.length === 0) {
      // The engine looks at what waits once more, too.
      unit.commands.append({ body: { kind: 'review' } });
      return;
    }
    const waitMs = isMore ? 0 : everyMs;
    unit.schedule({ kind: incidentSweepTimer, ref, dueAt: new Date(unit.now.getTime() + waitMs) });
    // Only what was looked through to its end counts as looked through.
    if (isMore) return;
    const full = isFull ? { fullSweepAt: new Date(unit.now.getTime() + fullEveryMs) } : {};
    unit.incidents.put({ ...incident, ...full, version: incident.version + 1, sweptAt: unit.now });
  }

  async tell({ ref }: DueTimer, unit: IncidentUnit): Promise<void> {
    const { incidentId, caseId } = partsOf(ref);
    const incident = await unit.incidents.get(incidentId);
    const found = await unit.cases.get(caseId);
    if (incident === undefined || found?.status !== 'open') return;
    const linkId = linkIdOf(incidentId, caseId);
    const link = await unit.incidentCases.get(linkId);
    if (incident.state === 'ended') {
      if (link !== undefined && link.endedAt === undefined) await this.review(incident, found, link, unit);
    } else if (link === undefined || link.revision < incident.revision) {
      await this.affect(incident, found, link, unit);
    }
  }

  private async affect(
    incident: Incident,
    found: SupportCase,
    link: IncidentCase | undefined,
    unit: IncidentUnit,
  ): Promise<void> {
    const { incidentId, kind, title, reasons, language, newDueAt, revision } = incident;
    const { caseId } = found;
    const { toldBy, message } = await this.write(incident, found, 'incident', unit);
    const promiseIdOf = (old: string | undefined): string =>
      uuidV8('incident-promise', incidentId, caseId, String(revision), old ?? '');
    const facts = affectCase(
      found,
      {
        ...{ incidentId, incidentKind: kind, newDueAt, what: `news of: ${title}`, promiseIdOf },
        reason: message?.reason ?? reasons[language] ?? title,
        isLinked: link !== undefined,
        isTold: toldBy !== 'nothing',
      },
      this.policy.time.promises,
      unit.now,
    );
    tellCase(unit, found, facts, this.policy.hours);
    unit.incidentCases.put({
      ...{ linkId: linkIdOf(incidentId, caseId), incidentId, caseId, revision, toldBy },
      version: (link?.version ?? 0) + 1,
      linkedAt: link?.linkedAt ?? unit.now,
      ...promiseOf(facts),
    });
  }

  private async review(incident: Incident, found: SupportCase, link: IncidentCase, unit: IncidentUnit): Promise<void> {
    const { incidentId, title, reviewBy } = incident;
    if (reviewBy === undefined) return;
    const { toldBy } = await this.write(incident, found, 'incident-ended', unit);
    const promiseId = uuidV8('incident-review', incidentId, found.caseId);
    const what = `a look at the case after: ${title}`;
    const review = { reviewBy, what, isTold: toldBy !== 'nothing', promiseId };
    const facts = reviewCase(found, review, this.policy.time.promises, unit.now);
    tellCase(unit, found, facts, this.policy.hours);
    unit.incidentCases.put({ ...link, version: link.version + 1, endedAt: unit.now, ...promiseOf(facts) });
  }

  /** Asks for a message, where nobody was written to this customer about it yet. */
  private async write(
    incident: Incident,
    found: SupportCase,
    template: IncidentTemplate,
    unit: IncidentUnit,
  ): Promise<{ readonly toldBy: ToldBy; readonly message?: IncidentMessage }> {
    const { incidentId, revision, language, timeZone, reasons, closing, newDueAt, reviewBy } = incident;
    const address = await replyAddressOf(found, unit);
    if (address === undefined) return { toldBy: 'nothing' };
    const texts = template === 'incident' ? reasons : (closing ?? {});
    const values = {
      reference: found.reference,
      timeZone,
      dueAt: (template === 'incident' ? newDueAt : reviewBy) ?? newDueAt,
    };
    const message = this.texts.render(template, [found.language, language], texts, values);
    if (message === undefined) return { toldBy: 'nothing' };
    const noticeId = uuidV8('incident-notice', incidentId, template, String(revision), found.customerId);
    if ((await unit.incidentNotices.get(noticeId)) !== undefined) return { toldBy: 'other-case', message };
    unit.incidentNotices.put({ noticeId, version: 1, incidentId });
    const { threadId, subject = address.subject && `Re: ${address.subject}` } = {
      ...address,
      subject: message.subject,
    };
    unit.publish(
      MessageRequested,
      {
        ...{ messageId: noticeId, customerId: found.customerId, purpose: 'explanation' },
        ...{ channel: address.channel as Channel, channelAccount: address.channelAccount, to: address.handle },
        ...{ language: message.language, template: message.template, text: message.text },
        ...{ inReplyTo: address.externalId, caseReference: found.reference, caseId: found.caseId },
        interactionId: address.interactionId,
        ...(threadId !== undefined && { threadId }),
        ...(subject !== undefined && { subject: subject.slice(0, 1024) }),
      },
      { sequence: 1 },
    );
    return { toldBy: 'message', message };
  }
}

const linkIdOf = (incidentId: string, caseId: string): string => uuidV8('incident-case', incidentId, caseId);

function promiseOf(facts: readonly CaseFact[]): { readonly promiseId?: string } {
  const made = facts.findLast((fact) => fact.type === 'promise-made');
  return made?.type === 'promise-made' ? { promiseId: made.promise.promiseId } : {};
}
