import { CommandRefused } from './command-refused.js';

const usualTexts = ['text', 'message', 'body', 'comment', 'narrative'];
const usualLabels = ['label', 'labels', 'category', 'intent', 'intents'];

/** The place of the column of texts: the one that is named, or the first with a usual name. */
export function textColumn(
  columns: readonly string[],
  named: string | undefined,
  option: string,
  file: string,
): number {
  return placeOf(columns, named, usualTexts, option, file);
}

/** The place of the column of labels: the one that is named, or that of the target, or the first with a usual name. */
export function labelColumn(
  columns: readonly string[],
  named: string | undefined,
  target: string,
  option: string,
  file: string,
): number {
  return placeOf(columns, named, [target, target.replace(/s$/, ''), ...usualLabels], option, file);
}

function placeOf(
  columns: readonly string[],
  named: string | undefined,
  usual: readonly string[],
  option: string,
  file: string,
): number {
  const lower = columns.map((column) => column.toLowerCase());
  const place = named === undefined ? firstOf(usual, lower) : columns.indexOf(named);
  if (place === -1) {
    const missing = named === undefined ? `none of the columns ${usual.join(', ')}` : `no column "${named}"`;
    throw new CommandRefused(`${file} has ${missing}; it has ${columns.join(', ')}. Name one with ${option}.`);
  }
  return place;
}

function firstOf(names: readonly string[], columns: readonly string[]): number {
  const found = names.find((name) => columns.includes(name));
  return found === undefined ? -1 : columns.indexOf(found);
}
