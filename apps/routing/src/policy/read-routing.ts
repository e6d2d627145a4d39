import type { AccessPolicy } from '../domain/agent-access.js';
import type { Strategy } from '../domain/engine/engine-model.js';
import type { ChannelRules, EnginePolicy, QueueRules } from '../domain/engine/engine-policy.js';
import { channels as knownChannels } from '#libs/contracts';
import { readDuration, type YamlField, type YamlNode } from '#libs/templates';
import { redirectsOf, refuseCycles } from './redirects.js';
import { readAction, readOverflow, readSteps } from './read-queue-steps.js';
import { readRequirements, skillIn } from './read-skills.js';

export type RoutingRules = Omit<EnginePolicy, 'idOf' | 'autoAccept' | 'hours'>;

/** What names in a queue's rules may refer to. */
export interface RoutingNames {
  readonly queues: readonly string[];
  readonly skills: readonly string[];
  readonly calendars: readonly string[];
}

export interface RoutingFile {
  readonly rules: RoutingRules;
  /** By queue. */
  readonly calendars: Readonly<Record<string, string>>;
  readonly access?: AccessPolicy;
}

const strategies: readonly Strategy[] = ['longest-idle', 'least-load', 'round-robin', 'best-skill'];
const defaults = { offerTimeoutMs: 120_000, exclusionMs: 300_000 };
const day = { days: true };
const most = 1_000_000;

export function readRouting(root: YamlNode, calendars: readonly string[]): RoutingFile {
  const given = root.record([
    ...(['skills', 'channels', 'queues', 'limits', 'fallbackQueue', 'supervisorQueue'] as const),
    ...(['maxWait', 'breachBoost', 'callback', 'access'] as const),
  ]);
  const fields = given.queues?.fields() ?? [];
  if (fields.length === 0) (given.queues ?? root).refuse('missing', 'there are no queues');
  const names: RoutingNames = {
    ...{ queues: fields.map(({ key }) => key), skills: given.skills?.texts() ?? [], calendars },
  };
  const queues = fields.map((field) => ({ field, ...queueOf(field, names) }));
  refuseCycles(queues.map(({ field, rules }) => ({ field, to: redirectsOf(rules) })));
  const fallbackQueue = given.fallbackQueue && queueIn(given.fallbackQueue, names);
  const supervisorQueue = given.supervisorQueue && queueIn(given.supervisorQueue, names);
  const channels = (given.channels?.fields(knownChannels) ?? []).map(
    ({ key, value }) => [key, channelOf(value)] as const,
  );
  const rules: RoutingRules = {
    ...defaults,
    ...(given.limits && limitsOf(given.limits)),
    queues: Object.fromEntries(queues.map(({ field, rules: own }) => [field.key, own])),
    channels: Object.fromEntries(channels),
    ...(fallbackQueue !== undefined && { fallbackQueue }),
    ...(supervisorQueue !== undefined && { supervisorQueue }),
    ...(given.maxWait && { maxWaitMs: maxWaitOf(given.maxWait) }),
    ...(given.breachBoost && { breachBoost: given.breachBoost.list().flatMap((node) => boostOf(node) ?? []) }),
    ...(given.callback && callbackOf(given.callback)),
  };
  return {
    rules,
    ...(given.access && { access: accessOf(given.access, names) }),
    calendars: Object.fromEntries(
      queues.flatMap(({ field, calendar }) => (calendar === undefined ? [] : [[field.key, calendar]])),
    ),
  };
}

function accessOf(node: YamlNode, names: RoutingNames): AccessPolicy {
  const given = node.record(['everyone', 'teams']);
  const queuesIn = (list: YamlNode | undefined) => (list?.list() ?? []).flatMap((one) => queueIn(one, names) ?? []);
  const teams = (given.teams?.fields() ?? []).map(({ key, value }) => [key, queuesIn(value)] as const);
  return { everyone: queuesIn(given.everyone), teams: Object.fromEntries(teams) };
}

export function queueIn(node: YamlNode, { queues }: RoutingNames): string | undefined {
  const text = node.text();
  if (text === undefined || queues.includes(text)) return text;
  return node.refuse('unknown-queue', `there is no queue "${text}"`);
}

function queueOf({ key, keyNode, value }: YamlField, names: RoutingNames) {
  const given = value.record([
    ...(['strategy', 'order', 'skills', 'weights', 'calendar', 'whenClosed', 'whenFull', 'offersAtOnce'] as const),
    ...(['offerTimeout', 'sticky', 'fairShare', 'steps', 'overflow'] as const),
  ]);
  if (!/^[a-z0-9][a-z0-9._-]{0,62}$/.test(key))
    keyNode.refuse('id', `"${key}" is no id: lower case letters, digits, ".", "_" and "-"`);
  const strategy = given.strategy?.oneOf(strategies);
  const skills = given.skills && readRequirements(given.skills, names);
  const calendar = given.calendar && calendarIn(given.calendar, names);
  if (given.whenClosed && given.calendar === undefined)
    given.whenClosed.refuse('calendar.missing', `"${key}" never closes: it names no calendar`);
  const offersAtOnce = given.offersAtOnce && whole(given.offersAtOnce, 'offers', 1, 20);
  const full = given.whenFull?.record(['limit', 'action']);
  const limit =
    full && (full.limit ? whole(full.limit, 'limit', 1, most) : given.whenFull?.refuse('missing', 'it needs a limit'));
  const action = full?.action && readAction(full.action, key, names);
  const whenClosed = given.whenClosed && readAction(given.whenClosed, key, names);
  const rules: QueueRules = {
    ...(strategy !== undefined && { strategy }),
    ...(given.order?.oneOf(['oldest', 'newest']) === 'newest' && { lifo: true }),
    ...(skills && { skills }),
    ...(given.weights && { skillWeights: weightsOf(given.weights, names) }),
    ...(whenClosed && { whenClosed }),
    ...(limit !== undefined && action && { whenFull: { limit, action } }),
    ...(offersAtOnce !== undefined && { offersAtOnce }),
    ...ms('offerTimeoutMs', given.offerTimeout),
    ...ms('stickyMs', given.sticky),
    ...(given.fairShare && fairShareOf(given.fairShare)),
    ...(given.steps && { steps: readSteps(given.steps, { queueId: key, required: skills ?? [], names }) }),
    ...(given.overflow && { overflow: readOverflow(given.overflow, key, names) }),
  };
  return { rules, calendar };
}

function channelOf(node: YamlNode): ChannelRules {
  const given = node.record(['units', 'exclusive', 'cap', 'offerTimeout', 'wrap', 'grace', 'warn', 'return']);
  const units = given.units
    ? (whole(given.units, 'units', 1, most) ?? 1)
    : (node.refuse('missing', 'it needs units') ?? 1);
  const cap = given.cap && whole(given.cap, 'cap', 1, most);
  const isAtOnce = given.grace?.isText === true && given.grace.text() === 'at-once';
  const warn = ms('warnMs', given.warn);
  const back = ms('returnMs', given.return);
  if (warn.warnMs !== undefined && back.returnMs !== undefined && warn.warnMs >= back.returnMs)
    given.warn?.refuse('watchdog', 'the warning comes when the item is taken back, or later');
  return {
    units,
    ...(given.exclusive?.flag() === true && { exclusive: true }),
    ...(cap !== undefined && { cap }),
    ...ms('offerTimeoutMs', given.offerTimeout),
    ...ms('wrapMs', given.wrap),
    ...(isAtOnce ? { graceMs: 0 } : ms('graceMs', given.grace)),
    ...warn,
    ...back,
  };
}

function limitsOf(node: YamlNode): Partial<EnginePolicy> {
  const given = node.record(['offerTimeout', 'exclusion', 'maxTransfers', 'maxOffers', 'awayAfter', 'connectionGrace']);
  const maxTransfers = given.maxTransfers && whole(given.maxTransfers, 'limit', 0, most);
  const maxOffers = given.maxOffers && whole(given.maxOffers, 'limit', 1, most);
  const awayAfter = given.awayAfter && whole(given.awayAfter, 'limit', 1, most);
  return {
    ...ms('offerTimeoutMs', given.offerTimeout),
    ...ms('exclusionMs', given.exclusion),
    ...ms('lostGraceMs', given.connectionGrace),
    ...(maxTransfers !== undefined && { maxTransfers }),
    ...(maxOffers !== undefined && { maxOffers }),
    ...(awayAfter !== undefined && { awayAfter }),
  };
}

function maxWaitOf(node: YamlNode): Readonly<Record<number, number>> {
  const urgencies = ['1', '2', '3', '4', '5'];
  return Object.fromEntries(
    node.fields(urgencies).flatMap(({ key, value }) => {
      const wait = readDuration(value, day);
      return wait === undefined ? [] : [[Number(key), wait]];
    }),
  );
}

function boostOf(node: YamlNode) {
  const given = node.record(['within', 'boost']);
  const within = given.within && readDuration(given.within, day);
  const boost = given.boost && readDuration(given.boost, day);
  if (!given.within || !given.boost) return node.refuse('missing', 'it needs `within` and `boost`');
  return within === undefined || boost === undefined ? undefined : { withinMs: within, boostMs: boost };
}

function callbackOf(node: YamlNode): Pick<EnginePolicy, 'callback'> {
  const given = node.record(['attempts', 'gap']);
  const attemptsMax = given.attempts && whole(given.attempts, 'attempts', 1, 100);
  const minGapMs = given.gap && readDuration(given.gap, day);
  if (!given.attempts || !given.gap) node.refuse('missing', 'it needs `attempts` and `gap`');
  return attemptsMax === undefined || minGapMs === undefined ? {} : { callback: { attemptsMax, minGapMs } };
}

function fairShareOf(node: YamlNode): Pick<QueueRules, 'fairShare'> {
  const given = node.record(['limit', 'window']);
  const limit = given.limit && whole(given.limit, 'limit', 1, 10_000);
  const windowMs = given.window && readDuration(given.window, day);
  if (!given.limit || !given.window) node.refuse('missing', 'it needs `limit` and `window`');
  return limit === undefined || windowMs === undefined ? {} : { fairShare: { limit, windowMs } };
}

function weightsOf(node: YamlNode, names: RoutingNames): Readonly<Record<string, number>> {
  return Object.fromEntries(
    node.fields().flatMap(({ key, keyNode, value }) => {
      const weight = value.number('weight', 0, 1_000);
      return skillIn(keyNode, key, names) === undefined || weight === undefined ? [] : [[key, weight]];
    }),
  );
}

function calendarIn(node: YamlNode, { calendars }: RoutingNames): string | undefined {
  const text = node.text();
  if (text === undefined || calendars.includes(text)) return text;
  return node.refuse('unknown-calendar', `there is no calendar "${text}"`);
}

export function whole(node: YamlNode, rule: string, from: number, to: number): number | undefined {
  const value = node.number(rule, from, to);
  return value === undefined || Number.isInteger(value) ? value : node.refuse(rule, 'expected a whole number');
}

function ms<K extends string>(name: K, node: YamlNode | undefined): Partial<Record<K, number>> {
  const duration = node && readDuration(node, day);
  return duration === undefined ? {} : ({ [name]: duration } as Record<K, number>);
}
