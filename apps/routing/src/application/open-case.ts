import { Injectable } from '@nestjs/common';
import type { CloudEvent, InteractionClassified } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import {
  addContact,
  awaitsOf,
  isEcho,
  openCase,
  placeOf,
  reopenCase,
  wayOf,
  type Contact,
} from '../domain/decide-case.js';
import type { SupportCase } from '../domain/support-case.js';
import { firstResponseDue, openTimes } from '../domain/time/case-times.js';
import { agreedFor, type Agreed } from '../domain/time/sla-policy.js';
import { replyByPromise } from './reply-by-promise.js';
import { issueIdOf, issueKey, itemIdOf, laterCaseIdOf, quotedReference, referenceOf } from './case-ids.js';
import { othersOf } from './follow-customer.js';
import { RoutingPolicy } from './routing-policy.js';
import type { RoutingUnit } from './routing-unit.js';
import { tellCase } from './tell-case.js';

/** A contact becomes part of the case of its issue, opens it again, or opens a new one. */
@Injectable()
export class OpenCase {
  constructor(private readonly policy: RoutingPolicy) {}

  async run({ data }: CloudEvent<InteractionClassified>, unit: RoutingUnit): Promise<HandlerOutcome> {
    // It answers a survey: follow-up's matter, and nobody's work.
    if (data.kind.value === 'survey-response') return 'ignored';
    const { cases: policy } = this.policy;
    const { now } = unit;
    const issueId = issueIdOf(data);
    const first = await unit.cases.get(issueId);
    const continued = await this.continuedCase(data, unit);
    const isOver = placeOf(continued, now, policy) === 'open';
    const found = isOver ? await this.caseOfIssue(data, first, unit) : continued;
    if (found?.interactionId === data.interactionId || found?.replyTo === data.interactionId) return 'duplicate';
    const contact = contactOf(data);
    const place = placeOf(found, now, policy);
    // Of an echo the agent of an open case must know; it is no reason to begin, or to begin again.
    if (isEcho(contact) && place !== 'add') return 'ignored';
    if (found === undefined || place === 'open') {
      await this.open(data, contact, issueId, first, unit);
    } else if (place === 'add') {
      tellCase(unit, found, addContact(found, contact, now), this.policy.hours);
    } else {
      const cause = found.status === 'closed' ? 'contact-after-close' : 'contact-after-resolution';
      const { terms } = this.agreed(data);
      const start = { itemId: itemIdOf(found.caseId, found.cycle + 1), terms };
      tellCase(unit, found, reopenCase(contact, cause, start, now, policy), this.policy.hours);
    }
  }

  /**
   * The case that intake knows the sender to be a party of, whatever was merged since; a quoted reference that intake does
   * not know counts only for a case of this very customer, or of who is one with it.
   */
  private async continuedCase(data: InteractionClassified, unit: RoutingUnit): Promise<SupportCase | undefined> {
    if (data.caseId !== undefined) return unit.cases.get(data.caseId);
    const quoted = quotedReference(data);
    const reference = quoted === undefined ? undefined : await unit.references.get(quoted);
    const found = reference && (await unit.cases.get(reference.caseId));
    if (found === undefined || found.customerId === data.customerId) return found;
    const others = await othersOf(await unit.customers.get(data.customerId), unit);
    return others.includes(found.customerId) ? found : undefined;
  }

  /** Of merged customers an open case of any of them is the case of their issue; a second one is not opened. */
  private async caseOfIssue(
    data: InteractionClassified,
    first: SupportCase | undefined,
    unit: RoutingUnit,
  ): Promise<SupportCase | undefined> {
    let best = await this.currentCase(issueIdOf(data), first, unit);
    const { now } = unit;
    if (placeOf(best, now, this.policy.cases) === 'add') return best;
    for (const customerId of await othersOf(await unit.customers.get(data.customerId), unit)) {
      const issueId = issueIdOf({ ...data, customerId });
      const found = await this.currentCase(issueId, await unit.cases.get(issueId), unit);
      const place = placeOf(found, now, this.policy.cases);
      if (place === 'add') return found;
      if (place === 'reopen' && placeOf(best, now, this.policy.cases) === 'open') best = found;
    }
    return best;
  }

  private async currentCase(
    issueId: string,
    first: SupportCase | undefined,
    unit: RoutingUnit,
  ): Promise<SupportCase | undefined> {
    const issue = await unit.issues.get(issueId);
    return issue === undefined ? first : unit.cases.get(issue.caseId);
  }

  private async open(
    data: InteractionClassified,
    contact: Contact,
    issueId: string,
    first: SupportCase | undefined,
    unit: RoutingUnit,
  ): Promise<void> {
    const caseId = first === undefined ? issueId : laterCaseIdOf(issueId, data.interactionId);
    if (first !== undefined) {
      const version = ((await unit.issues.get(issueId))?.version ?? 0) + 1;
      unit.issues.put({ issueId, version, caseId });
    }
    const reference = await freeReference(caseId, unit);
    unit.references.put({ reference, version: 1, caseId });
    const agreed = this.agreed(data);
    const firstResponseDueAt = this.firstResponseDueAt(contact, agreed);
    const start = {
      itemId: itemIdOf(caseId, 1),
      terms: agreed.terms,
      ...(firstResponseDueAt && { firstResponseDueAt }),
    };
    const facts = openCase(contact, start, unit.now, this.policy.cases);
    const queueId = facts.find((fact) => fact.type === 'queued')?.queueId;
    const blank = blankCase(data, caseId, reference, agreed, unit.now);
    const promise = replyByPromise(caseId, contact, blank, unit.now, this.policy);
    // Known before the first fact, so that `case.opened` can already say it.
    const before = { ...blank, ...(queueId !== undefined && { queueId }) };
    tellCase(unit, before, [...facts, ...promise], this.policy.hours);
  }

  private agreed({ kind, channel, urgency, tier, brand }: InteractionClassified): Agreed {
    const { queueId } = wayOf(kind.value, this.policy.cases);
    const traits = { kind: kind.value, channel, urgency: urgency.value, queueId };
    const known = { ...(tier !== undefined && { plan: tier }), ...(brand !== undefined && { brand }) };
    return agreedFor({ ...traits, ...known }, this.policy.time);
  }

  private firstResponseDueAt(contact: Contact, { terms }: Agreed): Date | undefined {
    const { interactionId: id, receivedAt } = contact;
    const opening = { id, at: receivedAt.getTime(), awaits: awaitsOf(contact, this.policy.cases) };
    const due = firstResponseDue(openTimes(terms, opening), this.policy.hours);
    return due === undefined ? undefined : new Date(due);
  }
}

async function freeReference(caseId: string, unit: RoutingUnit): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const reference = referenceOf(caseId, attempt);
    const taken = await unit.references.get(reference);
    if (taken === undefined) return reference;
  }
}

function contactOf(data: InteractionClassified): Contact {
  const { interactionId, customerId, direction, channel, kind, occurredAt, receivedAt, replyBy, handledBy } = data;
  const { threadKey, threadNote, automatic } = data;
  return {
    interactionId,
    customerId,
    direction,
    channel,
    kind: kind.value,
    occurredAt: new Date(occurredAt),
    receivedAt: new Date(receivedAt),
    ...(replyBy !== undefined && { replyBy: new Date(replyBy) }),
    ...(handledBy && { handledBy }),
    ...(threadKey !== undefined && { threadKey }),
    ...(threadNote !== undefined && { threadNote }),
    ...(automatic && { automatic: automatic.reason }),
  };
}

/** A case before its first fact. */
function blankCase(
  data: InteractionClassified,
  caseId: string,
  reference: string,
  { urgency, entitlementId }: Agreed,
  now: Date,
): SupportCase {
  const { interactionId, customerId, channel, channelAccount, brand, site, product, language, need, tier } = data;
  return {
    caseId,
    version: 0,
    reference,
    customerId,
    interactionId,
    issueKey: issueKey(data),
    status: 'open',
    cycle: 1,
    channel,
    channelAccount,
    ...(brand !== undefined && { brand }),
    ...(site !== undefined && { site }),
    ...(product !== undefined && { product }),
    ...(language && { language: language.value }),
    ...(need && { primaryNeed: need.value }),
    kind: data.kind.value,
    needs: data.needs,
    urgency,
    ...(tier !== undefined && { plan: tier }),
    ...(entitlementId !== undefined && { entitlement: entitlementId }),
    isFirstContact: data.isFirstContact,
    anonymous: data.anonymous,
    automatic: data.automatic !== undefined,
    openedAt: now,
    agentIds: [],
    leg: 0,
    replyTo: interactionId,
    ...(data.direction === 'inbound' && { waitingSince: new Date(data.receivedAt) }),
  };
}
