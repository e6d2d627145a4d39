import type { Calendar } from './calendar.js';
import type { ClockMetric, ClockTerms, PauseReason } from './sla-terms.js';

/** What rules look at. */
export interface Traits {
  readonly kind: string;
  readonly channel: string;
  readonly urgency: number;
  /** What the customer has bought, such as `vip`; absent where nothing is known of it. */
  readonly plan?: string;
  readonly brand?: string;
  readonly queueId?: string;
}

/** All that are given must hold; of the values of one, any. Nothing given: always. */
export interface Conditions {
  readonly kinds?: readonly string[];
  readonly channels?: readonly string[];
  readonly plans?: readonly string[];
  readonly brands?: readonly string[];
  readonly queues?: readonly string[];
  readonly urgencyAtLeast?: number;
}

export interface SlaTarget {
  readonly metric: ClockMetric;
  readonly targetMs: number;
  /** Whether only the calendar's hours count. */
  readonly inBusinessTime: boolean;
  readonly warnAt: readonly number[];
  readonly pauseOn: readonly PauseReason[];
}

export interface SlaPolicy {
  readonly policyId: string;
  /** Follows from its content: other rules are another version. */
  readonly version: string;
  readonly when: Conditions;
  readonly calendar?: string;
  readonly targets: readonly SlaTarget[];
}

/** What a plan gives for a kind of contact on a channel. What it does not say is as the SLA policies have it. */
export interface Entitlement {
  readonly entitlementId: string;
  readonly when: Pick<Conditions, 'plans' | 'kinds' | 'channels'>;
  readonly policyId?: string;
  readonly calendar?: string;
  /** At least this urgent. */
  readonly priority?: number;
}

/** A calendar as it was at one time: clocks that began under it go on by it. */
export interface CalendarVersion {
  /** `<calendar>@<version>`; the version follows from its content. */
  readonly ref: string;
  readonly calendar: Calendar;
}

/** The rules of time of a company. In both lists the first that matches counts. */
export interface TimePolicy {
  readonly calendars: readonly CalendarVersion[];
  readonly policies: readonly SlaPolicy[];
  readonly entitlements: readonly Entitlement[];
}

export interface Agreed {
  readonly terms: readonly ClockTerms[];
  readonly entitlementId?: string;
  readonly urgency: number;
}

/** What a contact is entitled to, and the clocks that so begin with its case. */
export function agreedFor(traits: Traits, { calendars, policies, entitlements }: TimePolicy): Agreed {
  const entitlement = entitlements.find(({ when }) => holds(when, traits));
  const named = entitlement?.policyId;
  const policy =
    named === undefined
      ? policies.find(({ when }) => holds(when, traits))
      : policies.find(({ policyId }) => policyId === named);
  const calendarId = entitlement?.calendar ?? policy?.calendar;
  const calendar = calendars.find((one) => one.calendar.calendarId === calendarId)?.ref;
  return {
    terms: policy?.targets.map((target) => termsOf(policy, target, calendar)) ?? [],
    ...(entitlement && { entitlementId: entitlement.entitlementId }),
    urgency: Math.max(traits.urgency, entitlement?.priority ?? 1),
  };
}

function termsOf(policy: SlaPolicy, target: SlaTarget, calendar: string | undefined): ClockTerms {
  const { metric, targetMs, warnAt, pauseOn, inBusinessTime } = target;
  const policyVersion = `${policy.policyId}@${policy.version}`;
  return {
    ...{ metric, policyVersion, targetMs, warnAt, pauseOn },
    ...(inBusinessTime && calendar !== undefined && { calendar }),
  };
}

export function holds(when: Conditions, traits: Traits): boolean {
  const { kind, channel, plan, brand, queueId, urgency } = traits;
  return (
    among(when.kinds, kind) &&
    among(when.channels, channel) &&
    among(when.plans, plan) &&
    among(when.brands, brand) &&
    among(when.queues, queueId) &&
    urgency >= (when.urgencyAtLeast ?? 1)
  );
}

const among = (allowed: readonly string[] | undefined, value: string | undefined): boolean =>
  allowed === undefined || (value !== undefined && allowed.includes(value));
