import type { YamlField } from '#libs/templates';
import type { QueueRules } from '../domain/engine/engine-policy.js';

interface Redirecting {
  readonly field: YamlField;
  readonly to: readonly string[];
}

/** Queues that a closed or full queue sends on to. */
export function redirectsOf({ whenClosed, whenFull }: QueueRules): readonly string[] {
  return [whenClosed, whenFull?.action].flatMap((action) => (action?.kind === 'queue' ? [action.queueId] : []));
}

/** Queues that send to each other in a circle, named once for each circle. */
export function refuseCycles(all: readonly Redirecting[]): void {
  const targets = new Map(all.map(({ field, to }) => [field.key, to]));
  const told = new Set<string>();
  for (const { field } of all) {
    const circle = circleFrom(field.key, targets);
    if (circle === undefined || circle.some((queueId) => told.has(queueId))) continue;
    for (const queueId of circle) told.add(queueId);
    field.keyNode.refuse('queue.cycle', `queues send to each other in a circle: ${[...circle, field.key].join(' → ')}`);
  }
}

/** The way from a queue back to itself. */
function circleFrom(start: string, targets: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const ways: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    for (const next of targets.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way;
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}
