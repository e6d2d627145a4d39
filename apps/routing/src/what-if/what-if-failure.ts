/** What the user can mend: printed without a stack. */
export class WhatIfFailure extends Error {
  override readonly name = 'WhatIfFailure';
}
