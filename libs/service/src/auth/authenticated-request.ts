import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from './api-keys.js';

/** A request whose sender is known. */
export interface AuthenticatedRequest {
  readonly headers: IncomingHttpHeaders;
  caller?: Caller;
  /** The adapter's id, where the caller is one. */
  adapterId?: string;
}
