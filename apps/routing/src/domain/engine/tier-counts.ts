import type { Item } from './engine-model.js';
import { tierOfKey } from './urgency.js';

/** How many wait in each queue of their own, by tier. */
export class TierCounts {
  private readonly queues = new Map<string, Map<number, number>>();

  count({ queueId, key = 0 }: Pick<Item, 'queueId' | 'key'>, by: 1 | -1): void {
    const tier = tierOfKey(key);
    let tiers = this.queues.get(queueId);
    if (tiers === undefined) this.queues.set(queueId, (tiers = new Map<number, number>()));
    tiers.set(tier, (tiers.get(tier) ?? 0) + by);
  }

  /** In the tier or a more urgent one. */
  upTo(queueId: string, most: number): number {
    let sum = 0;
    for (const [tier, count] of this.queues.get(queueId) ?? []) if (tier <= most) sum += count;
    return sum;
  }
}
