import { InvalidArgumentError, Option, type Command } from 'commander';

/** How files of texts are read: the same for training and for classifying. */
export interface SourceOptions {
  readonly separator: string;
  readonly outOfScope: readonly string[];
  readonly delimiter: string;
  readonly encoding: string;
  readonly split?: readonly string[];
}

export function addSourceOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--split <names>',
        'splits of a JSON file that has some, such as train,val; each with its oos_ part',
      ).argParser(listOf),
    )
    .addOption(
      new Option('--out-of-scope <labels>', 'labels that mean: none of the others')
        .argParser(listOf)
        .default(['oos', 'out_of_scope', 'out-of-scope'], 'oos, out_of_scope, out-of-scope'),
    )
    .option('--separator <text>', 'between several labels in a cell', '|')
    .addOption(
      new Option('--delimiter <character>', 'between the fields of a CSV file').argParser(character).default(','),
    )
    .option('--encoding <name>', 'of a CSV file; a byte order mark counts more', 'utf-8');
}

export function listOf(text: string): string[] {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  if (items.length === 0) throw new InvalidArgumentError('Expected one or more names, separated by commas.');
  return items;
}

function character(text: string): string {
  const one = text === '\\t' || text === 'tab' ? '\t' : text;
  if (one.length !== 1) throw new InvalidArgumentError('Expected one character, or tab.');
  return one;
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d{1,9}$/.test(text)) return value;
  throw new InvalidArgumentError('Expected a whole number from 0 on.');
}

export function shareOf(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a share above 0 and up to 1, such as 0.9.');
}
