import { findRunningServers, type DatabaseOwner } from '#libs/local-stack';
import { KafkajsLog, ServiceOperations, type LogAdmin } from '#libs/messaging';
import { OpsFailure } from './ops-failure.js';
import type { Terminal } from './terminal.js';

/** What every command is given by the options that all of them have. */
export interface ServiceChoice {
  readonly service: DatabaseOwner | 'all';
  readonly json?: true;
}

/**
 * Opens the chosen services, does the work on each in turn, and closes everything whatever happens. Of all services,
 * one that cannot be reached does not keep the others from being shown; the exit code tells.
 */
export async function withServices<R>(
  out: Terminal,
  { service }: ServiceChoice,
  work: (operations: ServiceOperations) => Promise<R>,
): Promise<R[]> {
  const servers = await findRunningServers();
  const chosen = [...servers.databaseUrls].filter(([name]) => service === 'all' || name === service);
  if (chosen.length === 0)
    throw new OpsFailure(
      `the settings name no database of ${service}; they name ${[...servers.databaseUrls.keys()].join(', ')}`,
    );
  const log = new KafkajsLog({ brokers: servers.brokers, clientId: 'thirdring-ops' });
  const admin = log.admin();
  await reach(`Kafka at ${servers.brokers.join(', ')}`, connectSoon(admin));
  try {
    const answers: R[] = [];
    for (const [name, databaseUrl] of chosen) {
      try {
        answers.push(await onService(name, databaseUrl, admin, work));
      } catch (error) {
        if (!(error instanceof OpsFailure) || service !== 'all') throw error;
        out.writeError(`${error.message}\n`);
        out.failed = true;
      }
    }
    return answers;
  } finally {
    await admin.disconnect();
  }
}

/** For what is about one service only, such as ids of its dead letters. */
export async function withOneService<R>(
  out: Terminal,
  choice: ServiceChoice,
  work: (operations: ServiceOperations) => Promise<R>,
): Promise<R> {
  if (choice.service === 'all')
    throw new OpsFailure('this is done in one service at a time: say which with --service', 2);
  const [answer] = await withServices(out, choice, work);
  return answer as R;
}

async function onService<R>(
  service: string,
  databaseUrl: string,
  admin: LogAdmin,
  work: (operations: ServiceOperations) => Promise<R>,
): Promise<R> {
  const operations = await reach(`the database of ${service}`, ServiceOperations.open({ service, databaseUrl, admin }));
  try {
    return await work(operations);
  } catch (error) {
    if (isMissingTable(error))
      throw new OpsFailure(
        `the database of ${service} has no tables of messaging yet: start the service once, it makes them`,
      );
    throw error;
  } finally {
    await operations.close();
  }
}

/** The client itself goes on trying for two minutes, as a service should; a person has not that much patience. */
async function connectSoon(admin: LogAdmin): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer within 10 s')), 10_000);
  });
  try {
    await Promise.race([admin.connect(), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

async function reach<T>(what: string, connecting: Promise<T>): Promise<T> {
  try {
    return await connecting;
  } catch (error) {
    throw new OpsFailure(`${what} cannot be reached: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const isMissingTable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '42P01' || error.code === '42703');
