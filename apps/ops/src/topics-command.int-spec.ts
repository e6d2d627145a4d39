import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { topics } from '#libs/contracts';
import { topicsCommand } from './topics-command.js';

const before = { ...process.env };
const brokers = before['KAFKA_BROKERS']?.split(',');

beforeEach(() => {
  delete process.env['KAFKA_BROKERS'];
});
afterEach(() => {
  process.env = { ...before };
  process.exitCode = undefined;
});

async function topicsOf(found: readonly string[] | undefined, ...args: string[]) {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const findBrokers = () => Promise.resolve(found);
  await topicsCommand({ print, findBrokers }).parseAsync(args, { from: 'user' });
  return { lines, code: process.exitCode };
}

describe('npm run topics', () => {
  it('uses the local stack where no brokers are named, as one broker can have the topics', async () => {
    const { lines, code } = await topicsOf(brokers, 'create');
    expect(lines).toHaveLength(Object.keys(topics).length);
    expect(lines.filter((line) => !/ (as it should be|created)$/.test(line))).toEqual([]);
    expect(code).toBeUndefined();
  });

  it('lets an option say otherwise', async () => {
    await topicsOf(brokers, 'create');
    process.exitCode = undefined;
    const { lines, code } = await topicsOf(brokers, 'check', '--partitions', '7');
    expect(lines).toContainEqual(expect.stringContaining('has 6 partitions and not 7'));
    expect(code).toBe(1);
  });

  it('takes the usual settings for brokers that are named', async () => {
    process.env['KAFKA_BROKERS'] = before['KAFKA_BROKERS'];
    await topicsOf(brokers, 'create', '--partitions', '6', '--replication', '1');
    process.exitCode = undefined;
    expect((await topicsOf(undefined, 'check')).lines).toContainEqual(expect.stringContaining('and not 12'));
  });

  it('says in one sentence that nothing runs', async () => {
    const { lines, code } = await topicsOf(undefined, 'check');
    expect(lines).toEqual([expect.stringMatching(/^No local stack runs in this folder and no brokers are named: /)]);
    expect(code).toBe(1);
  });
});
