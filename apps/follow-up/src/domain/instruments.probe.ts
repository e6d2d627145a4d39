import type { ChoiceItem, Instrument, Scale, ScaleItem, TextItem, WeightItem } from './instrument.js';
import type { ContactBudget } from './family.js';
import type { Programme } from './programme.js';

const texts = (en: string) => ({ en, hu: `${en} (hu)` });

export function scaleOf(min: number, max: number): Scale {
  return { min, max, direction: 'higher-is-better', look: 'numbers', low: texts('low'), high: texts('high') };
}

const always = { showIf: [], isRequired: true } as const;

export function scaleItem(key: string, extra: Partial<ScaleItem> = {}): ScaleItem {
  const asked = { key, id: key, label: texts(key), measure: 'csat' } as const;
  return { kind: 'scale', ...asked, ...always, scale: scaleOf(1, 5), ...extra };
}

export function choiceItem(key: string, options: readonly string[], extra: Partial<ChoiceItem> = {}): ChoiceItem {
  const shown = options.map((id) => ({ id, label: texts(id) }));
  return { kind: 'choice', key, id: key, label: texts(key), measure: 'choice', ...always, options: shown, ...extra };
}

export function textItem(key: string, extra: Partial<TextItem> = {}): TextItem {
  const asked = { key, id: key, label: texts(key), measure: 'text' } as const;
  return { kind: 'text', ...asked, showIf: [], isRequired: false, maxCharacters: 4096, ...extra };
}

export function weightItem(key: string): WeightItem {
  return { kind: 'weight', key, id: key, label: texts(key), measure: 'importance', ...always, total: 100 };
}

export function instrumentOf(id: string, entries: Instrument['entries']): Instrument {
  return { id, version: '1', tags: [], audience: 'customer', languages: ['en', 'hu'], title: texts(id), entries };
}

/** As it ships: one score, and words that may be left out. */
export const csat = instrumentOf('csat', [scaleItem('overall-satisfaction'), textItem('comment')]);

export const csatAfterClose: Programme = {
  ...{ id: 'csat-after-close', instrument: csat, family: 'transactional', trigger: { kind: 'close' } },
  ...{ audience: {}, share: 1, reminderMs: [], channels: ['as-contact'] },
};

const day = 86_400_000;

export const plentiful: ContactBudget = {
  global: { most: 100, perMs: day },
  families: { transactional: { most: 100, perMs: day } },
  zone: 'UTC',
};
