import { describe, expect, it } from '@jest/globals';
import { acknowledgementText, type AcknowledgementFacts } from './acknowledgement-text.js';
import { decideAcknowledgement } from './acknowledgement.js';
import type { Channel, Contact, PartyType } from './contact.js';

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
    expect(decideAcknowledgement({ ...contact, ...given, channel, party: { type } }, { automatic: false })).toEqual({
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
    expect(decideAcknowledgement({ ...contact, ...given }, { automatic: false })).toEqual({ kind: 'suppress', reason });
  });
});

describe('acknowledgementText', () => {
  const facts: AcknowledgementFacts = {
    languages: ['en'],
    name: 'Mei Lin',
    reference: 'TR-7K2M',
    dueAt: new Date('2026-01-31T16:30:00Z'),
    timeZone: 'Europe/Budapest',
  };

  it.each(['en', 'zh', 'ro', 'hu'])('says reference and local time in %s', (language) => {
    const { text, subject, language: spoken } = acknowledgementText({ ...facts, languages: [language] });
    expect(spoken).toBe(language);
    expect(subject).toContain('TR-7K2M');
    expect(text).toContain('TR-7K2M');
    expect(text).toContain('Mei Lin');
    expect(text).toMatch(/17[:.]30/);
  });

  it('has a text of its own in each language', () => {
    const texts = ['en', 'zh', 'ro', 'hu'].map(
      (language) => acknowledgementText({ ...facts, languages: [language] }).text,
    );
    expect(new Set(texts).size).toBe(4);
  });

  it.each([
    [['zh-Hant-TW'], 'zh'],
    [[undefined, 'RO'], 'ro'],
    [['und', 'hu'], 'hu'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('takes of %j %s', (languages, language) => {
    expect(acknowledgementText({ ...facts, languages }).language).toBe(language);
  });

  it('promises no time that is not known, and takes UTC where the zone is none', () => {
    expect(acknowledgementText({ ...facts, dueAt: undefined }).text).not.toContain('answer by');
    expect(acknowledgementText({ ...facts, timeZone: 'Mars/Olympus' }).text).toContain('16:30 UTC');
  });

  it.each(['visit https://bad.example', 'call +40721234567', 'x'.repeat(61), 'Ann\nBcc: everybody'])(
    'does not repeat %j as a name',
    (name) => {
      const { text } = acknowledgementText({ ...facts, name });
      expect(text).not.toContain(name);
      expect(text.startsWith('Hello,')).toBe(true);
    },
  );
});
