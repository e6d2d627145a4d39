import { itemsOf, refOf, type Condition, type Entry, type Instrument, type Item } from '../domain/instrument.js';
import { textIn } from '../domain/texts.js';

/** The instrument as a respondent meets it, in one language. */
export function previewLines(instrument: Instrument, language: string): readonly string[] {
  const { title, audience, tags, languages } = instrument;
  const facts = [
    `for: ${audience}`,
    `languages: ${languages.join(', ')}`,
    ...(tags.length > 0 ? [`tags: ${tags.join(', ')}`] : []),
  ];
  return [
    `${refOf(instrument)}  ${textIn(title, language)}`,
    `${String(itemsOf(instrument).length)} items; ${facts.join('; ')}`,
    ...instrument.entries.flatMap((entry) => ['', ...entryLines(entry, language)]),
  ];
}

function entryLines(entry: Entry, language: string): readonly string[] {
  const shown = entry.showIf.length === 0 ? [] : [`    shown if ${entry.showIf.map(conditionText).join(' and ')}`];
  const label = textIn(entry.label, language);
  if (entry.kind === 'heading') return [`== ${label}`, ...shown];
  const marks = [entry.measure, entry.component, entry.driver, ...(entry.isRequired ? [] : ['may be left out'])];
  return [
    `${entry.key}: ${label}`,
    `    ${wayText(entry, language)}`,
    `    ${marks.filter((one) => !!one).join(', ')}`,
    ...shown,
  ];
}

function wayText(item: Item, language: string): string {
  switch (item.kind) {
    case 'scale': {
      const { min, max, low, middle, high, direction, look } = item.scale;
      const words = [low, ...(middle ? [middle] : []), high].map((one) => textIn(one, language));
      return `${String(min)}–${String(max)} (${words.join(' … ')}), ${direction}${look === 'numbers' ? '' : `, ${look}`}`;
    }
    case 'choice':
      return item.options
        .map(({ label, value }) => `( ) ${textIn(label, language)}${value === undefined ? '' : ` = ${String(value)}`}`)
        .join('   ');
    case 'text':
      return `words, at most ${String(item.maxCharacters)} characters`;
    case 'weight':
      return `a share of ${String(item.total)}`;
  }
}

function conditionText({ key, atLeast, atMost, among }: Condition): string {
  if (among !== undefined) return `${key} is ${among.join(' or ')}`;
  return [
    ...(atLeast === undefined ? [] : [`${key} ≥ ${String(atLeast)}`]),
    ...(atMost === undefined ? [] : [`${key} ≤ ${String(atMost)}`]),
  ].join(' and ');
}
