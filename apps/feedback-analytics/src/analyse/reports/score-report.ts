import type { Figure } from '../../domain/figure.js';
import { cesFigures, noEffort } from '../../domain/surveys/ces.js';
import { noNps, npsFigure, weightedNpsFigure } from '../../domain/surveys/nps.js';
import { meanFigure } from '../../domain/surveys/mean-score.js';
import { answered, type ScaleTally } from '../../domain/surveys/scale-tally.js';
import { noRatings, topTwoFigure, weightedTopTwoFigure } from '../../domain/surveys/top-two.js';
import { answerRule, codes, numberIn, readAnswer, type AnswerRule } from '../answer.js';
import { figureJson, figureTable } from '../figure-table.js';
import { MappedFile, type MappedRow } from '../mapped-file.js';
import type { AnalysisMapping, AnswerColumn, EffortColumn } from '../mapping.js';
import { fileCounts, type AnalysisReport } from '../report.js';

export async function csatReport(file: string, mapping: AnalysisMapping, where: AnswerColumn): Promise<AnalysisReport> {
  return scoreReport('csat', file, mapping, where, noRatings, (tally) => [
    topTwoFigure(tally),
    ...(mapping.weight === undefined ? [] : [weightedTopTwoFigure(tally)]),
    meanFigure(tally, 'rating-mean', 'mean-of-1-to-5'),
  ]);
}

export async function npsReport(file: string, mapping: AnalysisMapping, where: AnswerColumn): Promise<AnalysisReport> {
  return scoreReport('nps', file, mapping, where, noNps, (tally) => [
    npsFigure(tally),
    ...(mapping.weight === undefined ? [] : [weightedNpsFigure(tally)]),
  ]);
}

export async function cesReport(file: string, mapping: AnalysisMapping, where: EffortColumn): Promise<AnalysisReport> {
  const { version } = where;
  return scoreReport('ces', file, mapping, where, noEffort(version), (tally) => cesFigures(tally, version));
}

async function scoreReport(
  analysis: string,
  file: string,
  mapping: AnalysisMapping,
  where: AnswerColumn,
  none: ScaleTally,
  figuresOf: (tally: ScaleTally) => readonly Figure[],
): Promise<AnalysisReport> {
  const optional = [mapping.weight, where.scaleMin, where.scaleMax].filter((column) => column !== undefined);
  const opened = await MappedFile.open(file, mapping, [where.column, ...optional, ...Object.keys(where.where ?? {})]);
  const rule = answerRule(where.column, [none.scaleMin, none.scaleMax], where.missing);
  const filters = Object.entries(where.where ?? {}).map(([column, cells]) => [column, codes([cells].flat())] as const);
  let tally = none;
  let outside = 0;
  for await (const row of opened.read()) {
    if (!filters.every(([column, wanted]) => wanted.has(row.cell(column).toLowerCase()))) {
      opened.exclusions.add(
        `not what the mapping asks for (${filters.map(([column]) => column).join(', ')})`,
        row.line,
      );
      continue;
    }
    const answer = answerIn(row, where, rule);
    if ('reason' in answer) {
      opened.exclusions.add(answer.reason, row.line);
      if (answer.reason.includes('out of range')) outside += 1;
    }
    const weight = weightIn(row, mapping.weight, 'value' in answer, opened);
    tally = answered(tally, 'value' in answer ? answer.value : undefined, weight);
  }
  const figures = figuresOf(tally);
  const distribution = tally.answers.map((count, point) => ({ value: tally.scaleMin + point, count }));
  return {
    analysis,
    tables: [figureTable(`${analysis} of ${where.column}`, figures), distributionTable(distribution)],
    results: { figures: figures.map(figureJson), distribution },
    ...fileCounts(opened),
    warnings: mixedScaleWarning(outside, tally, where.column),
  };
}

function answerIn(row: MappedRow, { column, scaleMin, scaleMax }: AnswerColumn, rule: AnswerRule) {
  const [low, high] = [scaleMin, scaleMax].map((end) => (end === undefined ? undefined : row.cell(end)));
  const isOther =
    (low !== undefined && numberIn(low) !== rule.scaleMin) || (high !== undefined && numberIn(high) !== rule.scaleMax);
  if (isOther)
    return { reason: `${column}: another scale (${low ?? ''}–${high ?? ''}), not ${rule.scaleMin}–${rule.scaleMax}` };
  return readAnswer(row.cell(column), rule);
}

/** NaN for a weight that cannot be used: the answer then counts unweighted alone. */
function weightIn(row: MappedRow, column: string | undefined, isAnswer: boolean, { exclusions }: MappedFile): number {
  if (column === undefined) return 1;
  const weight = numberIn(row.cell(column)) ?? Number.NaN;
  if (weight > 0) return weight;
  if (isAnswer) exclusions.add(`${column}: no weight above 0, the answer counts unweighted alone`, row.line);
  return Number.NaN;
}

function mixedScaleWarning(outside: number, tally: ScaleTally, column: string): string[] {
  const valid = tally.answers.reduce((sum, count) => sum + count, 0);
  if (outside * 20 <= valid + outside) return [];
  const scale = `${tally.scaleMin}–${tally.scaleMax}`;
  return [`${outside} answers of ${column} are out of range: are two scales mixed, or is ${scale} not the scale?`];
}

function distributionTable(distribution: readonly { value: number; count: number }[]) {
  const rows = distribution.map(({ value, count }) => [String(value), String(count)]);
  return { title: 'Answers', columns: ['value', 'count'], rows };
}
