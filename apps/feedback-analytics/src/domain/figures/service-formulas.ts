import { percent } from '../figure.js';
import type { Measure } from '../facts/contribution.js';
import { wilson } from '../statistics/interval.js';
import { abandonmentRate, occupancy } from '../queues/queue-figures.js';
import { serviceLevels } from '../queues/service-level.js';
import {
  journeySteps,
  promisesKept,
  slaAttainment,
  slaAttainmentOfAll,
  transfersPerCase,
} from '../service/case-shares.js';
import { grossFirstContactResolution, netFirstContactResolution } from '../service/contact-shares.js';
import type { Formula } from './formula.js';
import { mean, methodOf, percentiles, share, withVariant, type MethodFigure } from './method-figure.js';
import type { Summed } from './summed.js';

/** Waits and calls are kept in tenths of a second. */
const tenths = 10;

export const serviceFormulas: Readonly<Record<string, Formula>> = {
  'first-response-time': durations('first-response', ['raw', 'business']),
  'resolution-time': durations('resolution', ['first', 'full']),
  'queue-time': durations('queue'),
  'wait-estimate-error': durations('wait-told'),
  'sla-attainment': {
    reads: ['sla', 'case'],
    figures: (summed) => {
      const outcomes = (variant?: string) => {
        const { n, part: met, missing: excluded } = summed.of('sla', variant);
        return { met, breached: n - met, excluded };
      };
      return [
        methodOf(slaAttainment(outcomes())),
        methodOf(slaAttainmentOfAll(outcomes('first-response'), summed.of('case').n)),
        ...summed.variantsOf('sla').map((name) => withVariant(name, methodOf(slaAttainment(outcomes(name))))),
      ];
    },
  },
  'promises-kept': {
    reads: ['promise'],
    figures: (summed) => {
      const kept = (variant?: string) => {
        const { n, part, part2, missing } = summed.of('promise', variant);
        return methodOf(promisesKept({ kept: part, late: part2, broken: n - part - part2, withdrawn: missing }));
      };
      return [kept(), ...summed.variantsOf('promise').map((name) => withVariant(name, kept(name)))];
    },
  },
  occupancy: {
    reads: ['occupancy'],
    figures: (summed) => {
      const { n, part, part2 } = summed.of('occupancy');
      const [onContactSeconds, idleSeconds] = [part / 1000, part2 / 1000];
      const value = occupancy({ onContactSeconds, idleSeconds });
      return [{ method: 'wall-clock', value, n, missing: 0, counts: { onContactSeconds, idleSeconds } }];
    },
  },
  asa: {
    reads: ['queue'],
    figures: (summed) => {
      const { n, part3, ...rest } = summed.of('queue');
      return [mean('mean-queue-time-of-answered', { ...rest, part3, n: n - part3, missing: 0 }, tenths)];
    },
  },
  aht: { reads: ['handling'], figures: (summed) => [mean('talk-hold-wrap-of-handled', summed.of('handling'), tenths)] },
  abandonment: {
    reads: ['queue'],
    figures: (summed) => {
      const { n, part3: abandoned, missing: convertedToCallback } = summed.of('queue');
      return [methodOf(abandonmentRate({ queued: n + convertedToCallback, abandoned, convertedToCallback }))];
    },
  },
  'service-level': { reads: ['queue'], figures: levels },
  fcr: {
    reads: ['closed', 'contact'],
    figures: (summed) => {
      const { n: all, part2: resolvedAtFirstContact, part3: notResolvableAtLevelOne } = summed.of('closed');
      const cases = { all, resolvedAtFirstContact, notResolvableAtLevelOne };
      return [
        methodOf(grossFirstContactResolution(cases)),
        methodOf(netFirstContactResolution(cases)),
        withoutFurtherContact(summed),
      ];
    },
  },
  'repeat-contact-rate': {
    reads: ['contact'],
    figures: (summed) => {
      const { n, part } = summed.of('contact');
      return [share('same-issue-in-7-days', part, n)];
    },
  },
  'journey-completeness': {
    reads: ['closed'],
    figures: (summed) => {
      const { n, part } = summed.of('closed');
      return [{ method: 'steps-of-six', value: percent(part, journeySteps.length * n), n, missing: 0 }];
    },
  },
  'ring-time': {
    reads: ['ring'],
    figures: (summed) => {
      const { n, part } = summed.of('ring');
      return [share('within-3-rings', part, n)];
    },
  },
  'transfers-per-case': {
    reads: ['case'],
    figures: (summed) => {
      const { n, part } = summed.of('case');
      return [methodOf(transfersPerCase(part, n))];
    },
  },
  'component-clean': {
    reads: ['closed', 'signal'],
    figures: (summed) => {
      const { n } = summed.of('closed');
      const clean = (component: string) =>
        withVariant(component, share('cases-without-a-signal', n - summed.of('signal', component).n, n));
      return summed.variantsOf('signal').map(clean);
    },
  },
};

function durations(measure: Measure, variants?: readonly string[]): Formula {
  return {
    reads: [measure],
    hasPercentiles: true,
    figures: (summed) =>
      variants === undefined
        ? percentiles(summed.sketch(measure))
        : variants.flatMap((variant) => percentiles(summed.sketch(measure, variant), variant)),
  };
}

function levels(summed: Summed): readonly MethodFigure[] {
  const { n, part, part2, part3 } = summed.of('queue');
  const [answered, answeredWithin, abandoned, abandonedWithin] = [n - part3, part, part3, part2];
  const values = serviceLevels({ answered, answeredWithin, abandoned, abandonedWithin });
  const level = (method: keyof typeof values, success: number, of: number): MethodFigure => ({
    ...{ method, value: values[method], n: of, missing: 0 },
    ...(of > 0 && { interval: wilson(success, of) }),
  });
  return [
    level('answered-only', answeredWithin, answered),
    level('all-offered', answeredWithin, n),
    level('without-early-abandons', answeredWithin, n - abandonedWithin),
    level('early-abandons-as-success', answeredWithin + abandonedWithin, n),
  ];
}

/** A contact whose days have not passed is decided only when the customer came again. */
function withoutFurtherContact(summed: Summed): MethodFigure {
  const [decided, open] = [summed.of('contact', undefined, false), summed.of('contact', undefined, true)];
  const missing = open.n - open.part2;
  const resolved = decided.n - decided.part2;
  return share('no-further-contact-in-7-days', resolved, decided.n + open.part2, missing);
}
