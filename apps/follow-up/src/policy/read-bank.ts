import { components } from '#libs/contracts';
import type { YamlNode } from '#libs/templates';
import type { Component, ItemMeasure } from '../domain/instrument.js';
import type { Texts } from '../domain/texts.js';
import { readId, type ItemContext, type PlacedEntry } from './read-items.js';
import { readLanguages, readTexts } from './read-texts.js';

interface BankItem {
  readonly id: string;
  readonly component: Component;
  readonly label: Texts;
}

interface Bank {
  readonly languages: readonly string[];
  readonly items: readonly BankItem[];
}

/** Statements that several instruments ask about, by the name of their bank. */
export type Banks = ReadonlyMap<string, Bank>;

export function readBank(root: YamlNode): readonly [string, Bank] | undefined {
  const given = root.record(['bank', 'tags', 'languages', 'items']);
  const name = given.bank && readId(given.bank);
  const languages = given.languages
    ? readLanguages(given.languages)
    : (root.refuse('missing', 'needs languages') ?? []);
  const items = given.items?.list().flatMap((node) => {
    const item = node.record(['id', 'component', 'label']);
    const id = item.id ? readId(item.id) : node.refuse('missing', 'needs an id');
    const component = item.component?.oneOf(components) ?? node.refuse('missing', 'needs a component');
    const label = item.label ? readTexts(item.label, languages) : node.refuse('missing', 'needs a label');
    return id && component && label ? [{ id, component, label }] : [];
  });
  return name === undefined || items === undefined ? undefined : [name, { languages, items }];
}

/** One item for each statement of the bank; with `expectation` and `perception` of the same bank they are pairs. */
export function readBankItems(
  node: YamlNode,
  banks: Banks,
  { languages, scales }: ItemContext,
): readonly PlacedEntry[] {
  const given = node.record(['bank', 'measure', 'scale']);
  const name = given.bank?.text();
  const bank = name === undefined ? undefined : banks.get(name);
  if (bank === undefined) return node.refuse('bank', `there is no bank "${name ?? ''}"`) ?? [];
  const measure = given.measure?.oneOf<ItemMeasure>(['expectation', 'perception', 'importance', 'rating']);
  const scaleName = given.scale?.text();
  const scale = scaleName === undefined ? undefined : scales.get(scaleName);
  if (measure === undefined) return node.refuse('missing', 'items of a bank need a measure') ?? [];
  if (scale === undefined) return node.refuse('scale', `there is no scale "${scaleName ?? ''}" here`) ?? [];
  const missing = languages.filter((language) => !bank.languages.includes(language));
  if (missing.length > 0) return node.refuse('translation', `the bank is missing in ${missing.join(', ')}`) ?? [];
  return bank.items.map(({ id, component, label }) => {
    const key = `${id}.${measure}`;
    const entry = { kind: 'scale', key, id, label, measure, component, showIf: [], isRequired: true, scale } as const;
    return { node, entry };
  });
}
