import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { processMark } from '../leftovers.js';
import type { ReservedPorts } from '../reserved-ports.js';
import { ServerProcess } from '../server-process.js';
import { StackFailure } from '../stack-failure.js';
import { answersMetadata } from './answers-metadata.js';
import { brokerProperties, type ProxiedListener } from './broker-properties.js';
import { kafkaJars, type JarOptions } from './jars.js';
import { findJava } from './java.js';

const usualPort = 19092;
const usualControllerPort = 19093;
const jvmFlags = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true'];

export interface BrokerOptions extends JarOptions {
  readonly javaHome: string | undefined;
  readonly ports: ReservedPorts;
  readonly proxied: ProxiedListener | undefined;
}

/** A single KRaft node. The first start formats its log directory; later ones find their topics again. */
export async function startKafka(options: BrokerOptions): Promise<ServerProcess> {
  const { dataDirectory, onProgress, proxied } = options;
  const java = await findJava(options.javaHome);
  const jars = await kafkaJars(options);
  const port = await options.ports.reserve(usualPort);
  const controllerPort = await options.ports.reserve(usualControllerPort);
  const logDirectory = join(dataDirectory, 'kafka');
  const propertiesFile = join(dataDirectory, 'kafka.properties');
  await writeFile(propertiesFile, brokerProperties({ port, controllerPort, logDirectory, proxied }));
  const classPath = join(jars, '*');
  await formatOnce({ java, classPath, logDirectory, propertiesFile, onProgress });

  const logging = ['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-Dorg.slf4j.simpleLogger.showDateTime=true'];
  const server = new ServerProcess({
    name: 'Kafka',
    port,
    file: java,
    args: [...jvmFlags, ...logging, processMark(dataDirectory, '-D'), '-cp', classPath, 'kafka.Kafka', propertiesFile],
    account: undefined,
    logFile: join(dataDirectory, 'kafka.log'),
    stopSignal: 'SIGTERM',
    answers: () => answersMetadata(port),
  });
  onProgress(`Starting Apache Kafka on port ${port}`);
  await server.start();
  return server;
}

interface FormatOptions {
  readonly java: string;
  readonly classPath: string;
  readonly logDirectory: string;
  readonly propertiesFile: string;
  readonly onProgress: (line: string) => void;
}

/** Formatting that was interrupted is begun anew: the mark is written last. */
async function formatOnce(options: FormatOptions): Promise<void> {
  const mark = join(options.logDirectory, '.formatted');
  const isFormatted = await stat(mark).then(
    () => true,
    () => false,
  );
  if (isFormatted) return;
  options.onProgress('Preparing the storage of Apache Kafka');
  await rm(options.logDirectory, { recursive: true, force: true });
  await mkdir(options.logDirectory, { recursive: true });
  const tool = ['-cp', options.classPath, 'kafka.tools.StorageTool', 'format', '--standalone'];
  try {
    const args = [...jvmFlags, ...tool, '-t', clusterId(), '-c', options.propertiesFile];
    await promisify(execFile)(options.java, args);
  } catch (error) {
    throw new StackFailure(`The storage of Apache Kafka could not be prepared: ${(error as Error).message}`, {
      cause: error,
    });
  }
  await writeFile(mark, '');
}

/** A UUID in Kafka's spelling; a leading dash would be read as an option. */
function clusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}
