import { percent } from '../figure.js';

/** Contacts of a queue in a period, by what became of them and whether it was within the threshold. */
export interface QueueOutcomes {
  readonly answered: number;
  readonly answeredWithin: number;
  readonly abandoned: number;
  /** Given up before the threshold. */
  readonly abandonedWithin: number;
}

/** The four that are published and all called "service level"; percent. Which one a target means must be said. */
export interface ServiceLevels {
  /** answered within / answered. */
  readonly 'answered-only': number | undefined;
  /** answered within / (answered + abandoned). */
  readonly 'all-offered': number | undefined;
  /** answered within / (answered + abandoned after the threshold). */
  readonly 'without-early-abandons': number | undefined;
  /** (answered within + abandoned within) / (answered + abandoned). */
  readonly 'early-abandons-as-success': number | undefined;
}

export function serviceLevels({ answered, answeredWithin, abandoned, abandonedWithin }: QueueOutcomes): ServiceLevels {
  const offered = answered + abandoned;
  return {
    'answered-only': percent(answeredWithin, answered),
    'all-offered': percent(answeredWithin, offered),
    'without-early-abandons': percent(answeredWithin, offered - abandonedWithin),
    'early-abandons-as-success': percent(answeredWithin + abandonedWithin, offered),
  };
}
