import { decode, type CloudEvent, type Decoded } from '#libs/contracts';
import type { LogRecord } from '../log/log.js';
import type { HandlerOutcome, Loads, Unit } from '../unit/unit.js';
import type { HandlerExtras } from './handlers.js';

/** A registered handler, ready to be called. */
export interface Handler extends Omit<HandlerExtras, 'loads'> {
  readonly loads: (subject: never) => Loads;
  readonly invoke: (event: CloudEvent, unit: Unit) => Promise<HandlerOutcome>;
}

/** A record decoded once, before any transaction, with the handler that will get it. */
export type Entry =
  | {
      readonly kind: 'event';
      readonly record: LogRecord;
      readonly event: CloudEvent;
      readonly handler: Handler;
      /** Source and id: what the inbox knows the event by. */
      readonly inboxKey: string;
    }
  | { readonly kind: 'ignored'; readonly record: LogRecord }
  | {
      readonly kind: 'poison';
      readonly record: LogRecord;
      readonly code: string;
      readonly reason: string;
      /** The fields that are wrong. */
      readonly fields: readonly string[];
      readonly identity: Identity;
    };

export interface Identity {
  readonly type?: string | undefined;
  readonly source?: string | undefined;
  readonly id?: string | undefined;
}

export type EventEntry = Extract<Entry, { kind: 'event' }>;

/** What became of an entry in this transaction. */
export type Outcome =
  | { readonly kind: 'handled' | 'ignored' | 'duplicate' }
  | { readonly kind: 'parked'; readonly waitsFor: string | undefined; readonly reason: string }
  | {
      readonly kind: 'dead';
      readonly code: string;
      readonly reason: string;
      /** The fields that are wrong, where it is about fields. */
      readonly fields?: readonly string[];
      readonly stack?: string | undefined;
    };

/** No source or id holds a NUL. */
export const inboxKeyOf = (source: string, id: string): string => `${source}\u0000${id}`;

/** Never throws: `decode` does not, and what it reports as broken is an entry too. */
export function entryOf(
  record: LogRecord,
  handlers: ReadonlyMap<string, Handler>,
  doorTopics: ReadonlySet<string>,
): Entry {
  // Reading the headers decodes them, each time.
  const { topic, key, value, headers } = record;
  const door = doorTopics.has(topic);
  if (!door && isForOthers(headers, value, handlers)) return { kind: 'ignored', record };
  const decoded: Decoded = decode({ key, value, headers }, { topic, door });
  if (decoded.kind === 'unknown-type') return { kind: 'ignored', record };
  if (decoded.kind === 'poison') {
    const reason = decoded.reasons.map((error) => `${error.field}: ${error.problem}`).join('; ');
    return {
      kind: 'poison',
      record,
      code: decoded.code,
      reason,
      fields: decoded.reasons.map((error) => error.field),
      identity: { type: decoded.type, source: decoded.source, id: decoded.id },
    };
  }
  const handler = handlers.get(decoded.event.type);
  if (handler === undefined) return { kind: 'ignored', record };
  const { event } = decoded;
  return { kind: 'event', record, event, handler, inboxKey: inboxKeyOf(event.source, event.id) };
}

/** What nobody here handles is not worth parsing: most events of a topic are for other services. */
function isForOthers(
  headers: LogRecord['headers'],
  value: Buffer | null,
  handlers: ReadonlyMap<string, Handler>,
): boolean {
  const { ce_type: type } = headers;
  if (value === null || type === undefined || Array.isArray(type)) return false;
  return !handlers.has(String(type));
}
