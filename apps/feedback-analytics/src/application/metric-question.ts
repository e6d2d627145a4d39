import { DomainError } from '#libs/messaging';
import { metricCatalogue, metricOf, type MetricEntry } from '../domain/catalogue/metric-catalogue.js';
import { sliceNames, type SliceName } from '../domain/facts/dims.js';
import { formulas } from '../domain/figures/formulas.js';
import type { Formula } from '../domain/figures/formula.js';
import { grains, windowsIn, type Grain } from '../domain/figures/window.js';
import { Zone } from '../domain/rollup/zone.js';
import { present } from '../domain/present.js';
import type { SliceFilter } from './figure-sums.js';

/** What is asked, as texts. */
export interface MetricRequest {
  readonly metric: string;
  readonly from?: string;
  readonly to?: string;
  readonly grain?: string;
  readonly by?: string;
  /** `queue:general,billing;channel:email` */
  readonly filter?: string;
  readonly timeZone?: string;
  readonly method?: string;
}

export interface MetricQuestion {
  readonly entry: MetricEntry;
  readonly formula: Formula;
  readonly from?: number;
  readonly to?: number;
  readonly grain?: Grain;
  readonly by: readonly SliceName[];
  readonly filter: SliceFilter;
  readonly zone: Zone;
  readonly method?: string;
  /** Days of the reports do not do: hours have to be added up. */
  readonly isHourly: boolean;
}

export const questionLimits = { windows: 2_400, slices: 3, figures: 20_000, filters: 100 } as const;

const hourMs = 3_600_000;

/**
 * What is asked of which metric, checked against what there is.
 * @throws DomainError that lists what there is
 */
export function questionOf(request: MetricRequest, reports: Zone): MetricQuestion {
  const { entry, formula } = servedMetric(request.metric);
  const zone = zoneOf(request.timeZone, reports);
  const grain = grainOf(request.grain);
  const [from, to] = [instantOf('from', request.from, zone), instantOf('to', request.to, zone)];
  if (from !== undefined && to !== undefined && from >= to) refuse('empty-range', '`from` must be before `to`', {});
  const windows = from === undefined || to === undefined || !grain ? 0 : windowsIn(from, to, grain);
  if (windows > questionLimits.windows) {
    const limits = { windows, limit: questionLimits.windows, grains };
    refuse(
      'range-over-limit',
      `the range has ${windows} windows of one ${grain}; take a coarser grain or less time`,
      limits,
    );
  }
  const isDay = (at: number | undefined): boolean => at === undefined || reports.dayStart(at) === at;
  const isHourly = zone.name !== reports.name || grain === 'hour' || !isDay(from) || !isDay(to);
  if (isHourly) for (const at of [from, to]) checkHour(at, zone, reports);
  const asked = { by: slicesOf(request.by), filter: filterOf(request.filter), method: methodOf(request.method, entry) };
  return present({ entry, formula, from, to, grain, zone, isHourly, ...asked });
}

function servedMetric(metric: string): { readonly entry: MetricEntry; readonly formula: Formula } {
  const entry = metricOf(metric);
  const formula = formulas.get(metric);
  if (entry && formula) return { entry, formula };
  const metrics = metricCatalogue.map(({ id }) => id).filter((id) => formulas.has(id));
  const problem = entry ? 'is computed by analyses only' : 'is not in the catalogue';
  throw new DomainError('unknown-metric', `this metric ${problem}; see details.metrics`, 'not-found', { metrics });
}

function zoneOf(timeZone: string | undefined, reports: Zone): Zone {
  if (timeZone === undefined || timeZone === reports.name) return reports;
  try {
    return new Zone(timeZone);
  } catch {
    return refuse('unknown-time-zone', 'timeZone must be a name of the IANA list; see details.timeZones', {
      timeZones: Intl.supportedValuesOf('timeZone'),
    });
  }
}

function grainOf(text: string | undefined): Grain | undefined {
  if (text === undefined) return undefined;
  return grains.find((grain) => grain === text) ?? refuse('unknown-grain', 'see details.grains', { grains });
}

const day = /^\d{4}-\d{2}-\d{2}$/;

function instantOf(field: string, text: string | undefined, zone: Zone): number | undefined {
  if (text === undefined) return undefined;
  const at = day.test(text) ? zone.instantOf(Date.parse(`${text}T00:00:00Z`)) : Date.parse(text);
  if (Number.isFinite(at)) return at;
  return refuse('invalid-instant', `${field} must be a day (2026-11-23) or an instant (2026-11-23T10:00:00Z)`, {
    field,
  });
}

/** Sums begin at the full hour of the reports' clocks. */
function checkHour(at: number | undefined, zone: Zone, reports: Zone): void {
  const shift = at === undefined ? 0 : (zone.offsetAt(at) - reports.offsetAt(at)) % hourMs;
  if (shift !== 0) {
    const zones = { timeZone: zone.name, reportTimeZone: reports.name };
    refuse('time-zone-between-hours', 'this zone is no whole hours from that of the reports', zones);
  }
  if (at !== undefined && reports.hourStart(at) !== at) {
    refuse('not-on-the-hour', '`from` and `to` must be full hours', { reportTimeZone: reports.name });
  }
}

function slicesOf(text: string | undefined): readonly SliceName[] {
  const names = (text ?? '').split(',').filter((name) => name !== '');
  if (names.length > questionLimits.slices) {
    refuse('too-many-slices', `by can name ${questionLimits.slices} slices`, { limit: questionLimits.slices });
  }
  return [...new Set(names.map(sliceOf))];
}

function sliceOf(text: string): SliceName {
  return (
    sliceNames.find((name) => name === text) ?? refuse('unknown-slice', 'see details.slices', { slices: sliceNames })
  );
}

function filterOf(text: string | undefined): SliceFilter {
  const filter: Partial<Record<SliceName, readonly string[]>> = {};
  for (const part of (text ?? '').split(';').filter((one) => one !== '')) {
    const at = part.indexOf(':');
    if (at < 1) refuse('invalid-filter', 'filter is `slice:value,value;slice:value`', { slices: sliceNames });
    const values = part.slice(at + 1).split(',');
    if (values.length > questionLimits.filters) {
      refuse('too-many-filters', 'a slice can be filtered by so many values', { limit: questionLimits.filters });
    }
    filter[sliceOf(part.slice(0, at))] = values;
  }
  return filter;
}

function methodOf(text: string | undefined, { methods }: MetricEntry): string | undefined {
  if (text === undefined || methods.includes(text)) return text;
  return refuse('unknown-method', 'see details.methods', { methods });
}

function refuse(code: string, message: string, details: Readonly<Record<string, unknown>>): never {
  throw new DomainError(code, message, 'invalid', details);
}
