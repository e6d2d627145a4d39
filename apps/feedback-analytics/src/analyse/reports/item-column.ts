/** The column of one item: `sq{item}_1` → `sq7_1`. */
export function columnOf(pattern: string, item: string): string {
  return pattern.replaceAll('{item}', item);
}
