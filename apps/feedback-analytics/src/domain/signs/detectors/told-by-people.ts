import { momentsOf } from '../case-timeline.js';
import { finding, type DetectorInput } from '../detector.js';
import type { Finding } from '../sign.js';

/** What a customer answered or a reviewer wrote about the sign itself: the surest evidence there is. */
export function toldByPeople({ timeline, limits }: DetectorInput, about: readonly string[]): Finding | undefined {
  const reviews = momentsOf(timeline, 'reviewed').filter(({ criterion, isMet }) => !isMet && about.includes(criterion));
  const ratings = momentsOf(timeline, 'rated').filter(
    ({ item, score }) => about.includes(item) && score <= limits.badScore,
  );
  return finding('medium', reviews.length > 0 ? 0.95 : 0.85, [
    ...reviews.map((moment) => [moment, 'a reviewer saw it'] as const),
    ...ratings.map((moment) => [moment, 'the customer said so'] as const),
  ]);
}
