import { uuidV7 } from '#libs/contracts';
import { InvalidFields } from '#libs/service';
import { isUuid } from './is-uuid.js';

/** What somebody typed into the page, by the names that the fields have in an entry. */
export type TypedIn = Readonly<Record<string, string>>;

/** The key is in none of them: it is read, and never written into a page. */
const kept = [
  ...['channel', 'channelAccount', 'enteredBy', 'party.type', 'party.handle', 'party.verified', 'party.name'],
  ...['subject', 'text', 'kind', 'urgency', 'caseReference', 'entryId'],
];

/** Before anything was typed in. `entryId` makes an entry known again when its page is sent twice. */
export const blankForm = (): TypedIn => ({ entryId: uuidV7() });

/** What the next entry of the same person has in common with this one. */
export const nextForm = ({ channel = '', channelAccount = '', enteredBy = '' }: TypedIn): TypedIn => ({
  ...blankForm(),
  channel,
  channelAccount,
  enteredBy,
});

export function typedIn(body: unknown): { readonly key: string; readonly fields: TypedIn } {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const text = (name: string): string => {
    const value = given[name];
    // Forms end lines in their own way.
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
  };
  const fields = Object.fromEntries(
    kept.map((name) => [name, text(name)] as const).filter(([, value]) => value !== ''),
  );
  const { entryId = '' } = fields;
  return { key: text('key'), fields: { ...fields, entryId: isUuid(entryId) ? entryId : uuidV7() } };
}

/**
 * The entry that the page stands for.
 * @throws InvalidFields for what only the page asks for
 */
export function entryTypedIn(fields: TypedIn, callerId: string): Readonly<Record<string, unknown>> {
  const { channel, channelAccount, enteredBy, subject, text, kind, urgency, caseReference, entryId = '' } = fields;
  const externalId = `entry/${callerId}/${entryId}`;
  const required = { channel, channelAccount, text };
  const errors = Object.entries(required)
    .filter(([, value]) => value === undefined)
    .map(([field]) => ({ field, problem: 'must be filled in' }));
  const isNamed = fields['party.type'] !== undefined && fields['party.type'] !== 'anonymous';
  if (isNamed && fields['party.handle'] === undefined) {
    errors.push({ field: 'party.handle', problem: 'must be filled in, or the customer is nobody that we know' });
  }
  if (!isNamed && fields['party.handle'] !== undefined) {
    errors.push({ field: 'party.type', problem: 'must say what the address is' });
  }
  if (errors.length > 0) throw new InvalidFields(errors);
  const entry = { channel, channelAccount, enteredBy, subject, text, kind, caseReference, externalId };
  return {
    ...Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)),
    ...(urgency !== undefined && { urgency: Number(urgency) }),
    party: partyOf(fields, externalId, isNamed),
  };
}

function partyOf(fields: TypedIn, externalId: string, isNamed: boolean): Readonly<Record<string, unknown>> {
  const name = fields['party.name'] === undefined ? {} : { name: fields['party.name'] };
  if (!isNamed) return { type: 'anonymous', handle: externalId, verified: false, ...name };
  const { 'party.type': type, 'party.handle': handle } = fields;
  return { type, handle, verified: fields['party.verified'] === 'yes', ...name };
}
