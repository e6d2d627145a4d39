import { Option, type Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseOwners, repositoryRoot, type DatabaseOwner } from '#libs/local-stack';
import { OpsFailure } from './ops-failure.js';

export interface DoorOptions {
  readonly key?: string;
  readonly intakeUrl: string;
  readonly routingUrl: string;
  readonly followUpUrl: string;
  readonly feedbackAnalyticsUrl: string;
}

/** Where the services answer, and the key that opens them. */
export interface Doors {
  readonly key: string;
  readonly urls: ReadonlyMap<DatabaseOwner, string>;
}

const patienceMs = 60_000;

/** @throws OpsFailure when there is no key */
export async function doorsOf(options: DoorOptions): Promise<Doors> {
  const key = options.key ?? (await localKey());
  if (key === undefined) throw new OpsFailure('which key opens the services? Give --key or OPERATOR_KEY', 2);
  const { intakeUrl, routingUrl, followUpUrl, feedbackAnalyticsUrl } = options;
  const urls = new Map<DatabaseOwner, string>([
    ['intake', intakeUrl],
    ['routing', routingUrl],
    ['follow-up', followUpUrl],
    ['feedback-analytics', feedbackAnalyticsUrl],
  ]);
  return { key, urls };
}

/** Every option of `DoorOptions`. */
export function withDoorOptions(command: Command): Command {
  command.addOption(new Option('--key <key>', 'of an operator; default: the local stack’s').env('OPERATOR_KEY'));
  for (const [index, name] of databaseOwners.entries()) {
    const variable = `${name.toUpperCase().replaceAll('-', '_')}_URL`;
    const usual = `http://127.0.0.1:${String(3101 + index)}`;
    command.addOption(new Option(`--${name}-url <url>`, `where ${name} answers`).env(variable).default(usual));
  }
  return command;
}

async function localKey(): Promise<string | undefined> {
  try {
    const keys = JSON.parse(await readFile(join(repositoryRoot, '.stack', 'keys.json'), 'utf8')) as Record<
      string,
      string
    >;
    return keys['operator'];
  } catch {
    return undefined;
  }
}

/** @throws OpsFailure with what the service said */
export async function askService<T>(doors: Doors, service: DatabaseOwner, path: string, method = 'GET'): Promise<T> {
  const url = `${doors.urls.get(service) ?? ''}${path}`;
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${doors.key}` },
    signal: AbortSignal.timeout(patienceMs),
  }).catch((error: unknown) => {
    throw new OpsFailure(`${service} at ${url} cannot be reached: ${reasonOf(error)}`);
  });
  const body = (await response.json().catch(() => ({}))) as { readonly detail?: string };
  if (!response.ok)
    throw new OpsFailure(`${service} answered ${String(response.status)}: ${body.detail ?? 'no reason'}`);
  return body as T;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
