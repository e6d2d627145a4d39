import type { ExecutionContext } from '@nestjs/common';
import type { AuthenticatedRequest } from './authenticated-request.js';

/** What a service asks of a caller beyond their role. A service that does provides it in its module. */
export abstract class DoorRules {
  /** @throws DomainError of the kind `forbidden`, or of any other that the answer should have */
  abstract check(request: AuthenticatedRequest, context: ExecutionContext): Promise<void>;
}
