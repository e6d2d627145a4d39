/** Channels that can carry a question and its answer in writing. */
export const surveyChannels = ['email', 'sms', 'chat', 'messaging-app', 'social', 'app', 'web-form'] as const;
export type SurveyChannel = (typeof surveyChannels)[number];

/** Where a customer can be reached: one handle at one of the company's accounts. */
export interface ContactPoint {
  readonly channel: string;
  readonly channelAccount: string;
  readonly handle: string;
  readonly partyType: string;
}

/** What is known of how to reach a customer; the newest point first. */
export interface Contacts {
  readonly customerId: string;
  readonly version: number;
  readonly points: readonly ContactPoint[];
}

/** More than this many addresses of one customer are a sign of a shared or automatic sender, and no use here. */
const maxPoints = 20;

export function surveyChannelOf(channel: string): SurveyChannel | undefined {
  return surveyChannels.find((known) => known === channel);
}

const isSame = (a: ContactPoint, b: ContactPoint): boolean =>
  a.channel === b.channel && a.channelAccount === b.channelAccount && a.handle === b.handle;

/** Undefined when the point is known already, so that nothing needs to be written. */
export function withPoint(
  contacts: Contacts | undefined,
  customerId: string,
  point: ContactPoint,
): Contacts | undefined {
  if (contacts?.points.some((known) => isSame(known, point))) return undefined;
  const points = [point, ...(contacts?.points ?? [])].slice(0, maxPoints);
  return { customerId, version: (contacts?.version ?? 0) + 1, points };
}

/** Where a survey goes: the first place in this order that an address is known at, and that did not fail. */
export function placeFor(
  contacts: Contacts | undefined,
  order: readonly (SurveyChannel | 'as-contact')[],
  contactedAt: { readonly channel: SurveyChannel; readonly channelAccount: string } | undefined,
  failedAt: readonly string[] = [],
): { readonly channel: SurveyChannel; readonly channelAccount: string; readonly to: string } | undefined {
  for (const wish of order) {
    const places = wish === 'as-contact' && contactedAt ? [contactedAt] : pointsOn(contacts, wish);
    for (const { channel, channelAccount } of places) {
      const to = failedAt.includes(`${channel}|${channelAccount}`)
        ? undefined
        : addressAt(contacts, channel, channelAccount);
      if (to !== undefined) return { channel, channelAccount, to };
    }
  }
  return undefined;
}

function pointsOn(contacts: Contacts | undefined, wish: SurveyChannel | 'as-contact') {
  return (contacts?.points ?? []).flatMap(({ channel, channelAccount }) => {
    const known = surveyChannelOf(channel);
    return known !== undefined && (wish === 'as-contact' || wish === known) ? [{ channel: known, channelAccount }] : [];
  });
}

/** Without an address that a provider says does not exist. Undefined when none such is known. */
export function withoutPoint(
  contacts: Contacts | undefined,
  at: { readonly channel: string; readonly channelAccount: string },
): Contacts | undefined {
  const index = contacts?.points.findIndex(
    ({ channel, channelAccount }) => channel === at.channel && channelAccount === at.channelAccount,
  );
  if (contacts === undefined || index === undefined || index < 0) return undefined;
  return { ...contacts, version: contacts.version + 1, points: contacts.points.toSpliced(index, 1) };
}

/** The newest handle at this account. A form on a web site reaches nobody but by the mail address that was left there. */
export function addressAt(contacts: Contacts | undefined, channel: SurveyChannel, account: string): string | undefined {
  return contacts?.points.find(
    (point) =>
      point.channel === channel &&
      point.channelAccount === account &&
      (channel !== 'web-form' || point.partyType === 'email'),
  )?.handle;
}
