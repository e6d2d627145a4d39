import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileProblem } from './file-problem.js';
import { WatchedFiles } from './watched-files.js';

describe('watched files', () => {
  let folder: string;
  let problems: string[];
  let watched: WatchedFiles<string>;
  let clock = 1_700_000_000;

  /** Each with a time of its own, whatever the file system's is good for. */
  async function write(name: string, text: string | Buffer): Promise<void> {
    await writeFile(join(folder, name), text);
    clock += 10;
    await utimes(join(folder, name), clock, clock);
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'watched-'));
    problems = [];
    watched = new WatchedFiles({
      folders: [folder],
      extension: '.md',
      make: (files) => {
        const wrong = files.find(({ text }) => text.includes('wrong'));
        if (wrong) throw new FileProblem(wrong.file, 3, 'is wrong');
        return files.map(({ text }) => text).join('+');
      },
      onProblem: ({ message }) => problems.push(message.replace(folder, '')),
    });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are read with their folders, and again when one changes or goes', async () => {
    await mkdir(join(folder, 'sub'));
    await mkdir(join(folder, '..data'));
    for (const [name, text] of [
      ['a.md', 'A'],
      ['sub/b.md', 'B'],
      ['..data/a.md', 'A'],
      ['readme.txt', '-'],
    ] as const) {
      await write(name, text);
    }
    await watched.look();
    expect(watched.current).toBe('A+B');
    await write('a.md', 'A2');
    await watched.look();
    expect(watched.current).toBe('A2+B');
    await rm(join(folder, 'sub/b.md'));
    await watched.look();
    expect(watched.current).toBe('A2');
  });

  it('are read again after an error that passes without a change of the files', async () => {
    // What is no file cannot be read; what takes its place has the same size and time, so that nothing seems to change.
    const target = join(folder, '.target');
    await mkdir(target);
    await utimes(target, clock, clock);
    const { size } = await stat(target);
    await symlink(target, join(folder, 'a.md'));
    await watched.look();
    expect(watched.problem?.message).toContain('EISDIR');
    await rm(target, { recursive: true });
    await writeFile(target, 'A'.repeat(size));
    await utimes(target, clock, clock);
    await watched.look();
    expect(watched.problem).toBeUndefined();
    expect(watched.current).toHaveLength(size);
  });

  it('leave the last good ones in force while they are wrong, and say so once', async () => {
    await write('a.md', 'A');
    await watched.look();
    await write('a.md', 'wrong');
    await watched.look();
    await watched.look();
    expect([watched.current, problems]).toEqual(['A', ['/a.md:3: is wrong']]);
    await write('a.md', Buffer.from([0xff, 0xfe]));
    await watched.look();
    expect([watched.current, problems.at(-1)]).toEqual(['A', '/a.md:1: is not UTF-8']);
    await write('a.md', 'mended');
    await watched.look();
    expect([watched.current, watched.problem]).toEqual(['mended', undefined]);
  });

  it('say when there is no folder', async () => {
    await rm(folder, { recursive: true });
    await watched.look();
    expect([watched.current, problems.length]).toEqual([undefined, 1]);
  });
});
