import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { MessagingRuntime } from '../runtime.js';
import { registeredHandlers } from './registered-handlers.js';

/**
 * Nest's view of the transport: consumers register plain `@On` methods, and this strategy hands them to the runtime,
 * which works on slices of many events. Nest calls `listen` once every module is ready, and `close` at shutdown.
 */
export class KafkaBatchServer extends Server implements CustomTransportStrategy {
  /** Handler errors must reach the runtime, which decides between dead letter, parking and running again. */
  override readonly propagatesEventHandlerErrors = true;

  constructor(private readonly runtime: MessagingRuntime) {
    super();
  }

  listen(callback: (error?: unknown) => void): void {
    try {
      this.runtime.start(registeredHandlers(this.messageHandlers, this.runtime.loadRules));
      callback();
    } catch (error) {
      callback(error);
    }
  }

  async close(): Promise<void> {
    await this.runtime.stop();
  }

  override on(): never {
    throw new Error('this transport has no events to listen to; use MessagingHealth');
  }

  override unwrap<T>(): T {
    return this.runtime as T;
  }
}
