import { quadrantMap } from '../../domain/surveys/quadrant.js';
import { reversed, type ServqualDesign, type ServqualResponse } from '../../domain/surveys/servqual.js';
import { servqualResult, type ServqualResult } from '../../domain/surveys/servqual-result.js';
import { momentsOf } from '../../domain/statistics/moments.js';
import { answerRule, numberIn, readAnswer } from '../answer.js';
import { figureJson } from '../figure-table.js';
import { MappedFile, type MappedRow } from '../mapped-file.js';
import type { AnalysisMapping, ServqualMapping } from '../mapping.js';
import { fileCounts, type AnalysisReport } from '../report.js';
import { columnOf } from './item-column.js';
import { KanoReader, kanoTable } from './kano-report.js';
import { dimensionTable, figuresTable, itemTable, quadrantTable } from './servqual-tables.js';

export async function servqualReport(
  file: string,
  mapping: AnalysisMapping,
  servqual: ServqualMapping,
): Promise<AnalysisReport> {
  const reader = new ServqualReader(servqual);
  const kano = mapping.kano && new KanoReader(mapping.kano);
  const opened = await MappedFile.open(file, mapping, [...reader.columns, ...(kano?.columns ?? [])]);
  for await (const row of opened.read()) {
    reader.take(row, opened);
    kano?.take(row, opened);
  }
  const result = servqualResult(reader.design, reader.responses, servqual.instrument ?? 'servqual-adapted');
  const quadrant = quadrantMap(reader.quadrantPoints(result));
  const kanoResults = kano?.results() ?? [];
  return {
    analysis: 'servqual',
    tables: [
      itemTable(result),
      dimensionTable(result),
      figuresTable(result),
      ...(quadrant.points.length > 0 ? [quadrantTable(quadrant)] : []),
      ...(kano ? [kanoTable(kanoResults)] : []),
    ],
    results: {
      ...resultJson(result),
      ...(quadrant.points.length > 0 && { quadrant }),
      ...(kano && { kano: kanoResults }),
    },
    ...fileCounts(opened),
    warnings: [],
  };
}

function resultJson({ items, grand, dimensions, unweighted, weighted, servperf }: ServqualResult): object {
  return {
    grand,
    items,
    dimensions: dimensions.map(({ gap, servperf: perceived, ...rest }) => ({
      ...rest,
      gap: figureJson(gap),
      servperf: figureJson(perceived),
    })),
    unweighted: figureJson(unweighted),
    ...(weighted && { weighted: figureJson(weighted) }),
    servperf: figureJson(servperf),
  };
}

/** Collects one response a row: pairs of answers, importance and points. */
class ServqualReader {
  readonly design: ServqualDesign;
  readonly responses: ServqualResponse[] = [];
  readonly columns: readonly string[];
  private readonly items: readonly string[];
  private readonly importances: number[][];
  private readonly reversedItems: ReadonlySet<string>;

  constructor(private readonly mapping: ServqualMapping) {
    this.items = mapping.items.map(String);
    this.importances = this.items.map(() => []);
    this.reversedItems = new Set((mapping.reversed ?? []).map(String));
    const dimensions = Object.entries(mapping.dimensions).map(([name, items]) => ({
      name,
      items: items.map((item) => this.items.indexOf(String(item))),
    }));
    this.design = { items: this.items, dimensions };
    const patterns = [mapping.expectation, mapping.perception, mapping.importance].filter((name) => name !== undefined);
    const ofItems = patterns.flatMap((pattern) => this.items.map((item) => columnOf(pattern, item)));
    this.columns = [...ofItems, ...Object.values(mapping.points ?? {})];
  }

  take(row: MappedRow, { exclusions }: MappedFile): void {
    const leftOut = (reason: string): void => exclusions.add(reason, row.line);
    const expectations = this.items.map((item) => this.answer(row, this.mapping.expectation, item, leftOut));
    const perceptions = this.items.map((item) => this.answer(row, this.mapping.perception, item, leftOut));
    for (const [index, item] of this.items.entries())
      if ((expectations[index] === undefined) !== (perceptions[index] === undefined))
        leftOut(`item ${item}: missing pair, one half without the other`);
    const { importance } = this.mapping;
    if (importance !== undefined) {
      for (const [index, item] of this.items.entries()) {
        const value = this.read(row, columnOf(importance, item), leftOut);
        if (value !== undefined) this.importances[index]?.push(value);
      }
    }
    const points = this.points(row, leftOut);
    this.responses.push({ expectations, perceptions, ...(points && { points }) });
  }

  /** Items of which both the importance and the gap are known. */
  quadrantPoints({ items }: ServqualResult) {
    return items.flatMap(({ item, gap }, index) => {
      const { n, mean } = momentsOf(this.importances[index] ?? []);
      return n === 0 || gap === undefined ? [] : [{ name: item, importance: mean, gap }];
    });
  }

  private answer(row: MappedRow, pattern: string, item: string, leftOut: (reason: string) => void): number | undefined {
    const value = this.read(row, columnOf(pattern, item), leftOut);
    if (value === undefined || !this.reversedItems.has(item)) return value;
    return reversed(value, ...this.mapping.scale);
  }

  private read(row: MappedRow, column: string, leftOut: (reason: string) => void): number | undefined {
    const answer = readAnswer(row.cell(column), answerRule(column, this.mapping.scale, this.mapping.missing));
    if ('value' in answer) return answer.value;
    leftOut(answer.reason);
    return undefined;
  }

  private points(row: MappedRow, leftOut: (reason: string) => void): readonly (number | undefined)[] | undefined {
    const { points } = this.mapping;
    if (!points) return undefined;
    const given = this.design.dimensions.map(({ name }) => {
      const column = points[name];
      return column === undefined ? 0 : numberIn(row.cell(column));
    });
    const sum = given.reduce<number>((total, value) => total + (value ?? Number.NaN), 0);
    if (!(Math.abs(sum - 100) <= 0.5)) leftOut('points do not sum to 100: not in the weighted figure');
    return given;
  }
}
