/**
 * Valid UUIDs in a fixed order, so that a test can name the id that comes next. Two sequences of different `series`
 * never meet.
 * @param series 0 to 65,535
 */
export function idSequence(series = 0): () => string {
  let count = 0;
  const prefix = `00000000-${series.toString(16).padStart(4, '0')}-7000-8000`;
  return () => `${prefix}-${(++count).toString(16).padStart(12, '0')}`;
}
