import { Injectable } from '@nestjs/common';
import { DomainError, Units } from '#libs/messaging';
import type { MergeSuggestion } from './customer-records.js';
import type { IntakeStores } from './stores.js';

/** Somebody looked: these two are not one. They are not suggested again. */
@Injectable()
export class DismissSuggestion {
  constructor(private readonly units: Units<IntakeStores>) {}

  /** Again: the same answer. */
  run(suggestionId: string, by: string): Promise<MergeSuggestion> {
    return this.units.run('dismiss-suggestion', { suggestions: suggestionId }, async (unit) => {
      const found = await unit.suggestions.get(suggestionId);
      if (found === undefined) throw new DomainError('unknown-suggestion', 'there is no such suggestion', 'not-found');
      if (found.state === 'dismissed') return found;
      const { version, customerId, otherId } = found;
      const dismissed = {
        ...found,
        version: version + 1,
        state: 'dismissed',
        decidedBy: by,
        decidedAt: unit.now,
      } as const;
      unit.suggestions.put(dismissed);
      const entry = { auditId: unit.newId(), at: unit.now, by, customerId, otherId };
      unit.audit.append({ ...entry, action: 'suggestion-dismissed' });
      return dismissed;
    });
  }
}
