import { describe, expect, it } from '@jest/globals';
import { runFeedback } from './feedback-command.js';

async function told(...args: string[]) {
  const said = { out: '', error: '' };
  const code = await runFeedback(args, {
    write: (text) => (said.out += text),
    writeError: (text) => (said.error += text),
  });
  return { code, ...said };
}

describe('npm run feedback', () => {
  it.each([
    [['republish', '--from', '2026-11-01'], '--to must be a day'],
    [['republish', '--from', 'yesterday', '--to', '2026-11-01'], '--from must be a day'],
    [['republish', '--from', '2026-11-01', '--to', '2026-11-01'], '--from must be before --to'],
    [['publish'], 'the command is: republish'],
    [['republish', '--quick'], "Unknown option '--quick'"],
  ])('%j is refused: %s', async (args, problem) => {
    const { code, error } = await told(...args);
    expect([code, error]).toEqual([2, expect.stringContaining(problem)]);
  });

  it('has a help', async () => {
    const { code, out } = await told('--help');
    expect([code, out]).toEqual([0, expect.stringContaining('npm run feedback -- republish --from')]);
  });
});
