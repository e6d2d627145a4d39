import { describe, expect, it } from '@jest/globals';
import type { CaseFact } from '../case-facts.js';
import { evolveAll } from '../evolve-case.js';
import type { SupportCase } from '../support-case.js';
import { decidePromise, promised, type CasePromise } from '../time/promise.js';
import { affectCase, reviewCase, type Renewal } from './affect-case.js';

const hour = 3_600_000;
const now = new Date('2026-03-02T08:00:00.000Z');
const policy = { warnBeforeMs: hour, brokenAfterMs: 24 * hour };
const at = (hours: number): Date => new Date(now.getTime() + hours * hour);

function caseWith(...promises: readonly CasePromise[]): SupportCase {
  return {
    ...{
      caseId: 'case',
      version: 3,
      reference: 'TR',
      customerId: 'customer',
      interactionId: 'i',
      issueKey: 'delivery',
    },
    ...{ status: 'open', cycle: 1, channel: 'email', channelAccount: 'a', kind: 'complaint', needs: [], urgency: 3 },
    ...{ isFirstContact: true, anonymous: false, automatic: false, openedAt: now, agentIds: [], leg: 0, replyTo: 'i' },
    promises,
  };
}

const promise = (promiseId: string, dueInHours: number, more: Partial<CasePromise> = {}): CasePromise => ({
  ...promised(
    { promiseId, kind: 'reply', what: 'an answer', madeAt: now.getTime() - hour, dueAt: at(dueInHours).getTime() },
    policy,
  ),
  ...more,
});
const renewal: Renewal = {
  ...{ incidentId: 'storm', incidentKind: 'storm', reason: 'a storm', newDueAt: at(48), what: 'news' },
  ...{ isLinked: false, isTold: true, promiseIdOf: (old) => `new-${old ?? 'first'}` },
};
const shown = (facts: readonly CaseFact[]): unknown[] =>
  facts.map((fact) =>
    fact.type === 'promise-made'
      ? [fact.type, fact.promise.promiseId, fact.promise.replaces]
      : fact.type === 'delay-explained'
        ? [fact.type, fact.promiseId]
        : fact.type,
  );

describe('a case that an incident concerns', () => {
  it('is promised news where nothing was promised', () => {
    expect(shown(affectCase(caseWith(), renewal, policy, now))).toEqual([
      'linked-to-incident',
      ['delay-explained', undefined],
      ['promise-made', 'new-first', undefined],
    ]);
  });

  it('has what would be due before renegotiated, and nothing else', () => {
    const found = caseWith(promise('soon', 2), promise('late', 72), promise('kept', 1, { state: 'kept' }));
    expect(shown(affectCase(found, renewal, policy, now))).toEqual([
      'linked-to-incident',
      ['delay-explained', 'soon'],
      ['promise-made', 'new-soon', 'soon'],
    ]);
  });

  it('is not broken while the new promise holds, and late at best when it is kept', () => {
    const before = caseWith(promise('soon', 2));
    const { promises = [] } = evolveAll(before, affectCase(before, renewal, policy, now));
    const [old] = promises;
    if (!old) throw new Error('the old promise is gone');
    expect(decidePromise(old, promises, at(47).getTime()).state).toBe('open');
    const kept = { ...old, doneAt: at(40).getTime() };
    expect(decidePromise(kept, promises, at(47).getTime()).state).toBe('late');
  });

  it('is promised nothing new when what was promised comes later anyway', () => {
    expect(shown(affectCase(caseWith(promise('late', 72)), renewal, policy, now))).toEqual(['linked-to-incident']);
  });

  it('is promised nothing that its customer does not hear', () => {
    const unheard = { ...renewal, isTold: false };
    expect(shown(affectCase(caseWith(promise('soon', 2)), unheard, policy, now))).toEqual(['linked-to-incident']);
  });

  it('is linked once, and renegotiated again when the incident takes longer', () => {
    const first = evolveAll(
      caseWith(promise('soon', 2)),
      affectCase(caseWith(promise('soon', 2)), renewal, policy, now),
    );
    const again = { ...renewal, isLinked: true, newDueAt: at(96), promiseIdOf: (old?: string) => `newer-${old ?? ''}` };
    expect(shown(affectCase(first, again, policy, now))).toEqual([
      ['delay-explained', 'new-soon'],
      ['promise-made', 'newer-new-soon', 'new-soon'],
    ]);
  });
});

describe('the end of an incident', () => {
  const review = { reviewBy: at(24), what: 'a look', isTold: true, promiseId: 'review' };

  it('makes it our move again, and promises a look', () => {
    const facts = reviewCase({ ...caseWith(), waitingOn: 'third-party' }, review, policy, now);
    expect(shown(facts)).toEqual(['waiting-on-changed', ['promise-made', 'review', undefined]]);
    const after = evolveAll(caseWith(), facts);
    expect(shown(reviewCase(after, review, policy, now))).toEqual([]);
  });

  it('does not change whose move it is where a customer is waited for', () => {
    const facts = reviewCase({ ...caseWith(), waitingOn: 'customer' }, { ...review, isTold: false }, policy, now);
    expect(facts).toEqual([]);
  });
});
