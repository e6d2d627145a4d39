import { describe, expect, it } from '@jest/globals';
import { csatAfterClose } from './csat-after-close.js';
import { invitationText } from './invitation-text.js';
import { languageFor, languages } from './language.js';

describe('the invitation', () => {
  const values = {
    reference: 'TR-7',
    link: 'https://x.example/v1/surveys/r?token=t',
    expiresAt: new Date(Date.UTC(2026, 11, 7)),
  };
  const { instrument } = csatAfterClose;

  it.each(languages)('in %s has the reference, the question, the scale, the link and the last day', (language) => {
    const { subject, text } = invitationText(instrument, language, values);
    expect(subject).toContain('TR-7');
    for (const part of ['TR-7', values.link, '2026-12-07', '1–5', instrument.score.label[language]])
      expect(text).toContain(part);
  });

  it('is different in each language', () => {
    expect(new Set(languages.map((language) => invitationText(instrument, language, values).text)).size).toBe(4);
  });

  it.each([
    [['ro-RO'], 'ro'],
    [['zh-Hant-TW'], 'zh'],
    [['HU'], 'hu'],
    [[undefined, 'hu'], 'hu'],
    [['fi', 'ro'], 'ro'],
    [['fi'], 'en'],
    [[], 'en'],
  ])('for who wishes %j is in %s', (wishes, expected) => {
    expect(languageFor(...wishes)).toBe(expected);
  });
});
