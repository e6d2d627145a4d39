import { HttpException } from '@nestjs/common';

/** More than the caller's key allows: 429, with the time after which to try again. */
export class TooManyRequests extends HttpException {
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message, 429);
  }
}
