export type MetricUnit = 'percent' | 'points' | 'seconds' | 'days' | 'share' | 'scale' | 'count' | 'coefficient';
export type MetricDirection = 'higher-is-better' | 'lower-is-better' | 'middle-is-best' | 'none';

export interface MetricEntry {
  readonly id: string;
  readonly name: string;
  /** Raised when the same answers would give another number. */
  readonly formulaVersion: number;
  readonly unit: MetricUnit;
  readonly direction: MetricDirection;
  /** Of a person or a ranking of persons nothing is shown below it. */
  readonly minimumN: number;
  readonly formula: string;
  /** Ways to compute it, each a figure of its own. */
  readonly methods: readonly string[];
  readonly interval: 'wilson' | 'wald, n < 30 adjusted' | 'student' | 'none';
  readonly source: string;
}

type Line = readonly [
  id: string,
  name: string,
  unit: MetricUnit,
  direction: MetricDirection,
  interval: MetricEntry['interval'],
  formula: string,
  methods: readonly string[],
  source: string,
];

/** No ranking on fewer than ten answers: chance would rank. */
const forPeople = 10;

const up = 'higher-is-better';
const down = 'lower-is-better';

const lines: readonly Line[] = [
  [
    'csat',
    'Customer satisfaction',
    'percent',
    up,
    'wilson',
    '100 · n(4 and 5) / n(valid on 1–5); neutral answers stay in the denominator',
    ['top-two-of-five', 'top-two-of-five, weighted'],
    'common survey practice',
  ],
  [
    'rating-mean',
    'Mean rating',
    'scale',
    up,
    'student',
    'Σ rating / n; another metric than CSAT',
    ['mean-of-1-to-5'],
    'common survey practice',
  ],
  [
    'response-rate',
    'Response rate',
    'percent',
    up,
    'wilson',
    'answered / delivered; eligible, sent, delivered and answered are published with it',
    ['answered-of-delivered'],
    'own definition',
  ],
  [
    'nps',
    'Net Promoter Score',
    'points',
    up,
    'wald, n < 30 adjusted',
    '100 · (n(9–10) − n(0–6)) / n, −100…100; SE = 100 · √((p + d − (p − d)²) / n)',
    ['unweighted', 'weighted'],
    'Reichheld, HBR 12/2003',
  ],
  [
    'ces',
    'Customer effort',
    'scale',
    'none',
    'student',
    '1.0: mean on 1–5, low is good. 2.0 on 1–7, high is good: mean; share of 5 and more; %(6–7) − %(1–3)',
    ['ces-1.0-mean', 'ces-2.0-mean', 'ces-2.0-share-of-5-and-more', 'ces-2.0-index'],
    'Dixon et al., HBR 7/2010; The Effortless Experience, 2013',
  ],
  [
    'servqual-gap',
    'SERVQUAL gap',
    'scale',
    up,
    'student',
    'perceived − expected; dimension = mean of the respondents’ means; service quality = Σ dimensions / K, or Σ points/100 · gap of each respondent',
    ['unweighted', 'weighted'],
    'Parasuraman, Zeithaml, Berry, J. Retailing 64(1), 1988',
  ],
  [
    'servperf',
    'SERVPERF',
    'scale',
    up,
    'student',
    'perceptions alone: mean of the respondents’ means, then of the dimensions',
    ['unweighted'],
    'Cronin, Taylor, J. Marketing 56(3), 1992',
  ],
  [
    'expectation-met',
    'Exceeded, met, below',
    'percent',
    up,
    'none',
    'shares of respondents whose gap is above, at and below 0',
    ['exceeded', 'met', 'below'],
    'Parasuraman, Zeithaml, Berry, 1988',
  ],
  [
    'scale-reliability',
    'Reliability of a scale',
    'coefficient',
    up,
    'none',
    'Cronbach’s α = k / (k − 1) · (1 − Σ var(item) / var(total)) of complete answers',
    ['perceptions', 'gaps'],
    'Cronbach, Psychometrika 16, 1951',
  ],
  [
    'reviewer-agreement',
    'Agreement of reviewers',
    'coefficient',
    up,
    'none',
    'Krippendorff’s α = 1 − observed / expected disagreement',
    ['nominal', 'ordinal', 'interval'],
    'Krippendorff, 2011',
  ],
  [
    'first-response-time',
    'First response time',
    'seconds',
    down,
    'none',
    'first public reply of a person − start of the clock; raw and in business time',
    ['p50', 'p90'],
    'own definition',
  ],
  [
    'resolution-time',
    'Resolution time',
    'seconds',
    down,
    'none',
    'first: opening → first resolution; full: opening → last resolution',
    ['p50', 'p90'],
    'own definition',
  ],
  [
    'queue-time',
    'Time in the queue',
    'seconds',
    down,
    'none',
    'from entering the queue to leaving it',
    ['p50', 'p90'],
    'own definition',
  ],
  [
    'sla-attainment',
    'SLA attainment',
    'percent',
    up,
    'wilson',
    'met / (met + breached) of targets decided in the period; overdue and open is breached at its deadline',
    ['met-of-decided', 'met-of-all-conversations'],
    'own definition',
  ],
  [
    'promises-kept',
    'Promises kept',
    'percent',
    up,
    'wilson',
    'kept on time / (kept + late + broken), of those due in the period',
    ['kept-of-due'],
    'own definition',
  ],
  [
    'occupancy',
    'Occupancy',
    'percent',
    'middle-is-best',
    'none',
    'on contact / (on contact + idle), wall-clock',
    ['wall-clock'],
    'contact centre practice',
  ],
  [
    'asa',
    'Average speed of answer',
    'seconds',
    down,
    'student',
    'mean queue time of answered contacts; abandoned ones are excluded',
    ['mean-queue-time-of-answered'],
    'contact centre practice',
  ],
  [
    'aht',
    'Average handle time',
    'seconds',
    'none',
    'student',
    'talk + hold + wrap-up of handled contacts',
    ['talk-hold-wrap-of-handled'],
    'contact centre practice',
  ],
  [
    'abandonment',
    'Abandonment',
    'percent',
    down,
    'wilson',
    'abandoned in the queue / queued; converted to a callback is in neither',
    ['abandoned-of-queued'],
    'contact centre practice',
  ],
  [
    'service-level',
    'Service level',
    'percent',
    up,
    'wilson',
    'answered within X s; 80/20 where nothing else is agreed',
    ['answered-only', 'all-offered', 'without-early-abandons', 'early-abandons-as-success'],
    'ICMI',
  ],
  [
    'fcr',
    'First contact resolution',
    'percent',
    up,
    'wilson',
    'gross: resolved at first contact / all; net: without what level 1 cannot resolve; operational: no further contact of the customer on the issue within the window',
    ['gross', 'net', 'no-further-contact-in-7-days'],
    'Medallia; contact centre practice',
  ],
  [
    'repeat-contact-rate',
    'Repeat contact rate',
    'percent',
    down,
    'wilson',
    'contacts with an earlier one of the same customer and issue within the window / contacts',
    ['same-issue-in-7-days'],
    'SQM',
  ],
  [
    'backlog-age',
    'Age of the backlog',
    'days',
    down,
    'none',
    'now − opening, never since the last touch; buckets to 10, to 30 and over 30 days',
    ['p50', 'p90', 'buckets'],
    'HDI',
  ],
  [
    'journey-completeness',
    'Journey completeness',
    'percent',
    up,
    'none',
    'steps taken of greeted, needs-confirmed, fulfilled, verified, thanked, invited-back',
    ['steps-of-six'],
    'own definition',
  ],
  [
    'recovery-rate',
    'Recovery rate',
    'percent',
    up,
    'wilson',
    'positive after the recovery / checked; closed without an answer is shown apart',
    ['positive-of-checked'],
    'own definition',
  ],
  [
    'containment',
    'Containment',
    'percent',
    up,
    'wilson',
    'answers accepted with no further contact on the issue in 7 days / answers suggested',
    ['no-contact-in-7-days'],
    'own definition',
  ],
  [
    'ring-time',
    'Answered before the third ring ends',
    'percent',
    up,
    'wilson',
    'answered calls with ring time ≤ 3 ring cycles of the account (6 s where not set)',
    ['within-3-rings'],
    'own definition',
  ],
  [
    'transfers-per-case',
    'Transfers per case',
    'count',
    down,
    'none',
    'transfers / cases',
    ['transfers-of-cases'],
    'own definition',
  ],
  [
    'wait-estimate-error',
    'Error of the wait told',
    'seconds',
    down,
    'none',
    '|told − actual|',
    ['p50', 'p90'],
    'own definition',
  ],
  [
    'refused-yet-satisfied',
    'Refused yet satisfied',
    'percent',
    up,
    'wilson',
    'positive scores of cases in which an expectation was lowered or a request refused',
    ['positive-of-scored'],
    'own definition',
  ],
  [
    'repurchase-rate',
    'Bought again',
    'percent',
    up,
    'wilson',
    'customers who bought again in the time after / customers, by whether they met a failure and whether it was made good',
    ['of-customers-no-failure', 'of-customers-recovered', 'of-customers-not-recovered'],
    'own definition',
  ],
  [
    'churn-rate',
    'Left',
    'percent',
    down,
    'wilson',
    'customers who cancelled or were not seen for the agreed time / customers, by whether they met a failure and whether it was made good',
    ['of-customers-no-failure', 'of-customers-recovered', 'of-customers-not-recovered'],
    'own definition',
  ],
  [
    'component-clean',
    'Cases without a sign of bad service',
    'percent',
    up,
    'wilson',
    'cases without a signal of the component / cases, for each of the ten components',
    ['cases-without-a-signal'],
    'own definition',
  ],
];

/** THE list of metrics: what is not in it is not published. `docs/metrics.md` is made from it. */
export const metricCatalogue: readonly MetricEntry[] = lines.map(
  ([id, name, unit, direction, interval, formula, methods, source]) => ({
    id,
    name,
    formulaVersion: 1,
    unit,
    direction,
    minimumN: forPeople,
    formula,
    methods,
    interval,
    source,
  }),
);

const byId = new Map(metricCatalogue.map((entry) => [entry.id, entry]));

/** Undefined for a metric that there is not. */
export function metricOf(id: string): MetricEntry | undefined {
  return byId.get(id);
}

/** Whether a figure about a person, or a ranking, may be shown. */
export function isEnoughForPeople(id: string, n: number): boolean {
  const entry = metricOf(id);
  return entry !== undefined && n >= entry.minimumN;
}
