import { Logger as NestLogger } from '@nestjs/common';
import type { Logger } from 'typeorm';

/**
 * TypeORM's words in the log of the service. Queries and their parameters are never logged: they hold personal data,
 * and a failed query reaches the log as the error of whoever asked for it.
 */
export class QuietLogger implements Logger {
  private readonly output = new NestLogger('Database');

  logQuery(): void {
    return;
  }

  logQueryError(): void {
    return;
  }

  logQuerySlow(time: number): void {
    this.output.warn(`a query took ${time} ms`);
  }

  logSchemaBuild(): void {
    return;
  }

  logMigration(message: string): void {
    this.output.log(message);
  }

  log(level: 'log' | 'info' | 'warn', message: unknown): void {
    if (level === 'warn') this.output.warn(String(message));
  }
}
