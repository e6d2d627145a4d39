import { Command } from 'commander';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FolderUnreadable, readTextFolder } from '#libs/templates';
import { allOf, askApi, type ApiChoice } from './intake-api.js';
import { OpsFailure } from './ops-failure.js';
import { printJson, table, type Terminal } from './terminal.js';

interface PolicyVersion {
  readonly version: number;
  readonly hash: string;
  readonly origin: string;
  readonly appliedAt: string;
  readonly appliedBy?: string;
  readonly note?: string;
  readonly inForceFrom: string;
}

interface PolicyChange {
  readonly change: 'added' | 'removed' | 'changed';
  readonly file: string;
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

type Diff = { readonly against?: PolicyVersion; readonly changes: readonly PolicyChange[] };
type Applied = PolicyVersion & { readonly isNew: boolean };

const service = 'routing';

/** The policy that routing goes by. */
export function policyCommand(out: Terminal): Command {
  const policy = new Command('policy')
    .summary('the policy that routing goes by: diff, apply, list, show')
    .description(
      'the rules of a company as a folder of YAML files, and the versions of them that routing keeps. What was applied here goes before ROUTING_POLICY. `npm run policy -- check <folder>` says what is wrong with a folder, without anything that runs.',
    );
  policy
    .command('diff')
    .description('says what would be otherwise than now: by file and field')
    .argument('<folder>')
    .option('--against <version>', 'instead of what was applied last', version)
    .addHelpText('after', '\nExamples:\n  npm run policy -- diff apps/routing/example-policy')
    .action((folder: string, options: ApiChoice & { against?: number }) => diff(out, folder, options));
  policy
    .command('apply')
    .description(
      'lets every instance go by a folder, all of it or nothing, within seconds and without a restart. Clocks that run keep what they began with; POST /v1/cases/{id}/carry-over changes one.',
    )
    .argument('<folder>')
    .option('--note <text>', 'why, for who looks later')
    .option('--expected <version>', 'only when this is still what was applied last; 0: nothing was', version)
    .addHelpText('after', '\nExamples:\n  npm run policy -- apply our-policy --expected 4 --note "contract of March"')
    .action((folder: string, options: ApiChoice & { note?: string; expected?: number }) => apply(out, folder, options));
  policy
    .command('list')
    .description('what was applied, newest first')
    .action((options: ApiChoice) => list(out, options));
  policy
    .command('show')
    .description('one version; with --out its folder is written')
    .argument('<version>', 'its number', version)
    .option('-o, --out <folder>', 'where to; files of the same names are overwritten')
    .action((number: number, options: ApiChoice & { out?: string }) => show(out, number, options));
  return policy;
}

async function diff(out: Terminal, folder: string, options: ApiChoice & { against?: number }): Promise<void> {
  const body = { files: await filesOf(folder), ...(options.against !== undefined && { against: options.against }) };
  const found = await askApi<Diff>(service, options, 'POST', '/v1/policies:diff', body);
  if (options.json) return printJson(out, found);
  const against = found.against === undefined ? 'nothing: no policy was ever applied' : nameOf(found.against);
  if (found.changes.length === 0) return out.write(`No difference from ${against}.\n`);
  out.write(`Compared with ${against}:\n`);
  for (const change of found.changes) out.write(`${lineOf(change)}\n`);
}

function lineOf({ change, file, path, before, after }: PolicyChange): string {
  const where = `${file} ${path}`;
  if (change === 'added') return `+ ${where}: ${after ?? ''}`;
  return change === 'removed' ? `- ${where}: ${before ?? ''}` : `~ ${where}: ${before ?? ''} → ${after ?? ''}`;
}

async function apply(
  out: Terminal,
  folder: string,
  options: ApiChoice & { note?: string; expected?: number },
): Promise<void> {
  const { note, expected, json } = options;
  const given = { ...(note !== undefined && { note }), ...(expected !== undefined && { expected }) };
  const applied = await askApi<Applied>(service, options, 'PUT', '/v1/policies', {
    files: await filesOf(folder),
    ...given,
  });
  if (json) return printJson(out, applied);
  if (applied.isNew) out.write(`Applied as ${nameOf(applied)}, in force from ${applied.inForceFrom}.\n`);
  else out.write(`Nothing to do: it is ${nameOf(applied)} already.\n`);
}

async function list(out: Terminal, options: ApiChoice): Promise<void> {
  const found = await allOf<PolicyVersion>(options, '/v1/policies', {}, service);
  if (options.json) return printJson(out, found);
  if (found.length === 0) return out.write('No policy was ever applied: the settings of routing say what counts.\n');
  const header = ['version', 'hash', 'from', 'applied at', 'by', 'in force from', 'note'];
  const rows = found.map((one) => [
    ...[one.version, one.hash, one.origin, one.appliedAt, one.appliedBy, one.inForceFrom, one.note],
  ]);
  out.write(table(header, rows));
}

async function show(out: Terminal, number: number, options: ApiChoice & { out?: string }): Promise<void> {
  const path = `/v1/policies/${String(number)}`;
  const found = await askApi<PolicyVersion & { files: Record<string, string> }>(service, options, 'GET', path);
  if (options.out !== undefined) {
    for (const [file, text] of Object.entries(found.files)) {
      const target = join(options.out, file);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    }
  }
  if (options.json) return printJson(out, found);
  out.write(
    `${nameOf(found)} from ${found.origin}, applied ${found.appliedAt}: ${Object.keys(found.files).join(', ')}\n`,
  );
}

const nameOf = ({ version: number, hash }: PolicyVersion): string => `version ${String(number)} (${hash})`;

function version(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new OpsFailure(`"${text}" is no number of a version`, 2);
}

async function filesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  try {
    return Object.fromEntries(await readTextFolder(folder, ['.yaml', '.yml', '.ics']));
  } catch (error) {
    if (error instanceof FolderUnreadable) throw new OpsFailure(error.message);
    throw error;
  }
}
