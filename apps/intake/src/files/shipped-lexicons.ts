import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Lexicon } from '../domain/understanding/lexicon.js';
import { readLexicon } from '../domain/understanding/read-lexicon.js';

const place = join('apps', 'intake', 'lexicons');

/**
 * The lexicons that ship, by language: from the folder beside the source, whether this runs from the source or from dist.
 * @throws Error when there is none or one of them cannot be read: then the installation is broken
 */
export function shippedLexicons(): ReadonlyMap<string, Lexicon> {
  const folder = lexiconFolder(import.meta.dirname);
  const lexicons = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readLexicon(readFileSync(join(folder, name), 'utf8')));
  return new Map(lexicons.map((lexicon) => [lexicon.language, lexicon]));
}

function lexiconFolder(from: string): string {
  const folder = join(from, place);
  if (existsSync(folder)) return folder;
  const above = dirname(from);
  if (above === from) throw new Error(`there is no folder ${place}: the installation is incomplete`);
  return lexiconFolder(above);
}
