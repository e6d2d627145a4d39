import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import type { CaseFact } from '../domain/case-facts.js';
import {
  explainDelay,
  keepPromise,
  makePromise,
  withdrawPromise,
  type PromiseAnswer,
} from '../domain/decide-promise.js';
import type { SupportCase } from '../domain/support-case.js';
import type { CasePromise, PromiseKind } from '../domain/time/promise.js';
import { ChangeCase } from './change-case.js';
import { RoutingPolicy } from './routing-policy.js';

export interface PromiseCommand {
  /** Chosen by the caller, so that a repetition is known as one. */
  readonly promiseId?: string;
  readonly kind: PromiseKind;
  readonly what: string;
  readonly dueAt: Date;
  readonly agentId?: string;
}

export interface DelayCommand {
  readonly reason: string;
  readonly newDueAt: Date;
  readonly newPromiseId?: string;
  readonly agentId?: string;
  readonly answer?: string;
}

/** What agents promise, keep, take back, and explain before it is missed. */
@Injectable()
export class PromiseCustomer {
  constructor(
    private readonly changeCase: ChangeCase,
    private readonly policy: RoutingPolicy,
  ) {}

  /** @throws DomainError `promise-id-taken`, `not-in-future`, `case-closed` */
  async make(idOrReference: string, command: PromiseCommand): Promise<CasePromise> {
    let promiseId = command.promiseId;
    const found = await this.changeCase.run('make-promise', idOrReference, (before, unit) => {
      promiseId ??= unit.newId();
      const known = promiseOf(before, promiseId);
      if (known !== undefined) return repeated(known, command);
      refuseClosed(before);
      const owner = command.agentId ?? before.agentId;
      const { kind, what, dueAt } = command;
      const made = {
        ...{ promiseId, kind, what, dueAt: dueAt.getTime(), madeAt: unit.now.getTime() },
        ...(owner !== undefined && { owner }),
      };
      return factsOf(makePromise(made, this.policy.time.promises, unit.now), before);
    });
    return existing(found, promiseId);
  }

  /** Said again, it changes nothing. */
  async withdraw(idOrReference: string, promiseId: string, reason: string): Promise<CasePromise> {
    const found = await this.changeCase.run('withdraw-promise', idOrReference, (before, unit) => {
      const promise = existing(before, promiseId);
      return promise.state === 'withdrawn' ? [] : factsOf(withdrawPromise(before, promise, reason, unit.now), promise);
    });
    return existing(found, promiseId);
  }

  /** Said again, it changes nothing. */
  async keep(idOrReference: string, promiseId: string, doneAt?: Date): Promise<CasePromise> {
    const found = await this.changeCase.run('keep-promise', idOrReference, (before, unit) => {
      const promise = existing(before, promiseId);
      if (promise.state === 'kept' || promise.state === 'late') return [];
      return factsOf(keepPromise(before, promise, doneAt ?? unit.now, unit.now), promise);
    });
    return existing(found, promiseId);
  }

  /** The new promise. */
  async explain(idOrReference: string, promiseId: string, command: DelayCommand): Promise<CasePromise> {
    let newPromiseId = command.newPromiseId;
    const found = await this.changeCase.run('explain-delay', idOrReference, (before, unit) => {
      const old = existing(before, promiseId);
      newPromiseId ??= unit.newId();
      const known = promiseOf(before, newPromiseId);
      if (known !== undefined) return repeated(known, { kind: old.kind, what: old.what, dueAt: command.newDueAt });
      const delay = { ...command, newPromiseId };
      return factsOf(explainDelay(old, delay, this.policy.time.promises, unit.now), old);
    });
    return existing(found, newPromiseId);
  }
}

const promiseOf = ({ promises = [] }: SupportCase, id: string | undefined): CasePromise | undefined =>
  promises.find(({ promiseId }) => promiseId === id);

function existing(found: SupportCase, promiseId: string | undefined): CasePromise {
  const promise = promiseOf(found, promiseId);
  if (promise !== undefined) return promise;
  throw new DomainError('unknown-promise', 'the case has no such promise', 'not-found', { caseId: found.caseId });
}

/** The same id for the same thing is a repetition, which changes nothing. */
function repeated(known: CasePromise, { kind, what, dueAt }: Pick<PromiseCommand, 'kind' | 'what' | 'dueAt'>): [] {
  if (known.kind === kind && known.what === what && known.dueAt === dueAt.getTime()) return [];
  const { promiseId } = known;
  throw new DomainError('promise-id-taken', 'another promise has this id', 'conflict', { promiseId });
}

function refuseClosed({ status, caseId, reference }: SupportCase): void {
  if (status === 'closed')
    throw new DomainError('case-closed', 'the case is closed', 'conflict', { caseId, reference });
}

function factsOf(answer: PromiseAnswer, about: object): readonly CaseFact[] {
  if (typeof answer !== 'string') return answer;
  const detail = 'promiseId' in about && 'state' in about ? { promiseId: about.promiseId, state: about.state } : {};
  switch (answer) {
    case 'not-in-future':
      throw new DomainError('not-in-future', 'a promise is due in the future', 'invalid', { field: 'dueAt' });
    case 'not-earlier':
      throw new DomainError('not-in-past', 'what is done was done before now', 'invalid', { field: 'doneAt' });
    case 'due':
      throw new DomainError('promise-due', 'it is due already: it can be kept, late or broken', 'conflict', detail);
    case 'ended':
      throw new DomainError('promise-ended', 'the promise has ended', 'conflict', detail);
    default:
      return answer satisfies never;
  }
}
