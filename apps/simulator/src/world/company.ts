import type { Channel } from '#libs/contracts';

/** The company that everybody here contacts; it exists nowhere else. */
export const accounts: Readonly<Record<Channel, string>> = {
  phone: '+442079460100',
  email: 'care@brightwell.example',
  'web-form': 'brightwell.example/contact',
  chat: 'brightwell-chat',
  sms: '+447700900100',
  social: '@brightwell',
  'messaging-app': 'brightwell-bot',
  'in-person': 'shop-riverside',
  letter: 'postbox-12',
  fax: '+442079460101',
  'suggestion-box': 'box-riverside',
  app: 'brightwell-app',
  other: 'brightwell',
};

/** Where anybody can write any address: nobody attests it. */
const unattested: readonly Channel[] = ['web-form', 'letter', 'other'];

export const isAttestedOn = (channel: Channel): boolean => !unattested.includes(channel);

/** Who answers there is as well known as who wrote there, or the answer would be that of somebody else. */
export const isAttestedAt = (channelAccount: string): boolean =>
  unattested.every((channel) => accounts[channel] !== channelAccount);

export const brands = ['Brightwell', 'Brightwell Pro'] as const;
export const sites = ['riverside', 'old-town', 'station'] as const;

/** Of a hundred contacts. */
export const channelShares: readonly (readonly [Channel, number])[] = [
  ['email', 27],
  ['phone', 24],
  ['web-form', 12],
  ['chat', 12],
  ['messaging-app', 8],
  ['social', 5],
  ['sms', 4],
  ['in-person', 2.5],
  ['app', 2.5],
  ['letter', 1],
  ['suggestion-box', 1],
  ['fax', 0.5],
  ['other', 0.5],
];
