import { channels, kinds } from '#libs/contracts';
import { readDuration, type YamlNode } from '#libs/templates';
import type { PromisePolicy } from '../domain/time/promise.js';
import { clockMetrics, pauseReasons, type PauseReason } from '../domain/time/sla-terms.js';
import type { Conditions, SlaPolicy, SlaTarget } from '../domain/time/sla-policy.js';
import { versionOf } from './version-of.js';

export interface SlaFile {
  readonly policies: readonly SlaPolicy[];
  readonly promises: Partial<PromisePolicy>;
}

/** The last policy has no conditions, so that every case has one; none stands behind such a one. */
export function readSla(root: YamlNode, calendarIds: readonly string[]): SlaFile {
  const { policies, promises } = root.record(['policies', 'promises']);
  const entries = policies?.list() ?? [];
  const found = entries.flatMap((node) => policyOf(node, calendarIds) ?? []);
  const byId = new Set<string>();
  for (const [index, { policy, node, isDefault }] of found.entries()) {
    if (byId.has(policy.policyId)) node.refuse('duplicate', `there are two policies "${policy.policyId}"`);
    byId.add(policy.policyId);
    const isLast = index === found.length - 1;
    if (isDefault && !isLast)
      node.refuse('sla.unreachable', `"${policy.policyId}" matches all: what follows never counts`);
    if (!isDefault && isLast)
      node.refuse('sla.default', 'the last policy must be without `when`, so that every case has one');
  }
  if (entries.length === 0) (policies ?? root).refuse('missing', 'there are no policies');
  return { policies: found.map(({ policy }) => policy), promises: promises === undefined ? {} : promisesOf(promises) };
}

function policyOf(node: YamlNode, calendarIds: readonly string[]) {
  const given = node.record(['id', 'when', 'calendar', 'pauseOn', 'targets']);
  const policyId = given.id === undefined ? node.refuse('missing', 'a policy needs an id') : given.id.text();
  const when = given.when === undefined ? {} : readConditions(given.when);
  const calendar = given.calendar && knownCalendar(given.calendar, calendarIds);
  const pauseOn = given.pauseOn?.someOf(pauseReasons) ?? [];
  const targets = (given.targets?.fields(clockMetrics) ?? []).flatMap(
    ({ key, value }) => targetOf(key, value, pauseOn, calendar !== undefined) ?? [],
  );
  if (given.targets === undefined) node.refuse('missing', 'a policy needs targets; `targets: {}` promises nothing');
  if (policyId === undefined) return undefined;
  const rules = { when, ...(calendar !== undefined && { calendar }), targets };
  const policy: SlaPolicy = { policyId, version: versionOf(rules), ...rules };
  return { policy, node, isDefault: Object.keys(when).length === 0 };
}

/** `first-response: 4h`, or with `within`, `time`, `warnAt` and `pauseOn`. */
function targetOf(
  key: string,
  node: YamlNode,
  pausesOfAll: readonly PauseReason[],
  hasCalendar: boolean,
): SlaTarget | undefined {
  const metric = clockMetrics.find((word) => word === key);
  if (metric === undefined) return undefined;
  if (node.isText) {
    const targetMs = readDuration(node, { days: !hasCalendar });
    if (targetMs === undefined) return undefined;
    return { metric, targetMs, inBusinessTime: hasCalendar, warnAt: [], pauseOn: pausesOfAll };
  }
  const given = node.record(['within', 'time', 'warnAt', 'pauseOn']);
  const time = given.time?.oneOf(['business', 'raw']) ?? (hasCalendar ? 'business' : 'raw');
  if (time === 'business' && !hasCalendar) return node.refuse('sla.calendar', 'business time needs a calendar');
  const inBusinessTime = time === 'business';
  if (given.within === undefined) return node.refuse('missing', `${key} needs \`within\``);
  const targetMs = readDuration(given.within, { days: !inBusinessTime });
  const warnAt = (given.warnAt?.list() ?? []).flatMap((share) => share.number('sla.warn', 0.01, 0.99) ?? []);
  const pauseOn = given.pauseOn === undefined ? pausesOfAll : given.pauseOn.someOf(pauseReasons);
  if (targetMs === undefined) return undefined;
  return { metric, targetMs, inBusinessTime, warnAt: [...new Set(warnAt)].sort((a, b) => a - b), pauseOn };
}

function promisesOf(node: YamlNode): Partial<PromisePolicy> {
  const given = node.record(['warnBefore', 'brokenAfter']);
  const warnBeforeMs = given.warnBefore && readDuration(given.warnBefore, { days: true });
  const brokenAfterMs = given.brokenAfter && readDuration(given.brokenAfter, { days: true });
  return {
    ...(warnBeforeMs !== undefined && { warnBeforeMs }),
    ...(brokenAfterMs !== undefined && { brokenAfterMs }),
  };
}

function readConditions(node: YamlNode): Conditions {
  const given = node.record(['kinds', 'channels', 'plans', 'brands', 'queues', 'urgencyAtLeast']);
  const urgencyAtLeast = given.urgencyAtLeast?.number('urgency', 1, 5);
  return {
    ...(given.kinds && { kinds: given.kinds.someOf(kinds) }),
    ...(given.channels && { channels: given.channels.someOf(channels) }),
    ...(given.plans && { plans: given.plans.texts() }),
    ...(given.brands && { brands: given.brands.texts() }),
    ...(given.queues && { queues: given.queues.texts() }),
    ...(urgencyAtLeast !== undefined && { urgencyAtLeast }),
  };
}

export function knownCalendar(node: YamlNode, calendarIds: readonly string[]): string | undefined {
  const id = node.text();
  if (id === undefined || calendarIds.includes(id)) return id;
  const known = calendarIds.length === 0 ? 'calendars.yaml has none' : `there are ${calendarIds.join(', ')}`;
  return node.refuse('unknown-calendar', `there is no calendar "${id}"; ${known}`);
}
