import {
  kanoAnswers,
  kanoCategories,
  kanoResult,
  type KanoAnswer,
  type KanoPair,
  type KanoResult,
} from '../../domain/surveys/kano.js';
import { codes } from '../answer.js';
import type { MappedFile, MappedRow } from '../mapped-file.js';
import type { KanoMapping } from '../mapping.js';
import { digits, type Table } from '../report.js';
import { columnOf } from './item-column.js';

export interface KanoItem extends KanoResult {
  readonly item: string;
}

export class KanoReader {
  readonly columns: readonly string[];
  private readonly items: readonly string[];
  private readonly pairs: (KanoPair | undefined)[][];
  private readonly beginnings: readonly (readonly [KanoAnswer, readonly string[]])[];

  constructor(private readonly mapping: KanoMapping) {
    this.items = mapping.items.map(String);
    this.pairs = this.items.map(() => []);
    this.beginnings = kanoAnswers.map((answer) => [answer, [...codes([mapping.answers[answer]].flat())]] as const);
    this.columns = [mapping.functional, mapping.dysfunctional].flatMap((pattern) =>
      this.items.map((item) => columnOf(pattern, item)),
    );
  }

  take(row: MappedRow, { exclusions }: MappedFile): void {
    const { functional, dysfunctional } = this.mapping;
    for (const [index, item] of this.items.entries()) {
      const [present, absent] = [functional, dysfunctional].map((pattern) => {
        const column = columnOf(pattern, item);
        const answer = this.answerIn(row.cell(column));
        if (!answer) exclusions.add(`${column}: no answer of Kano`, row.line);
        return answer;
      });
      this.pairs[index]?.push(present && absent ? { functional: present, dysfunctional: absent } : undefined);
    }
  }

  results(): readonly KanoItem[] {
    return this.items.map((item, index) => ({ item, ...kanoResult(this.pairs[index] ?? []) }));
  }

  private answerIn(cell: string): KanoAnswer | undefined {
    const text = cell.toLowerCase();
    return this.beginnings.find(([, beginnings]) => beginnings.some((beginning) => text.startsWith(beginning)))?.[0];
  }
}

const letters = {
  'must-be': 'M',
  'one-dimensional': 'O',
  attractive: 'A',
  indifferent: 'I',
  reverse: 'R',
  questionable: 'Q',
};

export function kanoTable(items: readonly KanoItem[]): Table {
  return {
    title: 'Kano (clear: the first category leads the second at 90 %)',
    columns: ['item', 'category', 'clear', ...Object.values(letters), 'better', 'worse', 'n', 'missing'],
    rows: items.map(({ item, category, isClear, counts, better, worse, n, missing }) => [
      item,
      category ?? '-',
      isClear ? 'yes' : 'no',
      ...kanoCategories.map((name) => String(counts[name])),
      digits(better, 3),
      digits(worse, 3),
      String(n),
      String(missing),
    ]),
  };
}
