import { Injectable } from '@nestjs/common';
import type { CloudEvent, InteractionAnswerAccepted, InteractionAnswerRefused } from '#libs/contracts';
import type { HandlerOutcome } from '#libs/messaging';
import { closeCase, placeOf, reopenCase, resolveCase } from '../domain/decide-case.js';
import { withdrawAll } from '../domain/decide-promise.js';
import { evolveAll } from '../domain/evolve-case.js';
import { itemIdOf } from './case-ids.js';
import { RoutingPolicy } from './routing-policy.js';
import type { RoutingUnit } from './routing-unit.js';
import { tellCase } from './tell-case.js';

/**
 * What a customer said of a suggested answer. The case was opened beside the suggestion and kept its place, so a refusal
 * costs no time; an answer that was enough ends the case, unless a person has it already.
 */
@Injectable()
export class FollowAnswer {
  constructor(private readonly policy: RoutingPolicy) {}

  async accepted({ data }: CloudEvent<InteractionAnswerAccepted>, unit: RoutingUnit): Promise<HandlerOutcome> {
    const found = data.caseId === undefined ? undefined : await unit.cases.get(data.caseId);
    if (found?.status !== 'open' || found.agentId !== undefined) return 'ignored';
    const withdrawn = withdrawAll(found, 'the suggested answer was enough', unit.now);
    const remedy = data.articleId === undefined ? {} : { remedy: `article:${data.articleId}` };
    const resolved = resolveCase(found, { cause: 'self-service', ...remedy }, unit.now, 'customer');
    const closed = closeCase(evolveAll(found, resolved), { reason: 'self-service' }, unit.now, 'customer');
    tellCase(unit, found, [...withdrawn, ...resolved, ...closed], this.policy.hours);
  }

  async refused({ data }: CloudEvent<InteractionAnswerRefused>, unit: RoutingUnit): Promise<HandlerOutcome> {
    const found = data.caseId === undefined ? undefined : await unit.cases.get(data.caseId);
    if (found === undefined || placeOf(found, unit.now, this.policy.cases) !== 'reopen') return 'ignored';
    const contact = {
      interactionId: data.interactionId,
      customerId: data.customerId,
      direction: 'inbound',
      channel: found.channel,
      kind: found.kind,
      occurredAt: unit.now,
      receivedAt: unit.now,
    };
    // What was agreed for the case holds on: nothing about it has changed.
    const start = { itemId: itemIdOf(found.caseId, found.cycle + 1), terms: found.times?.terms ?? [] };
    const facts = reopenCase(contact, 'answer-refused', start, unit.now, this.policy.cases);
    tellCase(unit, found, facts, this.policy.hours);
  }
}
