import { describe, expect, it } from '@jest/globals';
import { addressableName, localTime } from './greeting-values.js';

const at = new Date('2026-01-31T16:30:00Z');

describe('the time of an answer', () => {
  it.each([
    ['en', [], 'Europe/Budapest', /^31 January at 17:30 CET$/],
    ['en', ['en-US'], 'America/New_York', /^January 31 at 11:30 AM EST$/],
    ['zh', [], 'Asia/Shanghai', /^2月1日 GMT\+8 00:30$/],
    ['zh-Hant', ['zh-Hant-TW'], 'Asia/Taipei', /^2月1日/],
    ['ro', ['ro-MD'], 'Europe/Bucharest', /^31 ianuarie la 18:30 EET$/],
    ['hu', [], 'Europe/Budapest', /^január 31\. 17:30 CET$/],
    ['en', [], 'Mars/Olympus', /16:30 UTC$/],
    ['en', [], undefined, /16:30 UTC$/],
    ['en', ['en-nonsense-nonsense'], undefined, /16:30 UTC$/],
  ])('in %s for %j in %s', (language, wanted, timeZone, expected) => {
    expect(localTime(at, language, wanted, timeZone).replace(/[\u00a0\u202f]/g, ' ')).toMatch(expected);
  });
});

describe('a name', () => {
  it.each(['Szabó Kata', '林美', 'Ștefan O’Neill', 'Dr. Anne-Marie Pop', 'J.'])('is used: %s', (name) => {
    expect(addressableName(name)).toBe(name);
  });

  it.each([
    'visit https://bad.example',
    'bad.example',
    '+40721234567',
    'x'.repeat(61),
    'Ann\nBcc: everybody',
    '{{reference}}',
  ])('is not used: %j', (name) => {
    expect(addressableName(name)).toBeUndefined();
  });
});
