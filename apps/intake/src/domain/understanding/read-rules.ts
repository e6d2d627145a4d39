import { RE2JS } from 're2js';
import { isMap, type Node } from 'yaml';
import { channels } from '../contact.js';
import { PhraseTable } from './phrases.js';
import { readOutcome } from './read-rule-outcome.js';
import type { Conditions, Rule, RuleSet } from './rules.js';
import { wordsOf } from './words.js';
import { YamlFields } from './yaml-fields.js';

const mostRules = 1_000;
const mostPhrases = 500;
const mostPatternCharacters = 500;
const mostFileCharacters = 1_048_576;
const mostGaps = 2;
const conditionNames = [
  'text',
  'subject',
  'pattern',
  'channel',
  'channelAccount',
  'language',
  'brand',
  'site',
  'product',
  'attributes',
  'rating',
] as const;
const ruleId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const languageTag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/**
 * The operator's rules from their YAML file. Pure; a file with any error gives no rules at all.
 * @throws FileInvalid naming line, column and field of what is wrong
 */
export function readRules(text: string): RuleSet {
  const yaml = new YamlFields(text.slice(0, mostFileCharacters));
  if (text.length > mostFileCharacters) yaml.report(0, '(file)', `must be at most ${mostFileCharacters} characters`);
  yaml.check();
  const file = yaml.map(yaml.root, 'file', ['version', 'rules']);
  const version = yaml.number(file.get('version') ?? yaml.root, 'version', { from: 1, to: 1e9 }) ?? 0;
  if (!Number.isInteger(version)) yaml.report(file.get('version'), 'version', 'must be a whole number');
  const reader = new RuleReader(yaml, version);
  const nodes = yaml.list(file.get('rules') ?? yaml.root, 'rules');
  if (nodes.length > mostRules) yaml.report(nodes[mostRules], 'rules', `must be at most ${mostRules}`);
  const rules = nodes.slice(0, mostRules).map((node, index) => reader.rule(node, `rules[${index}]`));
  yaml.check();
  return { version, rules, phrases: reader.phrases, phraseTexts: reader.phraseTexts };
}

class RuleReader {
  readonly phrases = new PhraseTable<number>();
  readonly phraseTexts: string[] = [];
  private readonly ids = new Set<string>();

  constructor(
    private readonly yaml: YamlFields,
    private readonly version: number,
  ) {}

  rule(node: Node, at: string): Rule {
    const { yaml } = this;
    const fields = yaml.map(node, at, ['id', 'when', 'unless', 'then']);
    const id = yaml.text(fields.get('id') ?? node, `${at}.id`, 64) ?? '';
    if (id !== '' && !ruleId.test(id))
      yaml.report(fields.get('id'), `${at}.id`, 'must be letters, digits, ".", "_" and "-"');
    if (this.ids.has(id)) yaml.report(fields.get('id'), `${at}.id`, `is the id of another rule too`);
    this.ids.add(id);
    const unless = fields.get('unless');
    return {
      id,
      line: yaml.lineOf(node),
      when: this.conditions(fields.get('when') ?? node, `${at}.when`),
      ...(unless !== undefined && { unless: this.conditions(unless, `${at}.unless`) }),
      then: readOutcome(yaml, fields.get('then') ?? node, {
        at: `${at}.then`,
        by: `rule:${id}@${String(this.version)}`,
      }),
    };
  }

  private conditions(node: Node, at: string): Conditions {
    const { yaml } = this;
    const fields = yaml.map(node, at, conditionNames);
    if (isMap(node) && node.items.length === 0) yaml.report(node, at, 'must hold at least one condition');
    const texts = (name: string) => this.texts(fields.get(name), `${at}.${name}`);
    const of = <K extends string, V>(name: K, value: V | undefined) =>
      (value === undefined ? {} : { [name]: value }) as Partial<Record<K, V>>;
    return {
      ...of('text', this.phraseNumbers(fields.get('text'), `${at}.text`)),
      ...of('subject', this.phraseNumbers(fields.get('subject'), `${at}.subject`)),
      ...of('pattern', this.pattern(fields.get('pattern'), `${at}.pattern`)),
      ...of('channel', this.channels(fields.get('channel'), `${at}.channel`)),
      ...of('channelAccount', texts('channelAccount')),
      ...of('language', this.languages(fields.get('language'), `${at}.language`)),
      ...of('brand', texts('brand')),
      ...of('site', texts('site')),
      ...of('product', texts('product')),
      ...of('attributes', this.attributes(fields.get('attributes'), `${at}.attributes`)),
      ...of('rating', this.rating(fields.get('rating'), `${at}.rating`)),
    };
  }

  /** One text, or a list of them. */
  private items(node: Node, at: string): readonly (readonly [Node, string])[] {
    if (typeof this.yaml.scalar(node) !== 'object' && this.yaml.scalar(node) !== undefined) return [[node, at]];
    const nodes = this.yaml.list(node, at);
    if (nodes.length === 0) this.yaml.report(node, at, 'must hold at least one entry');
    if (nodes.length > mostPhrases)
      this.yaml.report(nodes[mostPhrases], at, `must hold at most ${mostPhrases} entries`);
    return nodes.slice(0, mostPhrases).map((item, index) => [item, `${at}[${index}]`] as const);
  }

  private texts(node: Node | undefined, at: string): string[] | undefined {
    if (node === undefined) return undefined;
    return this.items(node, at).flatMap(([item, place]) => this.yaml.text(item, place) ?? []);
  }

  private channels(node: Node | undefined, at: string): string[] | undefined {
    if (node === undefined) return undefined;
    return this.items(node, at).flatMap(([item, place]) => this.yaml.oneOf(item, place, channels) ?? []);
  }

  private languages(node: Node | undefined, at: string): string[] | undefined {
    if (node === undefined) return undefined;
    return this.items(node, at).flatMap(([item, place]) => {
      const language = this.yaml.text(item, place, 35);
      if (language !== undefined && !languageTag.test(language)) {
        this.yaml.report(item, place, 'must be a language of BCP 47 such as en or zh-Hant');
      }
      return language?.toLowerCase() ?? [];
    });
  }

  private phraseNumbers(node: Node | undefined, at: string): number[] | undefined {
    if (node === undefined) return undefined;
    return this.items(node, at).flatMap(([item, place]) => {
      const phrase = this.yaml.text(item, place);
      if (phrase === undefined) return [];
      const problem = problemOfPhrase(phrase);
      if (problem !== undefined) {
        this.yaml.report(item, place, problem);
        return [];
      }
      const number = this.phraseTexts.push(phrase) - 1;
      this.phrases.add(phrase, number);
      return number;
    });
  }

  private pattern(node: Node | undefined, at: string): RE2JS | undefined {
    if (node === undefined) return undefined;
    const source = this.yaml.text(node, at, mostPatternCharacters);
    if (source === undefined) return undefined;
    try {
      return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.yaml.report(node, at, `must be a regular expression of RE2: ${reason}`);
      return undefined;
    }
  }

  private attributes(node: Node | undefined, at: string): Conditions['attributes'] | undefined {
    if (node === undefined) return undefined;
    const found: Record<string, (string | number | boolean)[]> = {};
    for (const [name, value] of this.yaml.freeMap(node, at)) {
      found[name] = this.items(value, `${at}.${name}`).flatMap(([item, place]) => {
        const scalar = this.yaml.scalar(item);
        if (typeof scalar === 'string' || typeof scalar === 'number' || typeof scalar === 'boolean') return scalar;
        this.yaml.report(item, place, 'must be text, a number, true or false');
        return [];
      });
    }
    return found;
  }

  private rating(node: Node | undefined, at: string): Conditions['rating'] | undefined {
    if (node === undefined) return undefined;
    const fields = this.yaml.map(node, at, ['atLeast', 'atMost']);
    const bound = (name: 'atLeast' | 'atMost') => {
      const given = fields.get(name);
      const value = given && this.yaml.number(given, `${at}.${name}`, { from: 0, to: 1 });
      return value === undefined ? {} : { [name]: value };
    };
    if (fields.size === 0) this.yaml.report(node, at, 'must hold atLeast or atMost');
    return { ...bound('atLeast'), ...bound('atMost') };
  }
}

function problemOfPhrase(phrase: string): string | undefined {
  if (wordsOf(phrase).words.length === 0) return 'must hold a word';
  const gaps = phrase.split(/\s+/).filter((part) => part === '...').length;
  return gaps > mostGaps ? `must hold "..." at most ${mostGaps} times` : undefined;
}
