import type { Hours } from './engine/engine-policy.js';
import type { WorkingTime } from './time/working-time.js';

/** The calendars of queues as gates and watchdogs ask for them. A queue without one is always open. */
export function queueHours(calendars: ReadonlyMap<string, WorkingTime>): Hours {
  return {
    isOpen: (queueId, at) => calendars.get(queueId)?.isOpen(at) ?? true,
    opensAt: (queueId, at) => {
      const calendar = calendars.get(queueId);
      return calendar === undefined ? at : calendar.nextOpening(at);
    },
    after: (queueId, from, durationMs) => calendars.get(queueId)?.addWorkingTime(from, durationMs) ?? from + durationMs,
  };
}
