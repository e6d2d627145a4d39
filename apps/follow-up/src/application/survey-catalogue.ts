import type { AskedInstrument } from '../domain/answer.js';
import { isRarer, type ContactBudget } from '../domain/family.js';
import { refOf, type Instrument } from '../domain/instrument.js';
import type { Programme } from '../domain/programme.js';
import type { Survey } from './stores.js';

export interface KnownInstruments {
  /** Asked by programmes, and offered to reviewers and employees. */
  readonly current: readonly Instrument[];
  /** Versions that were asked once and are not any more. */
  readonly retired: readonly Instrument[];
}

/** What can be asked, and by which programmes: what the policy folder says, and every version that was ever asked. */
export class SurveyCatalogue {
  private readonly byRef: ReadonlyMap<string, AskedInstrument>;
  private readonly byId: ReadonlyMap<string, Programme>;

  constructor(
    readonly programmes: readonly Programme[],
    readonly budget: ContactBudget,
    { current, retired }: KnownInstruments,
  ) {
    this.byId = new Map(programmes.map((programme) => [programme.id, programme]));
    this.byRef = new Map(
      [...retired.map((instrument) => ({ instrument, isRetired: true })), ...current.map(asked)].map((one) => [
        refOf(one.instrument),
        one,
      ]),
    );
  }

  after(kind: 'close' | 'recovery'): readonly Programme[] {
    return this.programmes.filter(({ trigger }) => trigger.kind === kind);
  }

  get schedules(): readonly (Programme & { readonly trigger: { readonly kind: 'schedule' } })[] {
    return this.programmes.flatMap((programme) => {
      const { trigger } = programme;
      return trigger.kind === 'schedule' ? [{ ...programme, trigger }] : [];
    });
  }

  /** Does a planned survey of this family keep others from taking its place? Of the most frequent family none does. */
  isKeptFree(family: string): boolean {
    return this.programmes.some((other) => isRarer(family, other.family, this.budget));
  }

  /** The longest stretch that an invitation counts in. */
  get longestWindowMs(): number {
    const { global, families } = this.budget;
    return Math.max(...[global, ...Object.values(families)].map(({ perMs, gapMs = 0 }) => Math.max(perMs, gapMs)));
  }

  /** Undefined for a programme that the folder does not hold any more. */
  programme(programmeId: string): Programme | undefined {
    return this.byId.get(programmeId);
  }

  /** What a survey that was sent asks; undefined when it was not sent, or nobody knows the version. */
  askedIn(survey: Survey | undefined): AskedInstrument | undefined {
    return survey !== undefined && 'instrumentVersion' in survey && survey.instrumentVersion !== undefined
      ? this.byRef.get(refOf({ id: survey.instrument, version: survey.instrumentVersion }))
      : undefined;
  }
}

const asked = (instrument: Instrument): AskedInstrument => ({ instrument, isRetired: false });
