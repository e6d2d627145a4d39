import { knownHours } from '../../domain/time/known-hours.js';
import { defaultJourneyPolicy, type JourneyPolicy } from '../../domain/journey/journey-policy.js';
import type { Hours } from '../../domain/time/derive-clock.js';
import type { CalendarVersion } from '../../domain/time/sla-policy.js';
import { RoutingPolicy } from '../routing-policy.js';
import type { PolicyRules } from './policy-compiler.js';
import { versionName, type PolicyVersion } from './policy-version.js';

/** The rules that this instance goes by now. They are exchanged as a whole, between two decisions. */
export class PolicyInForce extends RoutingPolicy {
  private rules: PolicyRules;
  private known: Hours;
  private changing = new AbortController();

  constructor(
    rules: PolicyRules,
    calendars: readonly CalendarVersion[],
    /** Undefined where the settings alone say what counts. */
    public version?: PolicyVersion,
  ) {
    super();
    this.rules = named(rules, version);
    this.known = knownHours(calendars);
  }

  get cases(): PolicyRules['cases'] {
    return this.rules.cases;
  }

  get time(): PolicyRules['time'] {
    return this.rules.time;
  }

  get access(): PolicyRules['access'] {
    return this.rules.access;
  }

  override get journey(): JourneyPolicy {
    return this.rules.journey ?? defaultJourneyPolicy;
  }

  get engine(): PolicyRules['engine'] {
    return this.rules.engine;
  }

  /** @throws CalendarNotLearnt */
  readonly hours: Hours = (ref) => {
    try {
      return this.known(ref);
    } catch (error) {
      throw new CalendarNotLearnt(ref, { cause: error });
    }
  };

  /** Aborts when other rules come into force. */
  get changed(): AbortSignal {
    return this.changing.signal;
  }

  /** Before the first clock can run by them. */
  learn(calendars: readonly CalendarVersion[]): void {
    this.known = knownHours(calendars);
  }

  use(rules: PolicyRules, version: PolicyVersion): void {
    this.rules = named(rules, version);
    this.version = version;
    const { changing } = this;
    this.changing = new AbortController();
    changing.abort();
  }
}

/**
 * Another instance went by a newer policy before this one knew it, which was held up for seconds. The same work succeeds
 * once it has caught up, so whoever runs it tries again.
 */
class CalendarNotLearnt extends Error {
  override readonly name = 'CalendarNotLearnt';
  /** As Postgres names what can be repeated. */
  readonly code = '40001';

  constructor(ref: string | undefined, options: ErrorOptions) {
    super(`the calendar ${ref ?? ''} is not known here yet`, options);
  }
}

const named = (rules: PolicyRules, version: PolicyVersion | undefined): PolicyRules =>
  version === undefined ? rules : { ...rules, engine: { ...rules.engine, version: versionName(version) } };
