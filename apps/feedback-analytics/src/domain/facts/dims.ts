/** What every figure can be sliced by, in the order in which they are told. */
export const sliceNames = [
  'channel',
  'queue',
  'team',
  'agent',
  'kind',
  'need',
  'segment',
  'tier',
  'brand',
  'site',
  'product',
  'topic',
] as const;
export type SliceName = (typeof sliceNames)[number];

/** Where a fact counts; absent where it has none. Frozen as it was when the fact happened. */
export type Dims = Readonly<Partial<Record<SliceName, string>>>;
