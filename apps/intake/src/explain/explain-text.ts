import { readFile } from 'node:fs/promises';
import { classify, ratingPosition, type Classification } from '../domain/classification.js';
import type { Channel, Contact } from '../domain/contact.js';
import { explainRules, type RuleOutcome } from '../domain/understanding/apply-rules.js';
import { readRules } from '../domain/understanding/read-rules.js';
import type { RuleSet } from '../domain/understanding/rules.js';
import { targets, type Target } from '../domain/understanding/targets.js';
import type { TextModel } from '../domain/understanding/understanding.js';
import { readTextModel } from '../files/read-text-model.js';
import { shippedLexicons } from '../files/shipped-lexicons.js';

/** One text as a contact, and what it is to be understood with. */
export interface TextToExplain {
  readonly text: string;
  readonly subject?: string;
  /** Default: email. */
  readonly channel?: Channel;
  readonly channelAccount?: string;
  /** As the adapter would say it; read from the text where absent. */
  readonly language?: string;
  readonly brand?: string;
  readonly site?: string;
  readonly product?: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  readonly rating?: NonNullable<Contact['rating']>;
  readonly rulesFile?: string;
  readonly modelFiles?: Readonly<Partial<Record<Target, string>>>;
}

/**
 * What intake would say of a text, whose word each finding is, and for every rule which condition held or did not: lines for
 * a terminal.
 * @throws Error when a file cannot be used; its message names file, line, column and field
 */
export async function explainText(given: TextToExplain): Promise<string> {
  const rules = given.rulesFile === undefined ? undefined : await inFile(given.rulesFile, rulesOf);
  const models: Partial<Record<Target, TextModel>> = {};
  for (const target of targets) {
    const path = given.modelFiles?.[target];
    if (path !== undefined) models[target] = await inFile(path, (content) => readTextModel(content, target));
  }
  const contact = contactOf(given);
  const understanding = { models, lexicons: shippedLexicons(), ...(rules !== undefined && { rules }) };
  const found = classify(contact, undefined, understanding);
  const lines = [...findings(found), ''];
  if (rules !== undefined) {
    const position = ratingPosition(contact.rating);
    const { rating: _, ...facts } = contact;
    const subject = { ...facts, language: found.language.value, ...(position !== undefined && { rating: position }) };
    lines.push(...explained(rules, explainRules(rules, subject), found));
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

const rulesOf = (content: Buffer) => readRules(new TextDecoder('utf-8', { fatal: true }).decode(content));

async function inFile<T>(path: string, read: (content: Buffer) => T): Promise<T> {
  const content = await readFile(path);
  try {
    return read(content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path}: ${reason.replaceAll('\n', `\n${path}: `)}`, { cause: error });
  }
}

function contactOf({ rulesFile: _, modelFiles: __, channel = 'email', ...rest }: TextToExplain): Contact {
  return { ...rest, channel, direction: 'inbound', party: { type: 'anonymous' } };
}

interface Said {
  readonly value: string | number;
  readonly confidence: number;
  readonly by: string;
}

function findings(found: Classification): string[] {
  const line = (name: string, { value, confidence, by }: Said) =>
    `${name.padEnd(12)}${String(value).padEnd(28)}${confidence.toFixed(2)}  ${by}`;
  const { kind, need, needs, urgency, language, sentiment, topics, components } = found;
  const others = needs.slice(1);
  return [
    line('language', language),
    line('kind', kind),
    line('need', need) + (others.length > 0 ? `  (and ${others.join(', ')})` : ''),
    line('urgency', urgency),
    ...(sentiment === undefined ? [] : [line('sentiment', sentiment)]),
    ...topics.map((topic) => line('topic', topic)),
    ...components.map((component) => line('component', component)),
  ];
}

function explained(rules: RuleSet, outcomes: readonly RuleOutcome[], found: Classification): string[] {
  const lines = [`Rules, version ${String(rules.version)}:`];
  for (const { rule, holds, conditions } of outcomes) {
    const by = `rule:${rule.id}@${String(rules.version)}`;
    const decided = targets.filter((target) => isBy(found[target], by));
    const effect = decided.length > 0 ? `decides ${decided.join(', ')}` : 'decides nothing: others went before it';
    lines.push(`  ${rule.id} (line ${String(rule.line)}): ${holds ? `holds, ${effect}` : 'does not hold'}`);
    for (const { holds: ok, because } of conditions) lines.push(`    ${ok ? '+' : '-'} ${because}`);
  }
  return lines;
}

function isBy(finding: unknown, by: string): boolean {
  return (Array.isArray(finding) ? finding : [finding]).some((one: { by?: string } | undefined) => one?.by === by);
}
