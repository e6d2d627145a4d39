import { type FileMistake, YamlNode } from '#libs/templates';
import { defaultPromisePolicy, type PromisePolicy } from '../domain/time/promise.js';
import type { TimePolicy } from '../domain/time/sla-policy.js';
import { readCalendars } from './read-calendars.js';
import { readEntitlements } from './read-entitlements.js';
import { readHolidays } from './read-holidays.js';
import { readSla } from './read-sla.js';
import { versionOf } from './version-of.js';

/** Texts of a policy folder by their path in it, with `/`. */
export type PolicyFiles = ReadonlyMap<string, string>;

export const timePolicyFiles = { calendars: 'calendars.yaml', sla: 'sla.yaml', entitlements: 'entitlements.yaml' };

export interface TimeRules extends TimePolicy {
  readonly promises: PromisePolicy;
}

/**
 * Calendars, SLA policies and entitlements of a policy folder. Every mistake is in `problems`; with any of them there
 * are no rules, so that nothing is ever half applied. Without `sla.yaml` there are none either.
 */
export function loadTimePolicy(files: PolicyFiles): {
  readonly rules?: TimeRules;
  readonly problems: readonly FileMistake[];
} {
  const problems: FileMistake[] = [];
  const root = (file: string): YamlNode | undefined => {
    const text = files.get(file);
    return text === undefined ? undefined : YamlNode.parse(file, text, problems);
  };
  const hours = root(timePolicyFiles.calendars);
  const { calendars, ids: calendarIds } =
    hours === undefined ? { calendars: [], ids: [] } : readCalendars(hours, holidaysOf(files, problems));
  const sla = root(timePolicyFiles.sla);
  const { policies, promises } = sla === undefined ? { policies: [], promises: {} } : readSla(sla, calendarIds);
  const entitled = root(timePolicyFiles.entitlements);
  const entitlements = entitled === undefined ? [] : readEntitlements(entitled, { policies, calendarIds });
  if (problems.length > 0 || sla === undefined) return { problems };
  const versions = calendars.map((calendar) => ({ ref: `${calendar.calendarId}@${versionOf(calendar)}`, calendar }));
  const rules = { calendars: versions, policies, entitlements, promises: { ...defaultPromisePolicy, ...promises } };
  return { rules, problems };
}

export function holidaysOf(files: PolicyFiles, problems: FileMistake[]) {
  return (file: string, node: YamlNode): readonly string[] | undefined => {
    const text = files.get(file);
    if (text === undefined) return node.refuse('holidays.missing', `there is no file "${file}" in the folder`);
    const found = readHolidays(text);
    if ('days' in found) return found.days;
    problems.push({ file, ...found });
    return undefined;
  };
}
