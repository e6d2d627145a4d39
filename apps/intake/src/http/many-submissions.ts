import { HttpException, Injectable } from '@nestjs/common';
import type { CloudEvent, InteractionSubmitted } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import { answerOf, MalformedBody, type Caller, type Problem } from '#libs/service';
import { AcceptSubmissions, type Settled } from '../application/accept-submissions.js';
import { AdapterRights } from '../application/adapter-rights.js';
import { QualityTally } from '../application/quality-tally.js';
import { submitterOf } from './submitter-of.js';

/** Items of one request. */
export const mostItems = 1_000;

export type Submitted = CloudEvent<InteractionSubmitted>;

/** What became of one of many, with the status that it would have had alone. */
export type ItemOutcome =
  | { readonly status: 202; readonly interactionId: string; readonly repeated: boolean }
  | { readonly status: number; readonly problem: Problem };

/** Several submissions of one request, each for itself: what is wrong with one changes nothing for the others. */
@Injectable()
export class ManySubmissions {
  constructor(
    private readonly acceptSubmissions: AcceptSubmissions,
    private readonly adapterRights: AdapterRights,
    private readonly quality: QualityTally,
  ) {}

  /** Answers in the order of `readers`, each of which gives its submission or throws what is wrong with it. */
  async settle(readers: readonly (() => Submitted)[], caller: Caller, path: string): Promise<readonly ItemOutcome[]> {
    const now = new Date();
    const events = readers.map((read) => this.attempt(read, caller, now));
    const accepted = events.filter((event): event is Submitted => !(event instanceof Error));
    const settled = (await this.acceptSubmissions.all(accepted)).values();
    return events.map((event) => {
      if (event instanceof Error) {
        this.quality.refused(caller.id, event, now);
        return refused(event, path);
      }
      const outcome = settled.next().value;
      if (outcome?.kind === 'accepted') this.quality.taken(caller.id, event, now);
      return outcomeOf(outcome, path);
    });
  }

  /** What is wrong with an item is its answer; anything else is ours. */
  private attempt(read: () => Submitted, caller: Caller, now: Date): Submitted | Error {
    try {
      const event = read();
      return this.adapterRights.refusalFor(submitterOf(caller), event, now) ?? event;
    } catch (error) {
      if (error instanceof DomainError || error instanceof HttpException || error instanceof MalformedBody)
        return error;
      throw error;
    }
  }
}

function outcomeOf(settled: Settled | undefined, path: string): ItemOutcome {
  switch (settled?.kind) {
    case 'accepted':
    case 'repeated':
      return { status: 202, interactionId: settled.interactionId, repeated: settled.kind === 'repeated' };
    case 'refused':
    case 'failed':
      return refused(settled.error, path);
    case undefined:
      throw new Error('a submission was not answered');
    default:
      return settled satisfies never;
  }
}

function refused(error: unknown, path: string): ItemOutcome {
  const { problem } = answerOf(error, path);
  return { status: problem.status, problem };
}
