import type { ServiceBalance } from './balance.js';

type Column = readonly [title: string, value: (balance: ServiceBalance) => string | number];

const columns: readonly Column[] = [
  ['service', ({ service }) => service],
  ['accepted', ({ accepted }) => accepted],
  ['= effects', ({ effects }) => effects],
  ['+ ignored', ({ ignored }) => ignored],
  ['+ duplicates', ({ duplicate }) => duplicate],
  ['+ parked', ({ parked }) => parked],
  ['+ dead', ({ dead }) => dead],
  ['+ in flight', ({ inFlight }) => inFlight],
  ['outbox', ({ outbox }) => outbox],
  ['interactions', ({ interactions }) => interactions],
];

export function balanceTable(balances: readonly ServiceBalance[]): string {
  const rows = [
    columns.map(([title]) => title),
    ...balances.map((each) => columns.map(([, value]) => String(value(each)))),
  ];
  return textTable(rows);
}

/** The first column to the left, all others to the right. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
    )
    .join('\n');
}
