import type { Contact } from './contact.js';

type Reason = 'out-of-office' | 'bounce' | 'own-message' | 'auto-generated' | 'list-mail' | 'no-reply';

export interface Automatic {
  readonly reason: string;
}

export type PossiblyAutomatic = Pick<Contact, 'channel' | 'direction' | 'subject' | 'attributes'> & {
  readonly channelAccount: string;
  readonly party: { readonly handle: string };
  readonly automatic?: Automatic;
};

/**
 * Whether a machine sent it, and why we think so: what the adapter says stands; then the headers of RFC 3834 and its
 * kin, which an adapter gives as attributes; then sender and subject. A subject counts only from its first word on, so
 * that a person who answers to an absence note is no machine.
 */
export function automaticOf(contact: PossiblyAutomatic): Automatic | undefined {
  const { automatic, channel, direction, party, channelAccount, attributes, subject } = contact;
  if (automatic !== undefined) return automatic;
  if (direction === 'outbound') return undefined;
  if (party.handle.toLowerCase() === channelAccount.toLowerCase()) return { reason: 'own-message' };
  if (channel !== 'email') return undefined;
  const reason =
    (attributes && byHeaders(attributes)) ??
    bySender(party.handle) ??
    (subject === undefined ? undefined : bySubject(subject));
  return reason && { reason };
}

type Rule = readonly [pattern: RegExp, reason: Reason];

/** Header → what its value means; the first pattern that fits decides. */
const headers: ReadonlyMap<string, readonly Rule[]> = new Map<string, readonly Rule[]>([
  [
    'auto-submitted',
    [
      [/^auto-replied/i, 'out-of-office'],
      [/^(?!no\b)\S/i, 'auto-generated'],
    ],
  ],
  [
    'precedence',
    [
      [/auto.?reply/i, 'out-of-office'],
      [/^(bulk|list|junk)/i, 'list-mail'],
    ],
  ],
  ['list-id', [[/\S/, 'list-mail']]],
  ['x-autoreply', [[/^(?!no\b|false\b)/i, 'out-of-office']]],
  ['x-autorespond', [[/^(?!no\b|false\b)/i, 'out-of-office']]],
  ['x-auto-response-suppress', [[/\b(oof|autoreply|all)\b/i, 'auto-generated']]],
  ['x-failed-recipients', [[/\S/, 'bounce']]],
  ['return-path', [[/^<\s*>$/, 'bounce']]],
  ['content-type', [[/^multipart\/report/i, 'bounce']]],
]);

function byHeaders(attributes: NonNullable<Contact['attributes']>): Reason | undefined {
  for (const [name, value] of Object.entries(attributes)) {
    const found = headers.get(headerName(name))?.find(([pattern]) => pattern.test(String(value)));
    if (found) return found[1];
  }
  return undefined;
}

/** `Auto-Submitted`, `autoSubmitted`, `header.auto-submitted` and `X_Autoreply` are all meant. */
function headerName(attribute: string): string {
  return attribute
    .replace(/^headers?[.:_-]/i, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}

const senders: readonly Rule[] = [
  [/^(mailer-daemon|postmaster|mail-?delivery|bounces?)([+.=-].*)?@/i, 'bounce'],
  [/^(no|do-?not|donot)[._-]?reply([+.=-].*)?@/i, 'no-reply'],
  [/^(noreply|ne-?valaszoljon|nem-?valaszolunk|nu-?raspundeti)([+.=-].*)?@/i, 'no-reply'],
];

const bySender = (handle: string): Reason | undefined => senders.find(([pattern]) => pattern.test(handle))?.[1];

const subjects: readonly Rule[] = [
  [
    /^(automatic reply|auto(matic)?[ -]?(reply|response)|autoreply|out of (the )?office|i am (currently )?out of (the )?office)\b/i,
    'out-of-office',
  ],
  [/^(自动回复|自動回覆|自動回復|自动答复|自動答覆|自動回應|不在办公室|不在辦公室|外出通知|休假通知)/, 'out-of-office'],
  [
    /^(r[aă]spuns automat|mesaj automat|absent[aă]? din birou|[iî]n afara biroului|sunt [iî]n concediu)/i,
    'out-of-office',
  ],
  [
    /^(automatikus v[aá]lasz|h[aá]zon k[ií]v[uü]l|irod[aá]n k[ií]v[uü]l|szabads[aá]gon vagyok|t[aá]voll[eé]t)/i,
    'out-of-office',
  ],
  [
    /^(undeliver(able|ed)|delivery status notification|mail delivery (failed|failure|subsystem)|returned mail|failure notice|message not delivered|delivery has failed)/i,
    'bounce',
  ],
  [/^(退信|系统退信|系統退信|无法投递|無法投遞|未送达|未送達|邮件投递失败|郵件投遞失敗)/, 'bounce'],
  [/^(mesaj nelivrat|nelivrabil|livrare e[sșş]uat[aă]|mesajul nu a putut fi livrat)/i, 'bounce'],
  [/^(k[eé]zbes[ií]thetetlen|sikertelen k[eé]zbes[ií]t[eé]s|nem k[eé]zbes[ií]thet[oő])/i, 'bounce'],
];

const bySubject = (subject: string): Reason | undefined =>
  subjects.find(([pattern]) => pattern.test(subject.trimStart()))?.[1];
