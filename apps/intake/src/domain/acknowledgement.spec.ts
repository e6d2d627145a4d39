import { describe, expect, it } from '@jest/globals';
import { decideAcknowledgement } from './acknowledgement.js';
import type { Channel, Contact, PartyType } from './contact.js';

const known = { automatic: false, isAddressOfAnother: false };
const contact: Contact = { channel: 'email', direction: 'inbound', party: { type: 'email' } };

describe('decideAcknowledgement', () => {
  it.each<[Channel, PartyType, Partial<Contact>, string]>([
    ['email', 'email', {}, 'email'],
    ['web-form', 'email', {}, 'email'],
    ['sms', 'phone', {}, 'sms'],
    ['chat', 'device', {}, 'chat'],
    ['messaging-app', 'social', {}, 'messaging-app'],
    ['social', 'social', { visibility: 'private' }, 'social'],
  ])('answers on %s to %s', (channel, type, given, on) => {
    expect(decideAcknowledgement({ ...contact, ...given, channel, party: { type } }, known)).toEqual({
      kind: 'send',
      channel: on,
    });
  });

  it.each<[string, Partial<Contact>, string]>([
    ['an automatic sender', { automatic: {} }, 'automatic'],
    ['an automatic sender without a name', { automatic: {}, party: { type: 'anonymous' } }, 'automatic'],
    ['somebody without a name', { party: { type: 'anonymous' } }, 'anonymous'],
    ['a contact of our own', { direction: 'outbound' }, 'outbound'],
    ['a contact that was served', { handledBy: {} }, 'served-outside'],
    ['an answer to a survey', { kind: 'survey-response' }, 'survey-response'],
    ['a public post', { channel: 'social', party: { type: 'social' }, visibility: 'public' }, 'public'],
    ['a post that may be public', { channel: 'social', party: { type: 'social' } }, 'public'],
    ['a form without an address', { channel: 'web-form', party: { type: 'external-id' } }, 'no-address'],
    ['a call', { channel: 'phone', party: { type: 'phone' } }, 'channel'],
    ['a visit', { channel: 'in-person' }, 'channel'],
    ['a letter', { channel: 'letter' }, 'channel'],
  ])('does not answer %s', (_, given, reason) => {
    expect(decideAcknowledgement({ ...contact, ...given }, known)).toEqual({ kind: 'suppress', reason });
  });

  it.each<[Channel, PartyType, Partial<Contact>, string]>([
    ['web-form', 'email', {}, 'email'],
    ['email', 'email', {}, 'address-of-another'],
    ['sms', 'phone', {}, 'address-of-another'],
    ['letter', 'email', {}, 'channel'],
    ['web-form', 'email', { automatic: {} }, 'automatic'],
    ['chat', 'email', {}, 'chat'],
    ['messaging-app', 'phone', {}, 'messaging-app'],
    ['social', 'email', { visibility: 'private' }, 'social'],
  ])('of who names an address of somebody else, on %s by %s: answers in the conversation, or not', (...row) => {
    const [channel, type, given, expected] = row;
    const decision = decideAcknowledgement(
      { ...contact, ...given, channel, party: { type } },
      { automatic: false, isAddressOfAnother: true },
    );
    expect(decision.kind === 'send' ? decision.channel : decision.reason).toBe(expected);
  });
});
