import { isMap, type Node } from 'yaml';
import { components, kinds, needs, targets, type Classified, type Findings } from './targets.js';
import type { YamlFields } from './yaml-fields.js';

/** How sure a rule is that does not say so. */
const usualConfidence = 0.9;
const mostTopics = 20;

interface Place {
  readonly at: string;
  readonly by: string;
}

/** What a rule sets: each a value, or `{ value, confidence }`; topics, components and needs also as lists. */
export function readOutcome(yaml: YamlFields, node: Node, { at, by }: Place): Findings {
  const fields = yaml.map(node, at, targets);
  if (fields.size === 0) yaml.report(node, at, `must set at least one of ${targets.join(', ')}`);
  const single = <V>(name: string, read: (value: Node, place: string) => V | undefined) => {
    const given = fields.get(name);
    return given && classified(yaml, given, { at: `${at}.${name}`, by, read });
  };
  const several = <V>(name: string, most: number, read: (value: Node, place: string) => V | undefined) => {
    const given = fields.get(name);
    if (given === undefined) return undefined;
    const nodes = yaml.list(given, `${at}.${name}`);
    if (nodes.length > most) yaml.report(nodes[most], `${at}.${name}`, `must hold at most ${most} entries`);
    return nodes
      .slice(0, most)
      .flatMap((item, index) => classified(yaml, item, { at: `${at}.${name}[${index}]`, by, read }) ?? []);
  };
  const whole = (value: Node, place: string) => {
    const number = yaml.number(value, place, { from: 1, to: 5 });
    if (number !== undefined && !Number.isInteger(number))
      yaml.report(value, place, 'must be a whole number from 1 to 5');
    return number;
  };
  const kind = single('kind', (value, place) => yaml.oneOf(value, place, kinds));
  const need = single('need', (value, place) => yaml.oneOf(value, place, needs));
  const urgency = single('urgency', whole);
  const sentiment = single('sentiment', (value, place) => yaml.number(value, place, { from: -1, to: 1 }));
  const topics = several('topics', mostTopics, (value, place) => yaml.text(value, place));
  const found = several('components', components.length, (value, place) => yaml.oneOf(value, place, components));
  return {
    ...(kind !== undefined && { kind }),
    ...(need !== undefined && { need, needs: [need.value] }),
    ...(urgency !== undefined && { urgency }),
    ...(sentiment !== undefined && { sentiment }),
    ...(topics !== undefined && { topics }),
    ...(found !== undefined && { components: found }),
  };
}

function classified<V>(
  yaml: YamlFields,
  node: Node,
  { at, by, read }: Place & { read: (value: Node, place: string) => V | undefined },
): Classified<V> | undefined {
  if (!isMap(node)) {
    const value = read(node, at);
    return value === undefined ? undefined : { value, confidence: usualConfidence, by };
  }
  const fields = yaml.map(node, at, ['value', 'confidence']);
  const given = fields.get('confidence');
  const confidence = given === undefined ? usualConfidence : yaml.number(given, `${at}.confidence`, { from: 0, to: 1 });
  const value = read(fields.get('value') ?? node, `${at}.value`);
  return value === undefined || confidence === undefined ? undefined : { value, confidence, by };
}
