import { describe, expect, it } from '@jest/globals';
import { SurveyTokens } from './survey-tokens.js';

const policy = { delayMs: 0, expiryMs: 1, linkBase: 'https://x.example', tokenSecret: 's'.repeat(32) };

describe('the token of a survey', () => {
  const tokens = new SurveyTokens(policy);
  const token = tokens.tokenOf('r1');

  it('opens its own survey', () => {
    expect(() => tokens.verify('r1', token)).not.toThrow();
    expect(tokens.linkTo('r1')).toBe(`https://x.example/v1/surveys/r1?token=${token}`);
  });

  it.each([
    ['another survey', 'r2', token],
    ['no token', 'r1', undefined],
    ['half of it', 'r1', token.slice(0, 11)],
    ['more of it', 'r1', `${token}AAAA`],
    ['nonsense', 'r1', '%'],
    ['the token of another secret', 'r1', new SurveyTokens({ ...policy, tokenSecret: 't'.repeat(32) }).tokenOf('r1')],
  ])('does not open with %s', (_, responseId, given) => {
    expect(() => tokens.verify(responseId, given)).toThrow(
      expect.objectContaining({ code: 'wrong-token', kind: 'forbidden' }),
    );
  });
});
