import type { RowFault } from '#libs/csv';
import { readFile, stat } from 'node:fs/promises';
import { CommandRefused } from './command-refused.js';
import type { SourceOptions } from './source-options.js';
import { mostCharacters, type TextRow, type TextSource } from './text-rows.js';

const mostBytes = 512 * 1_048_576;

/**
 * Two forms: an object of splits, each a list of `[text, label]` (as clinc150 has it), or a list of `{ text, intents }` (as
 * NLU++ has it; `labels`, `topics` or `label` are read too). The whole file is held; `line` is the number of the entry.
 *
 * @param splits those that are read, where there are splits; each with its `oos_` part
 */
export async function jsonSource(file: string, splits: readonly string[], options: SourceOptions): Promise<TextSource> {
  const { size } = await stat(file);
  if (size > mostBytes) throw new CommandRefused(`${file} has more than ${mostBytes} bytes; make a CSV file of it`);
  const entries = entriesOf(parsed(file, await readFile(file, 'utf8')), file, splits);
  return {
    columns: ['text', 'labels'],
    async *rows() {
      for (const [index, entry] of entries.entries()) yield rowOf(entry, index + 1, options);
    },
  };
}

/** The names of the splits of a JSON file, or none. */
export async function splitsOf(file: string): Promise<readonly string[]> {
  const content = parsed(file, await readFile(file, 'utf8'));
  return typeof content === 'object' && content !== null && !Array.isArray(content) ? Object.keys(content) : [];
}

/** Whether a file of this name is read as JSON. */
export function isJson(file: string): boolean {
  return file.toLowerCase().endsWith('.json');
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new CommandRefused(`${file} is no JSON: ${error instanceof Error ? error.message : ''}`, { cause: error });
  }
}

function entriesOf(content: unknown, file: string, splits: readonly string[]): readonly unknown[] {
  if (Array.isArray(content)) return content;
  if (typeof content !== 'object' || content === null) {
    throw new CommandRefused(`${file} must hold a list of texts, or an object of splits`);
  }
  const all = new Map<string, unknown>(Object.entries(content));
  const wanted = splits.flatMap((split) => (all.has(`oos_${split}`) ? [split, `oos_${split}`] : [split]));
  return [...new Set(wanted)].flatMap((split): readonly unknown[] => {
    const entries = all.get(split);
    if (Array.isArray(entries)) return entries;
    throw new CommandRefused(
      `${file} has no split "${split}"; it has ${[...all.keys()].join(', ')}. Choose with --split.`,
    );
  });
}

function rowOf(entry: unknown, line: number, { outOfScope }: SourceOptions): TextRow | RowFault {
  const fault = (reason: string): RowFault => ({ line, column: '', reason, fields: [JSON.stringify(entry), ''] });
  const pair = Array.isArray(entry) ? { text: entry[0] as unknown, labels: entry[1] as unknown } : entry;
  if (typeof pair !== 'object' || pair === null) return fault('is neither [text, label] nor { text, intents }');
  const { text, intents, labels, topics, label } = pair as Record<string, unknown>;
  if (typeof text !== 'string' || text.trim() === '') return fault('has no text');
  if (text.length > mostCharacters) return fault(`is longer than ${mostCharacters} characters`);
  const said = intents ?? labels ?? topics ?? label ?? [];
  const list: readonly unknown[] = Array.isArray(said) ? said : [said];
  if (!list.every((one) => typeof one === 'string')) return fault('has labels that are no texts');
  const kept = [...new Set(list)].filter((one) => one !== '' && !outOfScope.includes(one.toLowerCase()));
  return { line, text, labels: kept, fields: [text, list.join('|')] };
}
