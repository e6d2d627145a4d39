import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { eventOptions } from '#libs/contracts';
import type { HandlerOutcome } from '../unit/unit.js';
import type { Handler } from './entry.js';
import type { HandlerExtras } from './handlers.js';

function extrasOf(handler: MessageHandler): HandlerExtras | undefined {
  return (handler.extras as { thirdring?: HandlerExtras } | undefined)?.thirdring;
}

/** The handlers that `@On` and `@OnTimer` registered, by pattern. Two handlers for one pattern are refused. */
export function registeredHandlers(
  messageHandlers: ReadonlyMap<string, MessageHandler>,
  loadRules?: unknown,
): Map<string, Handler> {
  const handlers = new Map<string, Handler>();
  for (const [pattern, handler] of messageHandlers) {
    const extras = extrasOf(handler);
    if (extras === undefined) continue;
    if (handler.next !== undefined)
      throw new Error(`two handlers are registered for ${pattern}; one consumer handles an event once`);
    handlers.set(pattern, {
      ...extras,
      loads: (subject) => extras.loads(subject, loadRules as never),
      invoke: async (event, unit) => {
        // A failing handler resolves to an Observable: without subscribing to it the error would be lost.
        const answer: unknown = await handler(event, unit);
        return (
          isObservable(answer) ? await lastValueFrom(answer, { defaultValue: undefined }) : answer
        ) as HandlerOutcome;
      },
    });
  }
  return handlers;
}

/** The topics that these handlers need, and which of them are doors. */
export function topicsOf(handlers: ReadonlyMap<string, Handler>): { topics: string[]; doors: Set<string> } {
  const topics = new Set<string>();
  const doors = new Set<string>();
  for (const { eventClass, door } of handlers.values()) {
    if (eventClass === undefined) continue;
    const { topic } = eventOptions(eventClass);
    topics.add(topic);
    if (door) doors.add(topic);
  }
  return { topics: [...topics].sort(), doors };
}
