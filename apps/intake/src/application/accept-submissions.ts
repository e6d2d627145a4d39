import { Injectable } from '@nestjs/common';
import type { CloudEvent, InteractionSubmitted } from '#libs/contracts';
import { classify, DomainError, Units } from '#libs/messaging';
import { ChannelAccounts } from './channel-accounts.js';
import type { IntakeStores } from './stores.js';
import { SubmitInteraction, type SubmissionOutcome } from './submit-interaction.js';

type Submitted = CloudEvent<InteractionSubmitted>;

/** Each for itself: what one submission came to, or the error that it met. */
export type Settled = SubmissionOutcome | { readonly kind: 'failed'; readonly error: unknown };

/** Submissions in one transaction; larger ones are no faster, and keep others waiting for longer. */
const mostTogether = 250;

/** Submissions that did not come by Kafka. */
@Injectable()
export class AcceptSubmissions {
  constructor(
    private readonly units: Units<IntakeStores>,
    private readonly submitInteraction: SubmitInteraction,
    private readonly rules: ChannelAccounts,
  ) {}

  async one(event: Submitted): Promise<SubmissionOutcome> {
    const [outcome] = await this.together([event]);
    if (outcome === undefined) throw new Error('a submission was not answered');
    return outcome;
  }

  /** Answers in the order of the events. A submission that cannot be stored harms no other. */
  async all(events: readonly Submitted[]): Promise<Settled[]> {
    const settled: Settled[] = [];
    for (let start = 0; start < events.length; start += mostTogether) {
      settled.push(...(await this.settle(events.slice(start, start + mostTogether))));
    }
    return settled;
  }

  private async settle(events: readonly Submitted[]): Promise<Settled[]> {
    try {
      return await this.together(events);
    } catch (error) {
      if (events.length === 1 || !isAboutOneOfThem(error)) return events.map(() => ({ kind: 'failed', error }));
      const middle = Math.ceil(events.length / 2);
      return [...(await this.settle(events.slice(0, middle))), ...(await this.settle(events.slice(middle)))];
    }
  }

  private together(events: readonly Submitted[]): Promise<SubmissionOutcome[]> {
    const loads = events.map((event) => SubmitInteraction.loads(event, this.rules));
    const all = (name: keyof (typeof loads)[number]) => loads.flatMap((one) => one[name]);
    return this.units.run(
      'submit-interactions',
      {
        submissions: all('submissions'),
        interactions: all('interactions'),
        customers: all('customers'),
        links: all('links'),
        handles: all('handles'),
      },
      async (unit) => {
        const outcomes: SubmissionOutcome[] = [];
        for (const event of events) outcomes.push(await this.submitInteraction.submit(event, unit));
        return outcomes;
      },
    );
  }
}

/**
 * Anything but a store that does not answer, or is in demand: even a bug is met by those alone whose contents lead to it.
 */
function isAboutOneOfThem(error: unknown): boolean {
  if (error instanceof DomainError) return error.kind !== 'unavailable';
  const failure = classify(error);
  return failure === 'data' || failure === 'other';
}
