import type { LoggerService } from '@nestjs/common';
import { Logger as RequestLog } from 'nestjs-pino';
import type { Logger } from 'pino';

/** Nest tells of every module and route at each start; that is for whoever looks for it. */
const chattyContexts = new Set<unknown>(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory']);

/** The log of the running service: every line written while a request is handled carries its id. */
export class ServiceLog extends RequestLog {
  override log(message: unknown, ...rest: unknown[]): void {
    if (chattyContexts.has(rest.at(-1))) this.debug(message, ...rest);
    else super.log(message, ...rest);
  }
}

/** Nest's log until the service has been put together. */
export class StartLog implements LoggerService {
  constructor(private readonly out: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write(chattyContexts.has(rest.at(-1)) ? 'debug' : 'info', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  private write(level: 'fatal' | 'error' | 'warn' | 'info' | 'debug', message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const binding = typeof context === 'string' ? { context } : {};
    if (message instanceof Error) this.out[level]({ ...binding, err: message }, message.message);
    else if (typeof message === 'object') this.out[level]({ ...binding, ...message });
    else this.out[level](binding, `${message as string}`);
  }
}
