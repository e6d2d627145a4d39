import { windowState, type ContactClock } from './contact-clock.js';
import type { Customer } from './customer.js';
import { isRarer, type ContactBudget, type ContactWindow } from './family.js';
import { quietUntil } from './quiet-hours.js';
import { atInvitation } from './suppression.js';
import type { Suppression } from './suppression-rule.js';

export interface AskedCustomer {
  /** Everybody who is one with the customer, the survivor first. */
  readonly people: readonly (Customer | undefined)[];
  /** Of all of them. */
  readonly clocks: readonly (ContactClock | undefined)[];
}

export interface AskedAbout {
  readonly responseId: string;
  readonly family: string;
}

export type Verdict =
  | { readonly kind: 'send' }
  /** `isQuiet`: only the hour is wrong; otherwise a recovery is open. */
  | { readonly kind: 'wait'; readonly reason: string; readonly until: Date; readonly isQuiet: boolean }
  | ({ readonly kind: 'suppress'; readonly until?: Date } & Suppression);

/** How often a survey that waits for a recovery is looked at, beside when the recovery ends. */
const recoveryCheckMs = 86_400_000;

/** May this customer be asked now? The first rule that says no is the one that is told. */
export function verdictOn(about: AskedAbout, asked: AskedCustomer, budget: ContactBudget, now: Date): Verdict {
  return (
    forbidden(asked) ??
    beingRecovered(asked, now) ??
    quiet(asked, budget, now) ??
    overBudget(about, asked, budget, now) ?? { kind: 'send' }
  );
}

function forbidden({ people }: AskedCustomer): Verdict | undefined {
  const found = people.map(atInvitation).find((one) => one !== undefined);
  return found && { kind: 'suppress', ...found };
}

function beingRecovered({ clocks }: AskedCustomer, now: Date): Verdict | undefined {
  if (!clocks.some((clock) => clock !== undefined && clock.recoveries.length > 0)) return undefined;
  const until = new Date(now.getTime() + recoveryCheckMs);
  return { kind: 'wait', reason: 'a recovery is open', until, isQuiet: false };
}

function quiet({ people }: AskedCustomer, budget: ContactBudget, now: Date): Verdict | undefined {
  const hours = people.map((one) => one?.quietHours).find((one) => one !== undefined) ?? budget.quietHours;
  if (hours === undefined) return undefined;
  const zone = people.map((one) => one?.timeZone).find((one) => one !== undefined) ?? budget.zone;
  const until = quietUntil(now, hours, zone);
  return until && { kind: 'wait', reason: `quiet hours until ${hours.end} in ${zone}`, until, isQuiet: true };
}

function overBudget(
  { family, responseId }: AskedAbout,
  { clocks }: AskedCustomer,
  budget: ContactBudget,
  now: Date,
): Verdict | undefined {
  const nowMs = now.getTime();
  const sent = clocks.flatMap((clock) => clock?.sent ?? []);
  const ofFamily = sent.filter((one) => one.family === family).map(({ atMs }) => atMs);
  const window = budget.families[family] ?? budget.global;
  const all = sent.map(({ atMs }) => atMs);
  const pending = clocks.flatMap((clock) => clock?.pending ?? []);
  const rarer = pending.filter((one) => one.responseId !== responseId && isRarer(one.family, family, budget));
  const loses = rarer.find(({ dueMs }) => isTaken([...all, nowMs], Math.max(dueMs, nowMs), budget.global));
  return (
    exceeded(`family-budget@1`, `the budget of ${family} surveys`, ofFamily, window, nowMs) ??
    exceeded('global-budget@1', 'the budget of all surveys together', all, budget.global, nowMs) ??
    (loses && {
      kind: 'suppress',
      rule: 'rarer-family@1',
      reason: `it would take the place of a planned ${loses.family} survey, which is rarer`,
    })
  );
}

function exceeded(
  rule: string,
  what: string,
  sentMs: readonly number[],
  window: ContactWindow,
  nowMs: number,
): Verdict | undefined {
  const { nextMs, used } = windowState(sentMs, window, nowMs);
  if (nextMs === undefined) return undefined;
  const because = used >= window.most ? 'is used up' : 'has a gap that is not over';
  return { kind: 'suppress', rule, reason: `${what} ${because}`, until: new Date(nextMs) };
}

const isTaken = (sentMs: readonly number[], dueMs: number, window: ContactWindow): boolean =>
  windowState(sentMs, window, dueMs).nextMs !== undefined;
