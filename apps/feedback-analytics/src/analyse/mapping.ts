import type { CesVersion } from '../domain/surveys/ces.js';
import type { KanoAnswer } from '../domain/surveys/kano.js';
import type { StepValue } from '../domain/process/event-log.js';

/** A text or a number as it stands in a cell. */
export type Cell = string | number;

/** Where the answers to one question stand. */
export interface AnswerColumn {
  readonly column: string;
  /** What stands for "no answer", beside an empty cell; capitals make no difference. */
  readonly missing?: readonly Cell[];
  /** Only rows with this value, or one of these, in the column. */
  readonly where?: Readonly<Record<string, Cell | readonly Cell[]>>;
  /** Columns with the scale of each row's question: rows of another scale are left out. */
  readonly scaleMin?: string;
  readonly scaleMax?: string;
}

export interface EffortColumn extends AnswerColumn {
  readonly version: CesVersion;
}

export interface ServqualMapping {
  readonly instrument?: 'servqual' | 'servqual-adapted';
  readonly scale: readonly [number, number];
  readonly items: readonly Cell[];
  /** Names of columns, with `{item}` in them. */
  readonly expectation: string;
  readonly perception: string;
  readonly importance?: string;
  readonly reversed?: readonly Cell[];
  readonly dimensions: Readonly<Record<string, readonly Cell[]>>;
  /** Columns with the points, 100 in all, that the respondent gave each dimension. */
  readonly points?: Readonly<Record<string, string>>;
  readonly missing?: readonly Cell[];
}

export interface KanoMapping {
  readonly items: readonly Cell[];
  readonly functional: string;
  readonly dysfunctional: string;
  /** How the cells of each answer begin. */
  readonly answers: Readonly<Record<KanoAnswer, Cell | readonly Cell[]>>;
  readonly missing?: readonly Cell[];
}

export interface TimeColumn {
  readonly column: string;
  /** `iso`, `epoch-seconds`, `epoch-ms`, or a format of luxon. */
  readonly format?: string;
  readonly zone?: string;
}

export interface ProcessMapping {
  readonly case: string;
  readonly activity: string;
  readonly end: TimeColumn;
  readonly start?: TimeColumn;
  readonly resource?: string;
  readonly after?: Readonly<Record<string, 'waiting' | 'working'>>;
  readonly values?: Readonly<Record<string, StepValue>>;
}

export interface ControlChartMapping {
  readonly kind: 'p' | 'u' | 'xmr';
  readonly label: string;
  /** For p and u: a column with the count, or what counts as one in a row of its own. */
  readonly count?: string | { readonly column: string; readonly values: readonly Cell[] };
  readonly size?: string;
  /** For xmr. */
  readonly value?: string;
  readonly baseline?: number;
  readonly missing?: readonly Cell[];
}

/** A column, or the part of it that the group of a regular expression finds; then multiplied. The first that fits counts. */
export type NumberSource =
  | number
  | {
      readonly column: string;
      readonly pattern?: string;
      readonly times?: number;
      /** Divided by what the second group finds. */
      readonly isRate?: boolean;
    };

export interface StaffingMapping {
  /** Columns that name a case. */
  readonly label?: readonly string[];
  readonly arrivalsPerHour: readonly NumberSource[];
  readonly handlingSeconds: readonly NumberSource[];
  /** Without it the fewest that reach the target are found. */
  readonly agents?: readonly NumberSource[];
  readonly patienceSeconds?: readonly NumberSource[];
  readonly targetSeconds?: readonly NumberSource[];
}

export interface AnalysisMapping {
  readonly name: string;
  readonly csv?: { readonly delimiter?: string; readonly encoding?: string };
  /** Rows with an id that was there before are left out. */
  readonly id?: string;
  /** Survey weight. */
  readonly weight?: string;
  readonly csat?: AnswerColumn;
  readonly nps?: AnswerColumn;
  readonly ces?: EffortColumn;
  readonly servqual?: ServqualMapping;
  readonly kano?: KanoMapping;
  readonly process?: ProcessMapping;
  readonly 'control-chart'?: ControlChartMapping;
  readonly staffing?: StaffingMapping;
}
