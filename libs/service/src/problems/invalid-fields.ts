import { BadRequestException } from '@nestjs/common';
import type { FieldError } from '#libs/contracts';

/** A request with wrong fields: 400, naming all of them. */
export class InvalidFields extends BadRequestException {
  constructor(readonly errors: readonly FieldError[]) {
    super(`wrong: ${errors.map((error) => `${error.field} ${error.problem}`).join('; ')}`);
  }
}
