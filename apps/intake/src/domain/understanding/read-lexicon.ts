import type { Node } from 'yaml';
import { lexiconOf, type Lexicon } from './lexicon.js';
import { components, kinds, needs } from './targets.js';
import { YamlFields } from './yaml-fields.js';

const mostGroupCharacters = 65_536;
const strengths = ['3', '2', '1', '-1', '-2', '-3'];
const levels = ['5', '4', '3', '2', '1'];

/**
 * A lexicon from its YAML file.
 * @throws FileInvalid naming line, column and field
 */
export function readLexicon(text: string): Lexicon {
  const yaml = new YamlFields(text);
  yaml.check();
  const names = [
    'language',
    'version',
    'reach',
    'negations',
    'emphasis',
    'sentiment',
    'urgency',
    'kinds',
    'needs',
    'components',
  ];
  const file = yaml.map(yaml.root, 'file', names);
  const field = (name: string) => file.get(name) ?? yaml.root;
  const phrases = (node: Node | null | undefined, at: string) => yaml.text(node, at, mostGroupCharacters) ?? '';
  const groups = <K extends string>(name: string, known: readonly K[]) => {
    const found: Partial<Record<K, string>> = {};
    const given = yaml.map(field(name), name, known);
    for (const key of known) if (given.has(key)) found[key] = phrases(given.get(key), `${name}.${key}`);
    return found;
  };
  const { more = '', less = '' } = groups('emphasis', ['more', 'less']);
  const data = {
    language: yaml.text(field('language'), 'language', 8) ?? '',
    version: yaml.number(field('version'), 'version', { from: 1, to: 1e9 }) ?? 0,
    reach: yaml.number(field('reach'), 'reach', { from: 1, to: 10 }) ?? 0,
    negations: phrases(field('negations'), 'negations'),
    emphasis: { more, less },
    sentiment: groups<string>('sentiment', strengths),
    urgency: groups<string>('urgency', levels),
    kinds: groups('kinds', kinds),
    needs: groups('needs', needs),
    components: groups('components', components),
  };
  yaml.check();
  const filled = { ...data, sentiment: present(data.sentiment), urgency: present(data.urgency) };
  return lexiconOf(filled);
}

function present(groups: Partial<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
