import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');
const hooks = pathToFileURL(resolve(root, 'libs/testing/jest/typescript-hooks.mjs')).href;
const loader = `--import=data:text/javascript,${encodeURIComponent(`import{importTypeScript}from"${hooks}";importTypeScript()`)}`;
/** Twice as long as a run takes on two busy cores. */
const timeoutMs = 180_000;

interface Outcome {
  readonly code: number | null;
  readonly report: { readonly ok: boolean; readonly lost: number; readonly doubled: number };
}

/** Servers of its own: the run breaks and restarts them. */
async function run(...options: string[]): Promise<Outcome> {
  const data = resolve(root, '.stack/chaos-test');
  const args = [loader, resolve(import.meta.dirname, 'main.ts'), '--data', data, '--target', 'reference'];
  const child = spawn(process.execPath, [...args, '--rounds', '1', '--seed', '4', ...options], { cwd: root });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (!output.startsWith('{')) throw new Error(`no report:\n${errors}`);
  return { code, report: JSON.parse(output) as Outcome['report'] };
}

describe('a run with a bug in it fails', () => {
  it(
    'when repetitions are not recognised',
    async () => {
      const { code, report } = await run('--break', 'no-inbox');
      expect(report.doubled).toBeGreaterThan(0);
      expect({ ok: report.ok, code }).toEqual({ ok: false, code: 1 });
    },
    timeoutMs,
  );

  it(
    'when outbox rows go before the broker has their records',
    async () => {
      const { code, report } = await run('--break', 'delete-before-ack');
      expect(report.lost).toBeGreaterThan(0);
      expect(report.doubled).toBe(0);
      expect({ ok: report.ok, code }).toEqual({ ok: false, code: 1 });
    },
    timeoutMs,
  );
});
