export const groupings = ['day', 'channel', 'queue'] as const;
export type Grouping = (typeof groupings)[number];

/** Where a fact is counted. Facts without a queue have the queue `''`, and so with the channel. */
export interface SliceKey {
  readonly day: string;
  readonly channel: string;
  readonly queueId: string;
}

/** What a figure is about, as its reader sees it: absent where the fact has none. */
export interface FigureSlice {
  readonly day?: string;
  readonly channel?: string;
  readonly queue?: string;
}

/** The slices in order of their group, each with its rows added up by `add`. */
export function grouped<R extends SliceKey, S>(
  rows: readonly R[],
  by: Grouping,
  zero: S,
  add: (sum: S, row: R) => S,
): readonly { readonly slice: FigureSlice; readonly sums: S }[] {
  const groups = new Map<string, S>();
  for (const row of rows) {
    const name = nameIn(row, by);
    groups.set(name, add(groups.get(name) ?? zero, row));
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sums]) => ({ slice: name === '' ? {} : { [by]: name }, sums }));
}

function nameIn(row: SliceKey, by: Grouping): string {
  switch (by) {
    case 'day':
      return row.day;
    case 'channel':
      return row.channel;
    case 'queue':
      return row.queueId;
  }
}
