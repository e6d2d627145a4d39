import { Catch, UseFilters, type ExceptionFilter } from '@nestjs/common';
import { throwError, type Observable } from 'rxjs';

/** Nest flattens errors of RPC handlers to `{ status: 'error' }`; the consumer needs the error itself to know what to do. */
@Catch()
export class RethrowFilter implements ExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

export const RethrowErrors = (): MethodDecorator => UseFilters(RethrowFilter);
