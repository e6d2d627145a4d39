import { describe, expect, it } from '@jest/globals';
import { automaticOf, type PossiblyAutomatic } from './automatic-sender.js';

const letter: PossiblyAutomatic = {
  channel: 'email',
  direction: 'inbound',
  channelAccount: 'care@example.com',
  party: { handle: 'mei.lin@example.net' },
  subject: 'The kettle leaks',
};

describe('what a machine sent', () => {
  it.each<[string, Partial<PossiblyAutomatic>, string]>([
    ['the adapter says so', { automatic: { reason: 'fax header' } }, 'fax header'],
    ['Auto-Submitted: auto-replied', { attributes: { 'Auto-Submitted': 'auto-replied' } }, 'out-of-office'],
    ['auto-generated, in camel case', { attributes: { autoSubmitted: 'auto-generated; x=y' } }, 'auto-generated'],
    ['Precedence: bulk', { attributes: { 'header.precedence': 'bulk' } }, 'list-mail'],
    ['Precedence: auto_reply', { attributes: { PRECEDENCE: 'auto_reply' } }, 'out-of-office'],
    ['List-Id', { attributes: { 'list-id': '<news.shop.example>' } }, 'list-mail'],
    ['X-Autoreply', { attributes: { X_Autoreply: 'yes' } }, 'out-of-office'],
    ['X-Auto-Response-Suppress', { attributes: { 'x-auto-response-suppress': 'DR, OOF' } }, 'auto-generated'],
    ['an empty return path', { attributes: { 'Return-Path': '<>' } }, 'bounce'],
    ['a delivery report', { attributes: { 'Content-Type': 'multipart/report; report-type=x' } }, 'bounce'],
    ['MAILER-DAEMON', { party: { handle: 'MAILER-DAEMON@mx.example.net' } }, 'bounce'],
    ['bounces+id', { party: { handle: 'bounces+17=care@lists.example.net' } }, 'bounce'],
    ['no-reply', { party: { handle: 'No-Reply@shop.example' } }, 'no-reply'],
    ['donotreply', { party: { handle: 'donotreply@shop.example' } }, 'no-reply'],
    ['from our own address', { party: { handle: 'Care@example.com' } }, 'own-message'],
  ])('%s', (_, changes, reason) => {
    expect(automaticOf({ ...letter, ...changes })).toEqual({ reason });
  });

  it.each([
    ['Automatic reply: Your message has arrived (TR-Q7KV-AD45)', 'out-of-office'],
    ['Out of Office: back on Monday', 'out-of-office'],
    ['自动回复：您的来信已收到', 'out-of-office'],
    ['自動回覆: 休假中', 'out-of-office'],
    ['Răspuns automat: Mesajul dumneavoastră', 'out-of-office'],
    ['Raspuns automat', 'out-of-office'],
    ['Automatikus válasz: Üzenete megérkezett', 'out-of-office'],
    ['Házon kívül vagyok', 'out-of-office'],
    ['Undeliverable: Your message has arrived', 'bounce'],
    ['退信通知', 'bounce'],
    ['Mesaj nelivrat', 'bounce'],
    ['Kézbesíthetetlen: Üzenete megérkezett', 'bounce'],
  ])('by its subject: %s', (subject, reason) => {
    expect(automaticOf({ ...letter, subject })).toEqual({ reason });
  });
});

describe('what a person sent', () => {
  it.each<[string, Partial<PossiblyAutomatic>]>([
    ['an ordinary letter', {}],
    ['an answer to an absence note', { subject: 'Re: Automatic reply: holidays' }],
    ['a question about absence notes', { subject: 'How do I set an out of office note?' }],
    ['Auto-Submitted: no', { attributes: { 'Auto-Submitted': 'no' } }],
    ['Precedence: normal', { attributes: { precedence: 'normal' } }],
    ['a name that only begins so', { party: { handle: 'noreplyson@example.net' } }],
    ['an absence of a product, by chat', { channel: 'chat', subject: 'Out of office chairs?' }],
    ['a message of our own to them', { direction: 'outbound', party: { handle: 'no-reply@example.net' } }],
  ])('%s', (_, changes) => {
    expect(automaticOf({ ...letter, ...changes })).toBeUndefined();
  });
});
