import { uuidV7, type Channel } from '#libs/contracts';
import { InvalidFields } from '#libs/service';

/** Where a person writes down what another one said or wrote. */
export const typedInChannels = [
  'in-person',
  'letter',
  'suggestion-box',
  'fax',
  'phone',
  'other',
] as const satisfies readonly Channel[];

const mostKeyCharacters = 128;

/**
 * An entry as the submission that it stands for. What it still lacks is named by the door that all contacts go through.
 * @throws InvalidFields for what only an entry may not say
 */
export function entryOf(body: unknown, idempotencyKey: string | string[] | undefined, callerId: string): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const given = body as Readonly<Record<string, unknown>>;
  const { channel } = given;
  if (typeof channel === 'string' && !(typedInChannels as readonly string[]).includes(channel)) {
    throw new InvalidFields([
      { field: 'channel', problem: `of an entry must be one of ${typedInChannels.join(', ')}` },
    ]);
  }
  const externalId = given['externalId'] ?? `entry/${callerId}/${keyOf(idempotencyKey) ?? uuidV7()}`;
  const party = given['party'] ?? { type: 'anonymous', handle: externalId, verified: false };
  return { direction: 'inbound', enteredBy: callerId, ...given, externalId, party };
}

function keyOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x21-\x7e]{1,128}$/.test(header)) return header;
  const problem = `must be 1 to ${mostKeyCharacters} printable characters without spaces`;
  throw new InvalidFields([{ field: 'idempotency-key', problem, limit: mostKeyCharacters }]);
}
