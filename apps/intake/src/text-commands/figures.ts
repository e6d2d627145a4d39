import type { Confusion, ReliabilityBin, Score } from '#libs/text-model';

/** `0.9` as `90.0 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

export function whole(count: number): string {
  return count.toLocaleString('en');
}

/** Rows of equal columns; numbers stand right, texts left. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const isNumber = rows.every((row) => /^[\d.,]+(?: %)?$/.test(row[column] ?? ''));
        return isNumber ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
      })
      .join('  ')
      .trimEnd();
  return [header, ...rows].map((row) => `  ${line(row)}\n`).join('');
}

export function scoreLines(score: Score, isMultiLabel: boolean): string {
  const lines = [
    ['texts', whole(score.n)],
    [isMultiLabel ? 'all labels right' : 'accuracy of the most likely label', percent(score.accuracy)],
    ...(score.microF1 === undefined ? [] : [['micro-F1', score.microF1.toFixed(3)]]),
    ['macro-F1', score.macroF1.toFixed(3)],
    ['decided without a human', percent(score.coverage)],
    ...(score.outOfScopeRecall === undefined
      ? []
      : [['out of scope, left to a human', percent(score.outOfScopeRecall)]]),
  ];
  return lines.map(([name = '', value = '']) => `  ${name.padEnd(34)} ${value.padStart(9)}\n`).join('');
}

export function confusionTable(confusions: readonly Confusion[]): string {
  if (confusions.length === 0) return '  none\n';
  return table(
    ['times', 'it was', 'the model said'],
    confusions.map(({ count, truth, said }) => [String(count), truth || '(nothing)', said || '(nothing)']),
  );
}

export function reliabilityTable(bins: readonly ReliabilityBin[]): string {
  return table(
    ['confidence', 'labels', 'promised', 'right'],
    bins.map(({ from, to, count, confidence, accuracy }) => [
      `${from.toFixed(1)} – ${to.toFixed(1)}`,
      whole(count),
      percent(confidence),
      percent(accuracy),
    ]),
  );
}
