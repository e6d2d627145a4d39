import { type FileMistake, YamlNode } from '#libs/templates';
import type { AccessPolicy } from '../domain/agent-access.js';
import { queueHours } from '../domain/queue-hours.js';
import type { EnginePolicy } from '../domain/engine/engine-policy.js';
import { CalendarTime } from '../domain/time/working-time.js';
import { holidaysOf, timePolicyFiles, type PolicyFiles } from './load-time-policy.js';
import { readCalendars } from './read-calendars.js';
import { readRouting } from './read-routing.js';
import { versionOf } from './version-of.js';

export const routingPolicyFile = 'routing.yaml';

/**
 * Queues, channels and limits of a policy folder. Every mistake is in `problems`; with any of them there are no rules.
 * Without `routing.yaml` there are none either. Mistakes in calendars are told by who loads those.
 */
export function loadRoutingPolicy(files: PolicyFiles): {
  readonly rules?: Omit<EnginePolicy, 'idOf'>;
  readonly access?: AccessPolicy;
  readonly problems: readonly FileMistake[];
} {
  const text = files.get(routingPolicyFile);
  if (text === undefined) return { problems: [] };
  const problems: FileMistake[] = [];
  const root = YamlNode.parse(routingPolicyFile, text, problems);
  if (root === undefined) return { problems };
  const { calendars, ids } = calendarsOf(files);
  const { rules, calendars: byQueue, access } = readRouting(root, ids);
  if (problems.length > 0) return { problems };
  const known = new Map(calendars.map((calendar) => [calendar.calendarId, calendar]));
  const hours = Object.entries(byQueue).flatMap(([queueId, calendarId]) => {
    const calendar = known.get(calendarId);
    return calendar === undefined ? [] : [[queueId, new CalendarTime(calendar)] as const];
  });
  const version = `routing@${versionOf({ rules, hours: Object.entries(byQueue).map(([, id]) => known.get(id) ?? id) })}`;
  return { rules: { ...rules, version, hours: queueHours(new Map(hours)) }, ...(access && { access }), problems };
}

function calendarsOf(files: PolicyFiles): ReturnType<typeof readCalendars> {
  const told: FileMistake[] = [];
  const text = files.get(timePolicyFiles.calendars);
  const root = text === undefined ? undefined : YamlNode.parse(timePolicyFiles.calendars, text, told);
  return root === undefined ? { calendars: [], ids: [] } : readCalendars(root, holidaysOf(files, told));
}
