import type { Figure } from './figure.js';

interface Bars {
  readonly ratio?: number;
  readonly ratioDefault?: number;
  readonly ceiling?: number;
  readonly least?: number;
  readonly p99?: number;
  readonly most?: number;
  readonly times?: number;
}

/** What the project promises of itself, by the name of the figure. */
const bars: Readonly<Record<string, Bars>> = {
  'engine.10000-waiting': { least: 10_000 },
  'engine.100000-against-1000': { times: 2 },
  messaging: { ratio: 20, ratioDefault: 50, ceiling: 0.45 },
  'service.intake': { ratio: 10 },
  'service.routing': { ratio: 10 },
  'service.follow-up': { ratio: 10 },
  'service.feedback-analytics': { ratio: 10 },
  pipeline: { least: 800 },
  'latency.one-hop': { p99: 40 },
  'latency.three-hops': { p99: 170 },
  'latency.accepted-to-offered': { p99: 150 },
  'memory.intake': { most: 300 },
  'memory.routing': { most: 300 },
  'memory.follow-up': { most: 300 },
  'memory.feedback-analytics': { most: 300 },
};

/** Adds ratios, shares and whether the bar is reached, all from figures of the same run. */
export function compared(figures: readonly Figure[]): Figure[] {
  const of = (name: string): number | undefined => figures.find((figure) => figure.name === name)?.value;
  const tuned = of('idiomatic.tuned');
  const untuned = of('idiomatic.default');
  const ceilings = figures.filter(({ name }) => name.startsWith('ceiling.')).map(({ value }) => value);
  return figures.map((figure) => {
    const isThroughput = figure.name === 'messaging' || figure.name.startsWith('service.');
    const related: Figure = {
      ...figure,
      ...(isThroughput && tuned !== undefined ? { ratioToIdiomatic: figure.value / tuned } : {}),
      ...(isThroughput && untuned !== undefined ? { ratioToIdiomaticDefault: figure.value / untuned } : {}),
      ...(figure.name === 'messaging' && ceilings.length > 0
        ? { shareOfCeiling: figure.value / Math.min(...ceilings) }
        : {}),
    };
    return { ...related, ...judged(related, bars[figure.name]) };
  });
}

function judged(figure: Figure, bar: Bars | undefined): Pick<Figure, 'bar' | 'reached'> {
  if (bar === undefined) return {};
  const checks: [string, boolean | undefined][] = [];
  const check = (text: string, limit: number | undefined, holds: (limit: number) => boolean | undefined): void => {
    if (limit !== undefined) checks.push([text, holds(limit)]);
  };
  const atLeast = (value: number | undefined) => (limit: number) => (value === undefined ? undefined : value >= limit);
  const atMost = (value: number | undefined) => (limit: number) => (value === undefined ? undefined : value <= limit);
  check(`≥ ${bar.ratio} × tuned`, bar.ratio, atLeast(figure.ratioToIdiomatic));
  check(`≥ ${bar.ratioDefault} × default`, bar.ratioDefault, atLeast(figure.ratioToIdiomaticDefault));
  check(`≥ ${(bar.ceiling ?? 0) * 100} % of ceiling`, bar.ceiling, atLeast(figure.shareOfCeiling));
  check(`≥ ${bar.least}/s`, bar.least, atLeast(figure.value));
  check(`p99 ≤ ${bar.p99} ms`, bar.p99, atMost(figure.p99));
  check(`≤ ${bar.times} ×`, bar.times, atMost(figure.value));
  check(`≤ ${bar.most} MiB`, bar.most, atMost(figure.value));
  const known = checks.filter(([, holds]) => holds !== undefined);
  if (known.length === 0) return {};
  return { bar: known.map(([text]) => text).join(', '), reached: known.every(([, holds]) => holds === true) };
}
