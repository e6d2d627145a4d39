import type { YamlNode } from '#libs/templates';
import { itemsOf, type Instrument } from '../domain/instrument.js';
import { branchMistakes } from '../domain/reachability.js';
import { readBankItems, type Banks } from './read-bank.js';
import { readId, readItem, type PlacedEntry } from './read-items.js';
import { readScales } from './read-scale.js';
import { readLanguages, readTexts } from './read-texts.js';

const audiences = ['customer', 'employee', 'reviewer'] as const;
const mostItems = 150;

/** Undefined, with every mistake noted in the node's problems, when it cannot be used. */
export function readInstrument(root: YamlNode, banks: Banks): Instrument | undefined {
  const given = root.record(['instrument', 'version', 'tags', 'audience', 'languages', 'title', 'scales', 'items']);
  const id = given.instrument ? readId(given.instrument) : root.refuse('missing', 'needs `instrument: its-id`');
  const version = given.version ? readVersion(given.version) : root.refuse('missing', 'needs a version');
  const languages = given.languages
    ? readLanguages(given.languages)
    : (root.refuse('missing', 'needs languages') ?? []);
  const title = given.title ? readTexts(given.title, languages) : root.refuse('missing', 'needs a title');
  const tags = given.tags?.texts() ?? [];
  const audience = given.audience?.oneOf(audiences) ?? 'customer';
  const scales = given.scales ? readScales(given.scales, languages) : new Map();
  const context = { languages, scales };
  const placed = (given.items?.list() ?? root.refuse('missing', 'needs items') ?? []).flatMap((node) =>
    node.fields().some(({ key }) => key === 'bank') ? readBankItems(node, banks, context) : readItem(node, context),
  );
  refuseMistakes(placed, root);
  if (id === undefined || version === undefined || title === undefined || placed.length === 0) return undefined;
  return { id, version, tags, audience, languages, title, entries: placed.map(({ entry }) => entry) };
}

function readVersion(node: YamlNode): string | undefined {
  const text = node.text();
  return text === undefined || /^[\w.-]{1,32}$/.test(text) ? text : node.refuse('version', 'letters, digits, . _ -');
}

function refuseMistakes(placed: readonly PlacedEntry[], root: YamlNode): void {
  const seen = new Set<string>();
  const measured = new Set<string>();
  for (const { node, entry } of placed) {
    if (seen.has(entry.key)) node.refuse('id', `"${entry.key}" stands here twice`);
    seen.add(entry.key);
    if (entry.kind === 'heading') continue;
    const told = `${entry.id} ${entry.measure}`;
    if (measured.has(told)) node.refuse('id', `"${entry.id}" measures ${entry.measure} twice`);
    measured.add(told);
  }
  const entries = placed.map(({ entry }) => entry);
  for (const { key, rule, message } of branchMistakes(entries))
    placed.find(({ entry }) => entry.key === key)?.node.refuse(rule, message);
  const items = itemsOf({ entries });
  if (items.length > mostItems) root.refuse('items', `has more than ${String(mostItems)} items`);
  const totals = new Set(items.flatMap((item) => (item.kind === 'weight' ? [item.total] : [])));
  if (totals.size > 1)
    root.refuse('shareOf', `the shares of one instrument have one sum, not ${[...totals].join(', ')}`);
  if (items.filter(({ kind }) => kind === 'weight').length === 1)
    root.refuse('shareOf', 'a single share is always the whole');
}
