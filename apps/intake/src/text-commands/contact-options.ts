import { InvalidArgumentError, Option, type Command } from 'commander';
import { channels } from '../domain/contact.js';
import type { TextToExplain } from '../explain/explain-text.js';

type Attributes = NonNullable<TextToExplain['attributes']>;

/** What is known of a contact beside its text: rules may ask for it. */
export interface ContactOptions extends Omit<
  TextToExplain,
  'text' | 'channelAccount' | 'attributes' | 'rulesFile' | 'modelFiles'
> {
  readonly account?: string;
  readonly attribute?: Attributes;
}

const optionNames = [
  'channel',
  'account',
  'subject',
  'language',
  'brand',
  'site',
  'product',
  'rating',
  'attribute',
] as const;

export function addContactOptions(command: Command): Command {
  return command
    .addOption(new Option('--channel <channel>', 'of the --text (default: email)').choices(channels))
    .option('--account <channelAccount>', 'the channel account that it came to')
    .option('--subject <text>', 'its subject')
    .option('--language <tag>', 'its language, as an adapter would say it (default: read from the text)')
    .option('--brand <name>', 'what it is about: brand')
    .option('--site <name>', '… site')
    .option('--product <name>', '… product')
    .option('--rating <score,min,max>', 'a rating and the ends of its scale, such as 2,1,5', rating)
    .option('--attribute <name=value>', 'an attribute; may be repeated', attribute);
}

/** The name of an option of one contact that was given, for whoever has no single contact. */
export function contactOptionIn(options: ContactOptions): string | undefined {
  return optionNames.find((name) => options[name] !== undefined);
}

export function contactOf(text: string, options: ContactOptions): TextToExplain {
  const { account, attribute: attributes, channel, subject, language, brand, site, product, rating: given } = options;
  const more = { channel, channelAccount: account, subject, language, brand, site, product, rating: given, attributes };
  const said = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
  return { ...said, text };
}

function rating(text: string): NonNullable<TextToExplain['rating']> {
  const [score, scaleMin, scaleMax, ...rest] = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (score === undefined || scaleMin === undefined || scaleMax === undefined || rest.length > 0) throw notRating();
  if (!(scaleMin < scaleMax && score >= scaleMin && score <= scaleMax)) throw notRating();
  return { score, scaleMin, scaleMax };
}

const notRating = () =>
  new InvalidArgumentError('Expected the score and the lowest and highest of its scale, such as 2,1,5.');

/** A value that reads as number, true or false is one, as in the rules; in double quotes it is a text. */
function attribute(text: string, before: Attributes = {}): Attributes {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected name=value.');
  return { ...before, [text.slice(0, at)]: scalarOf(text.slice(at + 1)) };
}

function scalarOf(text: string): string | number | boolean {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  } catch {
    // Most values are bare words.
  }
  return text;
}
