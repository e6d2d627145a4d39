import { PATTERN_EXTRAS_METADATA, PATTERN_METADATA } from '@nestjs/microservices/constants.js';
import type { CloudEvent } from '#libs/contracts';
import type { HandlerExtras } from '../consume/handlers.js';
import type { HandlerOutcome, Loads, Unit } from '../unit/unit.js';

/** What a consumer does with one type of event, without Nest around it. */
export interface RerunHandler {
  readonly loads: (event: CloudEvent) => Loads;
  readonly invoke: (event: CloudEvent, unit: Unit) => Promise<HandlerOutcome>;
}

/** The `@On` methods of consumers by type of event: the same table as the one that consumes. Timers are left out. */
export function handlersOf(consumers: readonly object[]): ReadonlyMap<string, RerunHandler> {
  const handlers = new Map<string, RerunHandler>();
  for (const consumer of consumers) {
    for (const method of methodsOf(consumer)) {
      const patterns: unknown = Reflect.getMetadata(PATTERN_METADATA, method);
      const extras: unknown = Reflect.getMetadata(PATTERN_EXTRAS_METADATA, method);
      const found = (extras as { thirdring?: HandlerExtras } | undefined)?.thirdring;
      if (!Array.isArray(patterns) || found?.eventClass === undefined) continue;
      for (const pattern of patterns) {
        handlers.set(String(pattern), {
          loads: (event) => found.loads(event as never, undefined as never),
          invoke: (event, unit) => Reflect.apply(method, consumer, [event, unit]) as Promise<HandlerOutcome>,
        });
      }
    }
  }
  return handlers;
}

type Method = (...given: unknown[]) => unknown;

function methodsOf(consumer: object): readonly Method[] {
  const prototype = Object.getPrototypeOf(consumer) as Readonly<Record<string, unknown>>;
  const members = Object.getOwnPropertyNames(prototype).map((name) => prototype[name]);
  return members.filter((member): member is Method => typeof member === 'function');
}
