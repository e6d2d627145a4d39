import type { DatabaseOwner } from '#libs/local-stack';
import type { RecordOffsets } from './record-offsets.js';
import type { PartitionState, ServiceCounts, Tallies } from './service-state.js';

export type Counts = ReadonlyMap<DatabaseOwner, ServiceCounts>;

/** One line of G5: accepted = effects + ignored + duplicates + parked + dead-lettered + in flight. */
export interface ServiceBalance {
  readonly service: DatabaseOwner;
  /** Records in its topics since the start. */
  readonly accepted: number;
  readonly effects: number;
  readonly ignored: number;
  readonly duplicate: number;
  readonly parked: number;
  readonly dead: number;
  /** Not consumed yet. */
  readonly inFlight: number;
  /** Not sent yet, refused ones included. */
  readonly outbox: number;
  /** Interactions recorded since the start. */
  readonly interactions: number;
}

const tallyNames = ['handled', 'ignored', 'duplicate', 'parked', 'dead'] as const;

/** @param records every record of the topics from the first position of `before` on */
export function balanceOf(
  service: DatabaseOwner,
  before: ServiceCounts,
  after: ServiceCounts,
  records: RecordOffsets,
): ServiceBalance {
  const start = new Map(before.partitions.map((state) => [keyOf(state), state]));
  const sum: Record<keyof Tallies, number> = { handled: 0, ignored: 0, duplicate: 0, parked: 0, dead: 0 };
  let accepted = 0;
  let inFlight = 0;
  for (const state of after.partitions) {
    const earlier = start.get(keyOf(state));
    for (const name of tallyNames) sum[name] += state[name] - (earlier?.[name] ?? 0);
    const from = earlier?.next ?? state.startedAt;
    accepted += records.between(state.topic, state.partition, from, Infinity);
    inFlight += records.between(state.topic, state.partition, state.next, Infinity);
  }
  return {
    service,
    accepted,
    effects: sum.handled,
    ignored: sum.ignored,
    duplicate: sum.duplicate,
    parked: sum.parked,
    dead: sum.dead,
    inFlight,
    outbox: after.outbox + after.outboxRefused,
    interactions: after.interactions - before.interactions,
  };
}

function keyOf({ topic, partition }: Pick<PartitionState, 'topic' | 'partition'>): string {
  return `${topic}/${partition}`;
}

/** What of a balance is open, in sentences; none when it balances. */
export function faultsOf(balances: readonly ServiceBalance[], interactionsOwed: number): string[] {
  return balances.flatMap((balance) => {
    const { service, accepted, effects, ignored, duplicate, parked, dead, inFlight, outbox, interactions } = balance;
    const accounted = effects + ignored + duplicate + parked + dead + inFlight;
    return [
      ...(accounted === accepted
        ? []
        : [`${service} accounts for ${accounted} of ${accepted} records: ${difference(accepted - accounted)}.`]),
      ...(inFlight === 0 ? [] : [`${service} has not consumed ${inFlight} records.`]),
      ...(outbox === 0 ? [] : [`${service} has not sent ${outbox} rows of its outbox.`]),
      ...(interactions === interactionsOwed
        ? []
        : [
            `${service} recorded ${interactions} of ${interactionsOwed} interactions: ${difference(interactionsOwed - interactions)}.`,
          ]),
    ];
  });
}

function difference(missing: number): string {
  return missing > 0 ? `${missing} are missing` : `${-missing} are too many`;
}
