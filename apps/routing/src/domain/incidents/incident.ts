/** Which cases an incident concerns: all that are given must hold; of the values of one, any. */
export interface IncidentRule {
  readonly topics?: readonly string[];
  readonly products?: readonly string[];
  readonly sites?: readonly string[];
  readonly brands?: readonly string[];
  /** RFC 3339. Of cases that were opened from then on, and before the other. */
  readonly openedFrom?: string;
  readonly openedUntil?: string;
}

/** Texts by language. */
export type Told = Readonly<Record<string, string>>;

/** Something that touches many customers at once. */
export interface Incident {
  readonly incidentId: string;
  readonly version: number;
  readonly kind: string;
  readonly title: string;
  readonly rule: IncidentRule;
  /** What everyone affected is told. */
  readonly reasons: Told;
  /** The language that counts where theirs has no reason. */
  readonly language: string;
  /** How due times are written. */
  readonly timeZone: string;
  /** Until when they hear of it. */
  readonly newDueAt: Date;
  /** Counts what was told: a higher one is told to everyone again. */
  readonly revision: number;
  readonly state: 'declared' | 'ended';
  readonly declaredAt: Date;
  readonly declaredBy: string;
  readonly endedAt?: Date;
  /** By when each of its cases is looked at. */
  readonly reviewBy?: Date;
  readonly endedBy?: string;
  /** Told at the end instead of nothing but that it is over. */
  readonly closing?: Told;
  /** When its cases were looked for last, and when all are looked for again. */
  readonly sweptAt?: Date;
  readonly fullSweepAt?: Date;
}

/** How a case was told of it: by a message, by one about another case of the customer, or not at all. */
export type ToldBy = 'message' | 'other-case' | 'nothing';

/** A case that an incident concerns. */
export interface IncidentCase {
  readonly linkId: string;
  readonly version: number;
  readonly incidentId: string;
  readonly caseId: string;
  readonly linkedAt: Date;
  /** The last that was told. */
  readonly revision: number;
  readonly toldBy: ToldBy;
  /** What the customer was promised at last. */
  readonly promiseId?: string;
  /** When it was looked at after the end. */
  readonly endedAt?: Date;
}

/** One message for one customer, however many of their cases it concerns. */
export interface IncidentNotice {
  readonly noticeId: string;
  readonly version: number;
  readonly incidentId: string;
}

/** Nobody means everybody: such a rule is a mistake. */
export const namesSomething = ({ topics, products, sites, brands }: IncidentRule): boolean =>
  [topics, products, sites, brands].some((values) => values !== undefined && values.length > 0);
