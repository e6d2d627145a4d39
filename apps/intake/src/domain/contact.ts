/** The words of the domain, as the contract has them. */
export type Kind =
  | 'inquiry'
  | 'request'
  | 'complaint'
  | 'claim'
  | 'suggestion'
  | 'compliment'
  | 'survey-response'
  | 'callback-request'
  | 'other';

export type PartyType = 'email' | 'phone' | 'external-id' | 'social' | 'device' | 'anonymous';

export const channels = [
  'phone',
  'email',
  'web-form',
  'chat',
  'sms',
  'social',
  'messaging-app',
  'in-person',
  'letter',
  'fax',
  'suggestion-box',
  'app',
  'other',
] as const;
export type Channel = (typeof channels)[number];

/** One contact of a customer, as far as the rules of intake look at it. */
export interface Contact {
  readonly channel: Channel;
  readonly direction: 'inbound' | 'outbound';
  readonly party: { readonly type: PartyType; readonly name?: string };
  readonly visibility?: 'private' | 'public';
  readonly handledBy?: object;
  readonly automatic?: object;
  readonly channelAccount?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly brand?: string;
  readonly site?: string;
  readonly product?: string;
  readonly language?: string;
  readonly kind?: Kind;
  readonly urgency?: number;
  readonly topics?: readonly string[];
  readonly phone?: { readonly outcome: string };
  readonly rating?: { readonly score: number; readonly scaleMin: number; readonly scaleMax: number };
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}
