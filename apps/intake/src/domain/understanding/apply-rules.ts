import type { Conditions, Rule, RuleSet } from './rules.js';
import { targets, type Findings } from './targets.js';
import { wordsOf, type Words } from './words.js';

/** What rules look at of a contact. */
export interface RuleSubject {
  readonly channel: string;
  readonly channelAccount?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly language: string;
  readonly brand?: string;
  readonly site?: string;
  readonly product?: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** The rating as a part of its scale, 0 to 1. */
  readonly rating?: number;
}

/** What became of one condition of a rule. */
export interface ConditionOutcome {
  readonly condition: string;
  readonly holds: boolean;
  /** What was looked for and what the contact has. */
  readonly because: string;
}

export interface RuleOutcome {
  readonly rule: Rule;
  readonly holds: boolean;
  readonly conditions: readonly ConditionOutcome[];
}

/** A pattern of RE2 is looked for this far; its time grows with the text, never faster. */
const mostPatternCharacters = 4_000;

/** For each target what the first rule says that holds and speaks of it. */
export function applyRules(rules: RuleSet, subject: RuleSubject, words: Words): Findings {
  const sight = new Sight(rules, subject, words);
  let found: Findings = {};
  for (const rule of rules.rules) {
    if (!sayMore(rule.then, found) || !holds(rule, sight)) continue;
    found = { ...rule.then, ...found };
  }
  return found;
}

/** Every rule with what became of its conditions, in order. For explanations, not for the hot path. */
export function explainRules(rules: RuleSet, subject: RuleSubject): RuleOutcome[] {
  const sight = new Sight(rules, subject, wordsOf(textOf(subject)));
  return rules.rules.map((rule) => {
    const conditions = outcomes(rule.when, sight);
    if (rule.unless !== undefined) {
      const exceptions = outcomes(rule.unless, sight);
      const excepted = exceptions.every((one) => one.holds);
      const because = exceptions.map((one) => one.because).join('; ');
      conditions.push({ condition: 'unless', holds: !excepted, because });
    }
    return { rule, holds: conditions.every((one) => one.holds), conditions };
  });
}

/** Subject and text as one text, as lexicons, rules and models read them. */
export function textOf({ subject, text }: { readonly subject?: string; readonly text?: string }): string {
  return subject === undefined ? (text ?? '') : `${subject}\n${text ?? ''}`;
}

function sayMore(then: Findings, found: Findings): boolean {
  return targets.some((target) => then[target] !== undefined && found[target] === undefined);
}

function holds(rule: Rule, sight: Sight): boolean {
  return all(rule.when, sight) && (rule.unless === undefined || !all(rule.unless, sight));
}

/** The cheap conditions first; a pattern is only looked for where everything else holds. */
function all(conditions: Conditions, sight: Sight): boolean {
  for (const check of checks) if (check(conditions, sight)?.holds === false) return false;
  return true;
}

function outcomes(conditions: Conditions, sight: Sight): ConditionOutcome[] {
  return checks
    .flatMap((check) => check(conditions, sight) ?? [])
    .map(({ condition, holds: ok, because }) => ({
      condition,
      holds: ok,
      because: because(),
    }));
}

/** What rules see of one contact; phrases are found once for all rules. */
class Sight {
  private found: ReadonlySet<number> | undefined;
  private foundInSubject: ReadonlySet<number> | undefined;

  constructor(
    readonly rules: RuleSet,
    readonly subject: RuleSubject,
    private readonly words: Words,
  ) {}

  get phrases(): ReadonlySet<number> {
    return (this.found ??= this.numbers(this.words));
  }

  get subjectPhrases(): ReadonlySet<number> {
    return (this.foundInSubject ??= this.numbers(wordsOf(this.subject.subject ?? '')));
  }

  private numbers({ words }: Words): ReadonlySet<number> {
    return new Set(this.rules.phrases.matches(words).map(({ value }) => value));
  }
}

interface Checked {
  readonly condition: string;
  readonly holds: boolean;
  readonly because: () => string;
}
type Check = (conditions: Conditions, sight: Sight) => Checked | undefined;

const quoted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(' or ');

function amongst(name: 'channel' | 'channelAccount' | 'brand' | 'site' | 'product'): Check {
  return (conditions, { subject }) => {
    const wanted = conditions[name];
    if (wanted === undefined) return undefined;
    const value = subject[name];
    const because = () =>
      `${name} is ${value === undefined ? 'absent' : JSON.stringify(value)}, wanted ${quoted(wanted)}`;
    return { condition: name, holds: value !== undefined && wanted.includes(value), because };
  };
}

function phrase(name: 'text' | 'subject'): Check {
  return (conditions, sight) => {
    const wanted = conditions[name];
    if (wanted === undefined) return undefined;
    const found = name === 'text' ? sight.phrases : sight.subjectPhrases;
    const said = (numbers: readonly number[]) => quoted(numbers.map((number) => sight.rules.phraseTexts[number]));
    const because = () => {
      const hits = wanted.filter((number) => found.has(number));
      return hits.length > 0 ? `${name} has ${said(hits)}` : `${name} has none of ${said(wanted)}`;
    };
    return { condition: name, holds: wanted.some((number) => found.has(number)), because };
  };
}

const language: Check = ({ language: wanted }, { subject }) => {
  if (wanted === undefined) return undefined;
  const value = subject.language.toLowerCase();
  const ok = wanted.some((one) => value === one || value.startsWith(`${one}-`));
  return { condition: 'language', holds: ok, because: () => `language is "${value}", wanted ${quoted(wanted)}` };
};

const attributes: Check = ({ attributes: wanted }, { subject }) => {
  if (wanted === undefined) return undefined;
  const missing = Object.entries(wanted).find(([name, values]) => {
    const value = subject.attributes?.[name];
    return value === undefined || !values.includes(value);
  });
  const because = () => {
    if (missing === undefined) return `attributes are as wanted (${Object.keys(wanted).join(', ')})`;
    const value = subject.attributes?.[missing[0]];
    return `attribute ${missing[0]} is ${value === undefined ? 'absent' : JSON.stringify(value)}, wanted ${quoted(missing[1])}`;
  };
  return { condition: 'attributes', holds: missing === undefined, because };
};

const rating: Check = ({ rating: wanted }, { subject }) => {
  if (wanted === undefined) return undefined;
  const { atLeast = 0, atMost = 1 } = wanted;
  const value = subject.rating;
  const because = () =>
    `rating is ${value === undefined ? 'absent' : `${value.toFixed(2)} of 1`}, wanted ${atLeast} to ${atMost}`;
  return { condition: 'rating', holds: value !== undefined && value >= atLeast && value <= atMost, because };
};

const pattern: Check = ({ pattern: wanted }, { subject }) => {
  if (wanted === undefined) return undefined;
  const ok = wanted.matcher(textOf(subject).slice(0, mostPatternCharacters)).find();
  return { condition: 'pattern', holds: ok, because: () => `pattern ${wanted.pattern()} is ${ok ? '' : 'not '}found` };
};

const checks: readonly Check[] = [
  amongst('channel'),
  amongst('channelAccount'),
  amongst('brand'),
  amongst('site'),
  amongst('product'),
  language,
  rating,
  attributes,
  phrase('text'),
  phrase('subject'),
  pattern,
];
