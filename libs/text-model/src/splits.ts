import { seededRandom, shuffled } from './seeded-random.js';
import type { LabelledText } from './labelled-text.js';

/**
 * Deals rows into parts at random, the rows of each label (the first, where there are several) to all parts alike. The same
 * text always goes to the same part: otherwise a model would be asked for what it was told.
 */
export function dealt(rows: readonly LabelledText[], parts: number, seed: number): LabelledText[][] {
  const random = seededRandom(seed);
  const byText = Map.groupBy(rows, ({ text }) => text.trim().toLowerCase());
  const byLabel = Map.groupBy(shuffled([...byText.values()], random), ([first]) => first?.labels[0] ?? '');
  const dealtOut = Array.from({ length: parts }, (): LabelledText[] => []);
  let next = 0;
  for (const group of byLabel.values()) {
    for (const same of group) {
      dealtOut[next]?.push(...same);
      next = (next + 1) % parts;
    }
  }
  return dealtOut.map((part) => shuffled(part, random));
}
