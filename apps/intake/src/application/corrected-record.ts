import { decode, limits, topics, type CloudEvent } from '#libs/contracts';
import { DomainError, type DeadLetterDetails } from '#libs/messaging';

/** What an operator says in place of what came; what is absent stays as it was. */
export interface Correction {
  readonly id?: string | undefined;
  readonly source?: string | undefined;
  readonly time?: string | undefined;
  /** The whole body. */
  readonly data?: object | undefined;
}

export interface CorrectedRecord {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const structured = 'application/cloudevents+json';
const attributeNames = ['specversion', 'id', 'source', 'type', 'time', 'subject', 'correlationid', 'partitionkey'];

/** A dead letter with a correction, as a record in binary mode, whichever the mode that it came in. */
export function correctedRecord(letter: DeadLetterDetails, { data, ...envelope }: Correction): CorrectedRecord {
  const { attributes, body } = asBinary(letter.edited?.headers ?? letter.headers, letter.edited?.body ?? letter.body);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  const all = { ...attributes, ...defined(envelope) };
  for (const [name, value] of Object.entries(all)) headers[`ce_${name}`] = value;
  return { headers, body: data === undefined ? body : Buffer.from(JSON.stringify(data)) };
}

interface BinaryRecord {
  readonly attributes: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

function asBinary(headers: Readonly<Record<string, unknown>>, body: Buffer | undefined): BinaryRecord {
  const bytes = body ?? Buffer.from('null');
  const type = headers['content-type'] ?? headers['Content-Type'];
  const event = typeof type === 'string' && type.startsWith(structured) ? parsed(bytes) : undefined;
  if (event === undefined) {
    return { attributes: textsOf((name) => headers[`ce_${name}`]), body: bytes };
  }
  return { attributes: textsOf((name) => event[name]), body: Buffer.from(JSON.stringify(event['data'] ?? null)) };
}

function textsOf(valueOf: (name: string) => unknown): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of attributeNames) {
    const value = valueOf(name);
    if (typeof value === 'string') found[name] = value;
  }
  return found;
}

function parsed(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const defined = (given: Omit<Correction, 'data'>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));

/**
 * A record as the door reads it.
 * @throws DomainError naming every wrong field
 */
export function decodedAtDoor({ headers, body }: CorrectedRecord, now: Date): CloudEvent<{ channelAccount: string }> {
  const decoded = decode({ key: null, value: body, headers }, { door: true, now, topic: topics.inbound });
  if (decoded.kind === 'event' && hasAccount(decoded.event)) return decoded.event;
  const errors =
    decoded.kind === 'poison'
      ? decoded.reasons.slice(0, limits.fieldErrors)
      : [{ field: 'ce_type', problem: 'must be an event that this door takes' }];
  const message = errors.map(({ field, problem }) => `${field} ${problem}`).join('; ');
  throw new DomainError(decoded.kind === 'poison' ? decoded.code : 'wrong-type', message, 'invalid', { errors });
}

const hasAccount = (event: CloudEvent<object>): event is CloudEvent<{ channelAccount: string }> =>
  'channelAccount' in event.data && typeof event.data.channelAccount === 'string';
