import { describe, expect, it } from '@jest/globals';
import { leftoversAmong, processMark } from './leftovers.js';

const ours = '/home/a/clone/.stack';

describe('leftovers of a data directory', () => {
  it.each([
    ['postgres', ['/x/bin/postgres', '-D', `${ours}/postgres`, processMark(ours)], true],
    ['kafka', ['java', '-Xmx512m', processMark(ours, '-D'), 'kafka.Kafka'], true],
    ['a marked child', ['node', 'main.js', processMark(ours)], true],
    ['the stack of a folder below', ['/x/bin/postgres', processMark(`${ours}/test`)], false],
    ['the stack of another clone', ['java', processMark('/home/b/clone/.stack', '-D'), 'kafka.Kafka'], false],
    ['a shell that only speaks of it', ['bash', '-c', `pgrep -f -- ${processMark(ours)}`], false],
    ['somebody else on the pid', ['vim', 'notes.txt'], false],
  ])('%s', (_name, args, isLeftover) => {
    expect(leftoversAmong([{ pid: 7, args }], ours).map(({ pid }) => pid)).toEqual(isLeftover ? [7] : []);
  });
});
