import { RouteConfig } from '@nestjs/platform-fastify';

const configs = new WeakMap<object, Record<string, unknown>>();

/** On a method: adds to what Fastify knows of its route, where Nest's own decorator keeps only what was said last. */
export function AddToRoute(more: Readonly<Record<string, unknown>>): MethodDecorator {
  return (target, name, descriptor) => {
    const method: unknown = descriptor.value;
    if (typeof method !== 'function') throw new TypeError(`${String(name)} is not a method`);
    const config = Object.assign(configs.get(method) ?? {}, more);
    configs.set(method, config);
    RouteConfig(config)(target, name, descriptor);
  };
}

/** What was added to the route of a method so far. */
export const addedToRoute = (method: object): Readonly<Record<string, unknown>> => configs.get(method) ?? {};
