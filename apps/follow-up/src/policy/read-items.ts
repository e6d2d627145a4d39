import { components } from '#libs/contracts';
import type { YamlNode } from '#libs/templates';
import type { ChoiceOption, Condition, Direction, Entry, Item, ItemMeasure, Scale } from '../domain/instrument.js';
import type { Texts } from '../domain/texts.js';
import { readInteger } from './read-scale.js';
import { readTexts } from './read-texts.js';

export interface ItemContext {
  readonly languages: readonly string[];
  readonly scales: ReadonlyMap<string, Scale>;
}

/** An entry and where it stands, so that what is wrong with it among the others can be said there. */
export interface PlacedEntry {
  readonly node: YamlNode;
  readonly entry: Entry;
}

const measures: readonly ItemMeasure[] = [
  'csat',
  'ces',
  'nps',
  'expectation',
  'expectation-adequate',
  'perception',
  'disconfirmation',
  'importance',
  'rating',
  'choice',
  'text',
];
const fields = [
  'id',
  'key',
  'heading',
  'label',
  'measure',
  'scale',
  'options',
  'characters',
  'shareOf',
  'direction',
  'component',
  'driver',
  'showIf',
  'optional',
] as const;
type Given = Partial<Record<(typeof fields)[number], YamlNode>>;

export function readItem(node: YamlNode, context: ItemContext): readonly PlacedEntry[] {
  const given = node.record(fields);
  const showIf = given.showIf?.list().flatMap((one) => readCondition(one) ?? []) ?? [];
  const id = given.id ? readId(given.id) : node.refuse('missing', 'needs an id');
  if (given.heading) {
    const label = readTexts(given.heading, context.languages);
    return id && label ? [{ node, entry: { kind: 'heading', key: id, label, showIf } }] : [];
  }
  const label = given.label ? readTexts(given.label, context.languages) : node.refuse('missing', 'needs a label');
  const measure = given.measure?.oneOf(measures) ?? defaultMeasure(given, node);
  const component = given.component?.oneOf(components);
  const driver = given.driver?.text();
  const isOptional = given.optional?.flag() ?? false;
  const key = given.key ? readId(given.key) : id;
  if (id === undefined || key === undefined || label === undefined || measure === undefined) return [];
  const shared = { key, id, label, measure, showIf, isRequired: !isOptional };
  const tags = { ...(component && { component }), ...(driver !== undefined && { driver }) };
  const entry = answerOf(node, given, { ...shared, ...tags }, context);
  return entry === undefined ? [] : [{ node, entry }];
}

type Shared = Pick<Item, 'key' | 'id' | 'label' | 'measure' | 'component' | 'driver' | 'showIf' | 'isRequired'>;

function answerOf(node: YamlNode, given: Given, shared: Shared, context: ItemContext): Item | undefined {
  const ways = [given.scale, given.options, given.characters, given.shareOf].filter((one) => one !== undefined);
  if (ways.length !== 1) return node.refuse('answer', 'needs one of scale, options, characters, shareOf');
  if (given.scale) {
    const name = given.scale.text();
    const scale = name === undefined ? undefined : context.scales.get(name);
    if (scale) return { kind: 'scale', ...shared, scale };
    return given.scale.refuse(
      'scale',
      `there is no scale "${name ?? ''}" here; there are ${[...context.scales.keys()].join(', ')}`,
    );
  }
  if (given.options) {
    const options = given.options.list().flatMap((one) => readOption(one, context.languages) ?? []);
    if (options.length < 2) return given.options.refuse('options', 'a choice has at least two options');
    const direction = given.direction?.oneOf<Direction>(['higher-is-better', 'lower-is-better']);
    return { kind: 'choice', ...shared, options, ...(direction && { direction }) };
  }
  if (given.characters) {
    const maxCharacters = readInteger(given.characters, 'characters', 1, 16_000);
    return maxCharacters === undefined ? undefined : { kind: 'text', ...shared, maxCharacters };
  }
  const total = given.shareOf && readInteger(given.shareOf, 'shareOf', 1, 1_000);
  return total === undefined ? undefined : { kind: 'weight', ...shared, total };
}

function defaultMeasure(given: Given, node: YamlNode): ItemMeasure | undefined {
  if (given.characters) return 'text';
  if (given.options) return 'choice';
  if (given.shareOf) return 'importance';
  return node.refuse('missing', `needs a measure: ${measures.join(', ')}`);
}

export function readId(node: YamlNode): string | undefined {
  const text = node.text();
  if (text === undefined || /^[a-z0-9][a-z0-9.-]{0,63}$/.test(text)) return text;
  return node.refuse('id', `"${text}" is no id: small letters, digits, - and . , at most 64`);
}

function readOption(node: YamlNode, languages: readonly string[]): ChoiceOption | undefined {
  const given = node.record(['id', 'label', 'value']);
  const id = given.id ? readId(given.id) : node.refuse('missing', 'an option needs an id');
  const label: Texts | undefined = given.label
    ? readTexts(given.label, languages)
    : node.refuse('missing', 'an option needs a label');
  const value = given.value?.number('value', -1_000, 1_000);
  return id && label ? { id, label, ...(value !== undefined && { value }) } : undefined;
}

function readCondition(node: YamlNode): Condition | undefined {
  const given = node.record(['item', 'atLeast', 'atMost', 'among']);
  const key = given.item ? given.item.text() : node.refuse('missing', 'a condition names an item');
  const atLeast = given.atLeast?.number('showIf', -1_000, 1_000);
  const atMost = given.atMost?.number('showIf', -1_000, 1_000);
  const among = given.among?.texts();
  if (key === undefined) return undefined;
  if (atLeast === undefined && atMost === undefined && among === undefined)
    return node.refuse('missing', 'a condition says atLeast, atMost or among');
  return {
    key,
    ...(atLeast !== undefined && { atLeast }),
    ...(atMost !== undefined && { atMost }),
    ...(among !== undefined && { among }),
  };
}
