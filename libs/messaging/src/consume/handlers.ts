import { applyDecorators } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { EventPattern } from '@nestjs/microservices';
import { RethrowErrors } from './rethrow-filter.js';
import { eventOptions, type CloudEvent, type EventClass } from '#libs/contracts';
import type { DueTimer, Loads, Store, Versioned } from '../unit/unit.js';

/** Prefix of the patterns under which timer handlers are registered; no event type starts with it. */
export const timerPattern = (kind: string): string => `timer:${kind}`;

export interface HandlerExtras {
  readonly name: string;
  readonly loads: (subject: never, rules: never) => Loads;
  readonly door: boolean;
  readonly eventClass?: EventClass;
}

export interface OnOptions {
  /** The explicit name of the handler, part of the ids that it derives. Never change it once released. Default: the event's type. */
  readonly name?: string;
  /**
   * The event comes from outside: its body is checked strictly and the handler itself recognises repeats (by what it
   * stores), because the same submission can come in by another door too. The inbox is not asked.
   */
  readonly door?: boolean;
}

/** Only a method that takes this subject and a unit can be decorated: a handler of another event does not compile. */
export type HandlerDecorator<Subject> = <Method extends (subject: Subject, unit: never) => Promise<unknown>>(
  target: object,
  method: string | symbol,
  descriptor: TypedPropertyDescriptor<Method>,
) => void;

/**
 * A method of a consumer that handles one event type: `(event: CloudEvent<T>, unit: Unit) => Promise<HandlerOutcome>`.
 * `loads` names what the handler will read, so that one query serves a whole slice of events; `rules` are the
 * `loadRules` of the module, for ids that follow from settings too.
 */
export function On<T extends object, S extends object = Record<string, Store<Versioned>>>(
  eventClass: EventClass<T>,
  loads: (event: CloudEvent<T>, rules: never) => Loads<S> = () => ({}),
  options: OnOptions = {},
): HandlerDecorator<CloudEvent<T>> {
  const { type } = eventOptions(eventClass);
  const extras: HandlerExtras = {
    name: options.name ?? type,
    loads: loads,
    door: options.door ?? false,
    eventClass,
  };
  return registered(type, extras);
}

/** A method that handles due timers of one kind: `(timer: DueTimer, unit: Unit) => Promise<void>`. */
export function OnTimer<S extends object = Record<string, Store<Versioned>>>(
  kind: string,
  loads: (timer: DueTimer) => Loads<S> = () => ({}),
): HandlerDecorator<DueTimer> {
  const extras: HandlerExtras = { name: timerPattern(kind), loads: loads, door: false };
  return registered(timerPattern(kind), extras);
}

/**
 * Says that no parameter wants anything of Nest: the method gets the event and the unit as they are. Otherwise Nest
 * sends both through the pipes of HTTP, which check nothing here and made a quarter of all garbage.
 */
const eventAndUnit: MethodDecorator = (target, method) => {
  Reflect.defineMetadata(ROUTE_ARGS_METADATA, {}, target.constructor, method);
};

const registered = (pattern: string, extras: HandlerExtras): MethodDecorator =>
  applyDecorators(EventPattern<string>(pattern, { thirdring: extras }), RethrowErrors(), eventAndUnit);
