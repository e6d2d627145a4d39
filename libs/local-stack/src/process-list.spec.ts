import { describe, expect, it } from '@jest/globals';
import { parseCommandLine, parseProcessList, parseStartOf } from './process-list.js';

describe('reading processes', () => {
  it('keeps spaces and empty arguments of a command line', () => {
    expect(parseCommandLine('java\0-Da=/my clone/x\0\0kafka.Kafka\0')).toEqual([
      'java',
      '-Da=/my clone/x',
      '',
      'kafka.Kafka',
    ]);
  });

  it('reads the output of ps, where an argument may hold spaces', () => {
    const output = '    1 /sbin/launchd\n  812 java -Xmx512m -Dthirdring.stack=/my clone/.stack -cp x kafka.Kafka \n';
    expect(parseProcessList(output)).toEqual([
      { pid: 1, args: ['/sbin/launchd'] },
      { pid: 812, args: ['java', '-Xmx512m', '-Dthirdring.stack=/my clone/.stack', '-cp x kafka.Kafka'] },
    ]);
  });

  const fieldsAfterState = Array.from({ length: 18 }, (_, index) => index + 4).join(' ');
  it('finds the start of a process whose name has brackets and spaces', () => {
    expect(parseStartOf(`12 (a) S (b c) S ${fieldsAfterState} 987654 0`)).toBe('987654');
  });

  it('takes a zombie for what it is, gone', () => {
    expect(parseStartOf(`12 (java) Z ${fieldsAfterState} 987654 0`)).toBeUndefined();
    expect(parseStartOf('')).toBeUndefined();
  });
});
