import { createHash } from 'node:crypto';
import { YamlNode, type FileMistake } from '#libs/templates';
import { refOf, type Instrument } from '../domain/instrument.js';
import { readBank, type Banks } from './read-bank.js';
import { readInstrument } from './read-instrument.js';

/** Texts by their path in the folder. */
export type TextFiles = ReadonlyMap<string, string>;

/** An instrument as a file says it. */
export interface LoadedInstrument {
  readonly file: string;
  readonly instrument: Instrument;
  /** Follows from all that a respondent sees and a reader relies on. */
  readonly contentHash: string;
  readonly versionLine: number;
}

export interface LoadedInstruments {
  readonly instruments: readonly LoadedInstrument[];
  readonly problems: readonly FileMistake[];
}

/** Instruments and banks of the files. What is wrong with one says nothing about the others; nothing wrong is used. */
export function loadInstruments(files: TextFiles): LoadedInstruments {
  const problems: FileMistake[] = [];
  const roots = [...files].flatMap(([file, text]) => {
    const root = YamlNode.parse(file, text, problems);
    return root === undefined ? [] : [{ file, root, fields: root.fields().map(({ key }) => key) }];
  });
  const banks: Banks = new Map(
    roots
      .filter(({ fields }) => fields.includes('bank'))
      .flatMap(({ root }) => [readBank(root)].filter((one) => !!one)),
  );
  const byRef = new Map<string, LoadedInstrument>();
  for (const { file, root } of roots.filter(({ fields }) => !fields.includes('bank'))) {
    const before = problems.length;
    const instrument = readInstrument(root, banks);
    const own = problems.slice(before).some((one) => one.file === file);
    if (instrument === undefined || own) continue;
    const ref = refOf(instrument);
    const other = byRef.get(ref);
    if (other) root.refuse('version', `${ref} stands in ${other.file} too: another content is another version`);
    else byRef.set(ref, { file, instrument, contentHash: contentHashOf(instrument), versionLine: versionLineOf(root) });
  }
  return { instruments: [...byRef.values()], problems };
}

const versionLineOf = (root: YamlNode): number => root.fields().find(({ key }) => key === 'version')?.keyNode.line ?? 1;

/** The order of keys does not count, the order of items, languages and options does. */
export function contentHashOf(instrument: Instrument): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(instrument)))
    .digest('hex')
    .slice(0, 32);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
