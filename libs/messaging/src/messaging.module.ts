import { Module, type DynamicModule, type FactoryProvider, type InjectionToken, Logger } from '@nestjs/common';
import { KafkaBatchServer } from './consume/kafka-batch-server.js';
import { MessagingHealth } from './health.js';
import { KafkajsLog } from './kafkajs/kafkajs-log.js';
import { Log } from './log/log.js';
import type { MessagingOptions } from './options.js';
import { DeadLetters } from './ops/dead-letters.js';
import { Outbox } from './outbox/outbox.js';
import { MessagingRuntime } from './runtime.js';
import { Seams } from './seams.js';
import { Units } from './unit/units.js';

/** What a service says of itself; the rest has defaults. */
export type ServiceMessagingOptions = Omit<MessagingOptions, 'onProblem' | 'onFatal' | 'seams'> &
  Partial<Pick<MessagingOptions, 'onProblem' | 'onFatal'>>;

export interface AsyncMessagingOptions {
  readonly inject?: InjectionToken[];
  readonly useFactory: (...dependencies: never[]) => ServiceMessagingOptions | Promise<ServiceMessagingOptions>;
}

const optionsToken = Symbol('MessagingOptions');

function withDefaults(options: ServiceMessagingOptions, seams: Seams | undefined): MessagingOptions {
  const logger = new Logger('messaging');
  return {
    onProblem: (message, detail) => logger.warn({ ...detail, msg: message }),
    onFatal: (message, error) => {
      logger.fatal({ err: error, msg: message });
      // The group gives the partitions to the others at once; the supervisor starts this process anew.
      process.exit(1);
    },
    ...options,
    seams,
  };
}

const providers: FactoryProvider[] = [
  {
    provide: Log,
    inject: [optionsToken],
    useFactory: (options: MessagingOptions) =>
      new KafkajsLog({ brokers: options.brokers, clientId: options.service, onProblem: options.onProblem }),
  },
  {
    provide: MessagingRuntime,
    inject: [Log, optionsToken],
    useFactory: (log: Log, options: MessagingOptions) => new MessagingRuntime(log, options),
  },
  {
    provide: KafkaBatchServer,
    inject: [MessagingRuntime],
    useFactory: (runtime: MessagingRuntime) => new KafkaBatchServer(runtime),
  },
  { provide: MessagingHealth, inject: [MessagingRuntime], useFactory: (runtime: MessagingRuntime) => runtime },
  { provide: Units, inject: [MessagingRuntime], useFactory: (runtime: MessagingRuntime) => runtime.commands },
  { provide: DeadLetters, inject: [MessagingRuntime], useFactory: (runtime: MessagingRuntime) => runtime.deadLetters },
  {
    provide: Outbox,
    inject: [MessagingRuntime],
    useFactory: (runtime: MessagingRuntime): Outbox => ({ nudge: () => runtime.afterCommit({ published: 1 }) }),
  },
];

/** Gives a service its transport (`KafkaBatchServer`), its commands (`Units`), its health and the log. */
@Module({})
export class MessagingModule {
  static forRootAsync({ inject = [], useFactory }: AsyncMessagingOptions): DynamicModule {
    const options: FactoryProvider = {
      provide: optionsToken,
      inject: [{ token: Seams, optional: true }, ...inject],
      useFactory: async (seams: Seams | undefined, ...dependencies: never[]) =>
        withDefaults(await useFactory(...dependencies), seams),
    };
    return {
      module: MessagingModule,
      global: true,
      providers: [options, ...providers],
      exports: [Log, KafkaBatchServer, MessagingHealth, Units, Outbox, DeadLetters],
    };
  }
}
