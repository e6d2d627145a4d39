import { limits, type FieldError } from '#libs/contracts';
import { kinds } from '../domain/understanding/targets.js';
import { typedInChannels } from './entry.js';
import type { TypedIn } from './entry-form.js';
import { escaped, page } from './html-page.js';

export interface EntryPage {
  readonly fields: TypedIn;
  /** Of the entry before this one. */
  readonly stored?: { readonly interactionId: string; readonly repeated: boolean };
  readonly trouble?: { readonly detail: string; readonly errors: readonly FieldError[] };
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** HTML of the control but for what all have. */
  readonly control: (shared: string, value: string) => string;
}

const style =
  'label,.check{display:block;margin-top:1rem;font-weight:600}input,select,textarea{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #555;border-radius:.3rem}' +
  'textarea{min-height:10rem}input[type=checkbox]{width:auto;margin-right:.5rem}.hint{color:#444;font-size:.95rem;margin:0}' +
  '.wrong{color:#a11212;margin:0}[aria-invalid=true]{border:2px solid #a11212}.note{border-left:.3rem solid #1b4f72;padding:.2rem 1rem}.trouble{border-color:#a11212}' +
  ':focus-visible{outline:3px solid #1b4f72;outline-offset:2px}';

const title = 'Type in a contact';

const input =
  (type: string, more = '') =>
  (shared: string, value: string) =>
    `<input type="${type}" ${shared} value="${escaped(value)}" ${more}>`;

const choice =
  (options: readonly (readonly [string, string])[], more = '') =>
  (shared: string, value: string) => {
    const option = ([one, label]: readonly [string, string]): string =>
      `<option value="${escaped(one)}"${one === value ? ' selected' : ''}>${escaped(label)}</option>`;
    return `<select ${shared} ${more}>${options.map(option).join('')}</select>`;
  };

const words = (text: string): string => text.replaceAll('-', ' ');
const named = (values: readonly string[]) => values.map((value) => [value, words(value)] as const);
const short = `maxlength="${String(limits.idCharacters)}"`;

const formFields: readonly Field[] = [
  { name: 'channel', label: 'How it came', control: choice(named(typedInChannels), 'required') },
  {
    name: 'channelAccount',
    label: 'Where it came in',
    hint: 'The desk, the box or the post address, as your company calls it: shop-riverside',
    control: input('text', `required ${short}`),
  },
  {
    name: 'text',
    label: 'What was said or written',
    control: (shared, value) =>
      // The first line feed after the tag is not a part of the text.
      `<textarea ${shared} required maxlength="${String(limits.textBytes)}">\n${escaped(value)}</textarea>`,
  },
  { name: 'subject', label: 'Subject, if it has one', control: input('text', 'maxlength="1024"') },
  {
    name: 'party.type',
    label: 'The customer is known by',
    control: choice([
      ['anonymous', 'nothing: anonymous'],
      ['phone', 'a phone number'],
      ['email', 'an e-mail address'],
      ['external-id', 'a customer number'],
    ]),
  },
  { name: 'party.handle', label: 'That number or address', control: input('text', `${short} autocomplete="off"`) },
  {
    name: 'party.verified',
    label: 'I have checked that it is theirs',
    control: (shared, value) => `<input type="checkbox" ${shared} value="yes"${value === 'yes' ? ' checked' : ''}>`,
  },
  { name: 'party.name', label: 'Name of the customer', control: input('text', `${short} autocomplete="off"`) },
  {
    name: 'caseReference',
    label: 'Reference of the case, if it is about one',
    control: input('text', 'maxlength="32" placeholder="TR-…"'),
  },
  {
    name: 'kind',
    label: 'What it is',
    control: choice([['', 'find out from the text'], ...named(kinds.filter((kind) => kind !== 'survey-response'))]),
  },
  {
    name: 'urgency',
    label: 'How urgent',
    control: choice([
      ['', 'find out from the text'],
      ['1', '1: whenever there is time'],
      ['2', '2'],
      ['3', '3: as usual'],
      ['4', '4'],
      ['5', '5: somebody is in danger'],
    ]),
  },
  { name: 'enteredBy', label: 'Your name', control: input('text', `${short} autocomplete="username"`) },
  {
    name: 'key',
    label: 'Your key',
    hint: 'One of the keys of agents. It is sent with this entry, and kept nowhere.',
    control: (shared) => `<input type="password" ${shared} required autocomplete="current-password">`,
  },
];

/** The form, with what was typed in before where something is wrong with it. */
export function entryPage({ fields, stored, trouble }: EntryPage): string {
  const problems = new Map(trouble?.errors.map(({ field, problem }) => [field, problem]));
  const controls = formFields.map((field) => controlOf(field, fields[field.name] ?? '', problems.get(field.name)));
  const body =
    `<h1>${title}</h1>${storedNote(stored)}${troubleNote(trouble)}` +
    `<form method="post" action="/entries"><input type="hidden" name="entryId" value="${escaped(fields['entryId'] ?? '')}">` +
    `${controls.join('')}<button>Store it</button></form>`;
  return page('en', trouble === undefined ? title : `Not stored: ${title}`, body, style);
}

function controlOf({ name, label, hint, control }: Field, value: string, problem: string | undefined): string {
  const id = idOf(name);
  const notes = [
    ...(hint === undefined ? [] : [`<p class="hint" id="${id}-hint">${escaped(hint)}</p>`]),
    ...(problem === undefined ? [] : [`<p class="wrong" id="${id}-wrong">${escaped(`${label}: ${problem}`)}</p>`]),
  ];
  const described = [hint && `${id}-hint`, problem && `${id}-wrong`].filter(Boolean).join(' ');
  const shared =
    `id="${id}" name="${name}"` +
    (described === '' ? '' : ` aria-describedby="${described}"`) +
    (problem === undefined ? '' : ' aria-invalid="true"');
  return `<label for="${id}">${escaped(label)}</label>${notes.join('')}${control(shared, value)}`;
}

const idOf = (name: string): string => name.replaceAll('.', '-');

function storedNote(stored: EntryPage['stored']): string {
  if (stored === undefined) return '';
  const said = stored.repeated ? 'It was stored before, and nothing has changed' : 'Stored';
  return `<p class="note" role="status">${said}: <code>${escaped(stored.interactionId)}</code>. Here is a page for the next one.</p>`;
}

function troubleNote(trouble: EntryPage['trouble']): string {
  if (trouble === undefined) return '';
  const items = trouble.errors.map(({ field, problem }) => {
    const known = formFields.find(({ name }) => name === field);
    const text = escaped(`${known?.label ?? field}: ${problem}`);
    return known ? `<li><a href="#${idOf(field)}">${text}</a></li>` : `<li>${text}</li>`;
  });
  const list = items.length > 0 ? `<ul>${items.join('')}</ul>` : `<p>${escaped(trouble.detail)}</p>`;
  return `<div class="note trouble" role="alert"><p>Nothing was stored. What you typed is below; only your key is asked for again.</p>${list}</div>`;
}
