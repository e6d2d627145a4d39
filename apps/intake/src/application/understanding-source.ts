import { nothingUnderstood } from '../domain/classification.js';
import type { Understanding } from '../domain/understanding/understanding.js';

/** What contacts are understood with now. Changes between two contacts, never within one; always usable, whatever its files hold. */
export abstract class UnderstandingSource {
  abstract current(): Understanding;
}

/** One that never changes. */
export class FixedUnderstanding extends UnderstandingSource {
  constructor(private readonly understanding: Understanding = nothingUnderstood) {
    super();
  }

  override current(): Understanding {
    return this.understanding;
  }
}
