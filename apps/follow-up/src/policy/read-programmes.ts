import { channels, kinds, needs } from '#libs/contracts';
import { canonicalTag, readDuration, type YamlNode } from '#libs/templates';
import { surveyChannels } from '../domain/contact.js';
import type { ContactBudget } from '../domain/family.js';
import { refOf, type Instrument } from '../domain/instrument.js';
import type { Audience, Programme, Trigger } from '../domain/programme.js';
import { readId } from './read-items.js';
import { readInteger } from './read-scale.js';

export interface ProgrammeContext {
  readonly instruments: readonly Instrument[];
  readonly budget: ContactBudget;
}

const fields = [
  'instrument',
  'family',
  'after',
  'delay',
  'every',
  'for',
  'share',
  'quota',
  'expiry',
  'reminders',
  'channels',
  'language',
] as const;
type Given = Partial<Record<(typeof fields)[number], YamlNode>>;

/** The programmes by their names, in the order of the file. */
export function readProgrammes(root: YamlNode, context: ProgrammeContext): readonly Programme[] {
  const { programmes } = root.record(['programmes']);
  return (
    programmes?.fields().flatMap(({ key, keyNode, value }) => {
      if (!/^[a-z0-9][a-z0-9.-]{0,63}$/.test(key)) keyNode.refuse('id', `"${key}" is no id of a programme`);
      return readProgramme(key, value, context) ?? [];
    }) ?? []
  );
}

function readProgramme(id: string, node: YamlNode, context: ProgrammeContext): Programme | undefined {
  const given = node.record(fields);
  const instrument = given.instrument
    ? instrumentIn(given.instrument, context.instruments)
    : node.refuse('missing', 'needs an instrument, such as csat@1');
  const family = given.family ? familyIn(given.family, context.budget) : node.refuse('missing', 'needs a family');
  const trigger = readTrigger(node, given);
  const share = given.share?.number('share', 0.0001, 1) ?? 1;
  const quota = given.quota && readQuota(given.quota);
  const expiryMs = given.expiry && readDuration(given.expiry, { days: true });
  const reminderMs = readReminders(given.reminders, expiryMs);
  const asked = given.channels?.someOf(['as-contact', ...surveyChannels] as const);
  const language = given.language && readLanguage(given.language);
  const audience = given.for ? readAudience(given.for) : {};
  if (instrument === undefined || family === undefined || trigger === undefined) return undefined;
  return {
    ...{ id, instrument, family, trigger, audience, share, reminderMs },
    channels: asked === undefined || asked.length === 0 ? ['as-contact'] : asked,
    ...(quota && { quota }),
    ...(expiryMs !== undefined && { expiryMs }),
    ...(language !== undefined && { language }),
  };
}

function instrumentIn(node: YamlNode, instruments: readonly Instrument[]): Instrument | undefined {
  const ref = node.text();
  const found = instruments.find((one) => refOf(one) === ref);
  if (found === undefined)
    return node.refuse('instrument', `there is no "${ref ?? ''}"; there are ${instruments.map(refOf).join(', ')}`);
  if (found.audience === 'customer') return found;
  return node.refuse('instrument', `${refOf(found)} is for ${found.audience}s: customers are not asked it`);
}

function familyIn(node: YamlNode, { families }: ContactBudget): string | undefined {
  const family = readId(node);
  if (family === undefined || Object.hasOwn(families, family)) return family;
  return node.refuse('family', `"${family}" has no budget; there are ${Object.keys(families).join(', ')}`);
}

function readTrigger(node: YamlNode, given: Given): Trigger | undefined {
  if ((given.after === undefined) === (given.every === undefined))
    return node.refuse('trigger', 'needs either after (close, recovery) or every');
  if (given.every) {
    if (given.delay) given.delay.refuse('trigger', 'a schedule has no delay');
    const everyMs = readDuration(given.every, { days: true });
    return everyMs === undefined ? undefined : { kind: 'schedule', everyMs };
  }
  const kind = given.after?.oneOf(['close', 'recovery'] as const);
  const delayMs = given.delay && readDuration(given.delay, { days: true });
  return kind && { kind, ...(delayMs !== undefined && { delayMs }) };
}

function readQuota(node: YamlNode): Programme['quota'] {
  const { most, per } = node.record(['most', 'per']);
  const count = most ? readInteger(most, 'quota', 1, 1e9) : node.refuse('missing', 'a quota needs most');
  const perMs = per ? readDuration(per, { days: true }) : node.refuse('missing', 'a quota needs per');
  return count === undefined || perMs === undefined ? undefined : { most: count, perMs };
}

function readReminders(node: YamlNode | undefined, expiryMs: number | undefined): readonly number[] {
  const given = node?.list().map((one) => ({ one, ms: readDuration(one, { days: true }) })) ?? [];
  if (given.length > 3) node?.refuse('reminders', 'three reminders are enough');
  return given.flatMap(({ one, ms }, index) => {
    const before = given[index - 1]?.ms;
    if (ms !== undefined && before !== undefined && ms <= before)
      one.refuse('reminders', 'stand in order, each from the invitation');
    if (ms !== undefined && expiryMs !== undefined && ms >= expiryMs)
      one.refuse('reminders', 'a reminder after the expiry cannot be answered');
    return ms ?? [];
  });
}

function readLanguage(node: YamlNode): string | undefined {
  const tag = node.text();
  try {
    return tag === undefined ? undefined : canonicalTag(tag);
  } catch {
    return node.refuse('language', `"${tag ?? ''}" is no language tag`);
  }
}

function readAudience(node: YamlNode): Audience {
  const given = node.record(['kinds', 'channels', 'queues', 'needs', 'segments', 'tiers', 'cycles']);
  const cycles = given.cycles?.oneOf(['every', 'first'] as const);
  return {
    ...(given.kinds && { kinds: given.kinds.someOf(kinds) }),
    ...(given.channels && { channels: given.channels.someOf(channels) }),
    ...(given.needs && { needs: given.needs.someOf(needs) }),
    ...(given.queues && { queues: given.queues.texts() }),
    ...(given.segments && { segments: given.segments.texts() }),
    ...(given.tiers && { tiers: given.tiers.texts() }),
    ...(cycles === 'first' && { isFirstCycleOnly: true }),
  };
}
