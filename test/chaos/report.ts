import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence, Finding } from './check/evidence.js';

export interface Report {
  readonly seed: number;
  readonly rounds: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly accepted: number;
  readonly lost: number;
  readonly doubled: number;
  readonly reordered: number;
  readonly maxRecoverySeconds: number;
  readonly ok: boolean;
}

/** Everything a reader needs to see what went wrong without running it again. */
export async function keepFailure(
  directory: string,
  logDirectory: string,
  findings: readonly Finding[],
  evidence: Evidence | undefined,
): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  await cp(logDirectory, join(directory, 'logs'), { recursive: true });
  const lines = findings.map(({ breach, where, what }) => `${breach}: ${where}: ${what}`);
  await writeFile(join(directory, 'findings.txt'), `${lines.join('\n')}\n`);
  if (evidence === undefined) return;
  await writeFile(join(directory, 'operations.jsonl'), jsonLines(evidence.operations));
  await writeFile(join(directory, 'records.jsonl'), jsonLines(evidence.records));
  for (const { own, ...tables } of evidence.services) {
    await writeFile(join(directory, `${tables.service}.json`), JSON.stringify(tables, undefined, 1));
    for (const [table, rows] of Object.entries(own))
      await writeFile(join(directory, `${tables.service}.${table}.jsonl`), jsonLines(rows));
  }
}

const jsonLines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
