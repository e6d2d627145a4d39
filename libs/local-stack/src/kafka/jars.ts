import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repositoryRoot } from '../repository-root.js';
import { StackFailure } from '../stack-failure.js';

/** A number so that progress means something; a few more or less do no harm. */
const expectedJars = 93;
const progressEveryMs = 1000;

export interface JarOptions {
  readonly dataDirectory: string;
  readonly cacheHome: string | undefined;
  readonly onProgress: (line: string) => void;
}

/**
 * The folder with the jars of Apache Kafka, downloaded when it is not there yet. It lies in the user's cache, where every
 * clone finds it, or in the data directory when there is no cache to write to. The name carries a hash of the pom, so
 * another version never meets old jars.
 * @throws StackFailure when Maven is missing or cannot download
 */
export async function kafkaJars({ dataDirectory, cacheHome, onProgress }: JarOptions): Promise<string> {
  const pomPath = join(repositoryRoot, 'deploy', 'kafka', 'pom.xml');
  const pom = await readFile(pomPath, 'utf8');
  const version = /<kafka\.version>([^<]+)</.exec(pom)?.[1] ?? 'unknown';
  const name = `kafka-${version}-${createHash('sha256').update(pom).digest('hex').slice(0, 8)}`;
  const homes = [join(cacheHome ?? join(homedir(), '.cache'), 'thirdring'), dataDirectory];
  for (const home of homes) if (await isFolder(join(home, name))) return join(home, name);

  const home = (await canWrite(homes[0] ?? dataDirectory)) ? (homes[0] ?? dataDirectory) : dataDirectory;
  const draft = join(home, `${name}.${randomUUID()}`);
  onProgress(`Downloading Apache Kafka ${version} (about ${expectedJars} jars, 60 MB, once for this machine)`);
  try {
    await download(pomPath, draft, home === dataDirectory ? join(dataDirectory, 'maven') : undefined, onProgress);
    await rename(draft, join(home, name)).catch(async (error: unknown) => {
      // Another start finished first; its jars are as good.
      if (!(await isFolder(join(home, name)))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return join(home, name);
}

function download(
  pomPath: string,
  target: string,
  localRepository: string | undefined,
  onProgress: (line: string) => void,
): Promise<void> {
  const args = ['-B', '-f', pomPath, 'dependency:copy-dependencies', `-DoutputDirectory=${target}`];
  args.push('-DincludeScope=runtime', '-Dmdep.useBaseVersion=true');
  if (localRepository) args.push(`-Dmaven.repo.local=${localRepository}`);
  return new Promise((resolve, reject) => {
    const maven = spawn('mvn', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const errors: string[] = [];
    let jars = 0;
    let reportedAt = performance.now();
    const read = (line: string) => {
      const error = /^\[ERROR\] (.+)/.exec(line)?.[1];
      if (error) errors.push(error);
      if (!isDownloadedJar(line)) return;
      jars += 1;
      if (performance.now() - reportedAt < progressEveryMs) return;
      reportedAt = performance.now();
      onProgress(`Downloading Apache Kafka: ${jars} of about ${expectedJars} jars`);
    };
    createInterface({ input: maven.stdout }).on('line', read);
    createInterface({ input: maven.stderr }).on('line', read);
    maven.once('error', () =>
      reject(
        new StackFailure(
          'Apache Kafka is fetched by Maven and there is no mvn on the PATH: install Maven (maven on Debian), ' +
            'or set KAFKA_BROKERS to an Apache Kafka that already runs.',
        ),
      ),
    );
    maven.once('close', (code) => {
      if (code === 0) return resolve();
      reject(
        new StackFailure(
          `Maven could not download Apache Kafka: ${errors[0] ?? `it ended with ${code ?? 'a signal'}`}\n` +
            'Check the network and the mirrors in ~/.m2/settings.xml, or set KAFKA_BROKERS to a Kafka that already runs.',
        ),
      );
    });
  });
}

/** In batch mode Maven writes one such line for each file, poms and jars alike. */
export function isDownloadedJar(line: string): boolean {
  return /Downloaded from [^:]+: \S+\.jar \(/.test(line);
}

async function isFolder(path: string): Promise<boolean> {
  return readdir(path).then(
    () => true,
    () => false,
  );
}

async function canWrite(home: string): Promise<boolean> {
  const probe = join(home, randomUUID());
  return mkdir(probe, { recursive: true }).then(
    () =>
      rm(probe, { recursive: true }).then(
        () => true,
        () => false,
      ),
    () => false,
  );
}
