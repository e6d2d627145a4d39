import type { SurveyChannel } from './contact.js';
import type { Customer } from './customer.js';
import type { Instrument } from './instrument.js';
import type { Suppression } from './suppression-rule.js';

/** After each closed cycle of a case, after a recovery was fulfilled, or by itself every so often. */
export type Trigger =
  | { readonly kind: 'close' | 'recovery'; readonly delayMs?: number }
  | { readonly kind: 'schedule'; readonly everyMs: number };

/** Whom a programme is for. What is absent does not matter. */
export interface Audience {
  readonly kinds?: readonly string[];
  readonly channels?: readonly string[];
  readonly queues?: readonly string[];
  readonly needs?: readonly string[];
  readonly segments?: readonly string[];
  readonly tiers?: readonly string[];
  /** Only the first cycle of a case. */
  readonly isFirstCycleOnly?: boolean;
}

/** When and with which instrument whom is asked. */
export interface Programme {
  readonly id: string;
  readonly instrument: Instrument;
  readonly family: string;
  readonly trigger: Trigger;
  readonly audience: Audience;
  /** Share of the occasions that are followed by a question, above 0 and at most 1. */
  readonly share: number;
  /** Invitations in a calendar stretch of this length. */
  readonly quota?: { readonly most: number; readonly perMs: number };
  readonly expiryMs?: number;
  /** From the invitation, in order. */
  readonly reminderMs: readonly number[];
  /** In order; `as-contact` is where the customer wrote from. */
  readonly channels: readonly (SurveyChannel | 'as-contact')[];
  /** Whatever the customer speaks. */
  readonly language?: string;
}

/** Customers for whom one invited customer stands. */
export const samplingWeightOf = ({ share }: Programme): number => 1 / share;

const isIn = (wanted: readonly string[] | undefined, ...values: readonly (string | undefined)[]): boolean =>
  wanted === undefined || values.some((value) => value !== undefined && wanted.includes(value));

export interface ClosedCycle {
  readonly kind: string;
  readonly channel: string;
  readonly queueId?: string;
  readonly needs: readonly string[];
  readonly cycle: number;
}

/** Is a closed cycle an occasion for this programme? What the customer is, is asked when the time has come. */
export function isOccasion({ audience }: Programme, { kind, channel, queueId, needs, cycle }: ClosedCycle): boolean {
  const { kinds, channels, queues, isFirstCycleOnly = false } = audience;
  if (isFirstCycleOnly && cycle > 1) return false;
  return isIn(kinds, kind) && isIn(channels, channel) && isIn(queues, queueId) && isIn(audience.needs, ...needs);
}

/** By the id alone, so that everybody who asks gets the same answer. The ids are hashes: their bits are even. */
export function isSampled({ share }: Pick<Programme, 'share'>, responseId: string): boolean {
  return share >= 1 || Number.parseInt(responseId.slice(0, 8), 16) / 0x1_0000_0000 < share;
}

export function notFor({ audience }: Programme, customer: Customer | undefined): Suppression | undefined {
  if (!isIn(audience.segments, customer?.segment))
    return { rule: 'segment@1', reason: 'the programme is for other segments' };
  if (!isIn(audience.tiers, customer?.tier)) return { rule: 'tier@1', reason: 'the programme is for other tiers' };
  return undefined;
}

export const notSampled: Suppression = { rule: 'sample@1', reason: 'not in the sample of the programme' };

/** Invitations of a programme in the stretch that runs; stretches begin at whole multiples of their length since 1970. */
export interface QuotaUse {
  readonly programmeId: string;
  readonly version: number;
  readonly stretch: number;
  readonly used: number;
}

/** The use with one more, or the rule that forbids it. */
export function countedIn(
  { id, quota }: Programme,
  use: QuotaUse | undefined,
  now: Date,
): QuotaUse | Suppression | undefined {
  if (quota === undefined) return undefined;
  const stretch = Math.floor(now.getTime() / quota.perMs);
  const used = use?.stretch === stretch ? use.used : 0;
  if (used >= quota.most)
    return { rule: 'quota@1', reason: `the ${String(quota.most)} invitations of this stretch are sent` };
  return { programmeId: id, version: (use?.version ?? 0) + 1, stretch, used: used + 1 };
}

/** Rounds of a schedule differ from customer to customer, so that they are spread over the whole of its length. */
export function roundAfter(
  everyMs: number,
  customerId: string,
  now: Date,
): { readonly round: number; readonly at: Date } {
  const offsetMs = Math.floor((Number.parseInt(customerId.slice(-8), 16) / 0x1_0000_0000) * everyMs);
  const round = Math.floor((now.getTime() - offsetMs) / everyMs) + 1;
  return { round, at: new Date(round * everyMs + offsetMs) };
}
