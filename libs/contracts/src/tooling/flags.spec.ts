import { describe, expect, it } from '@jest/globals';
import { asked } from './flags.js';

const tool = { command: 'contracts:generate', about: 'Writes files.', flags: { release: 'promises them' } };

describe('asked', () => {
  it.each(['--help', '-h'])('answers %s with the command and its flags', (flag) => {
    expect(asked(tool, ['--release', flag])).toEqual({
      kind: 'help',
      text: expect.stringMatching(/^Usage: npm run contracts:generate[^]*Writes files\.[^]*--release +promises them\n/),
    });
  });

  it('tells which flags were given', () => {
    expect(asked(tool, [])).toEqual({ kind: 'run', flags: new Set() });
    expect(asked(tool, ['--release'])).toEqual({ kind: 'run', flags: new Set(['release']) });
  });

  it.each(['--relase', 'release', '--release=no'])('does not take %s for nothing', (word) => {
    expect(asked(tool, [word])).toMatchObject({ kind: 'wrong', text: expect.stringContaining('Usage: ') });
  });
});
