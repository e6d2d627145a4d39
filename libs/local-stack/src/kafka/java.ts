import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { StackFailure } from '../stack-failure.js';

const oldestJava = 17;
const waysOut = 'or set KAFKA_BROKERS to an Apache Kafka that already runs.';

/** @returns the java command. @throws StackFailure when there is none, or an older one than Kafka 4 runs on */
export async function findJava(javaHome: string | undefined): Promise<string> {
  const java = javaHome ? join(javaHome, 'bin', 'java') : 'java';
  const version = parseJavaVersion(await versionText(java));
  const install = `install a JDK ${oldestJava} or newer (openjdk-17-jdk-headless on Debian),`;
  if (version === undefined) {
    const place = javaHome ? `in JAVA_HOME (${javaHome})` : 'on the PATH';
    throw new StackFailure(`Apache Kafka needs Java and there is none ${place}: ${install} ${waysOut}`);
  }
  if (version < oldestJava) {
    throw new StackFailure(
      `Apache Kafka needs Java ${oldestJava} and ${java} is Java ${version}: ${install} ${waysOut}`,
    );
  }
  return java;
}

/** The major version in what `java -version` prints: `"17.0.15"` is 17, `"1.8.0_392"` is 8, `"24-ea"` is 24. */
export function parseJavaVersion(text: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(text);
  return match ? Number(match[1]) : undefined;
}

function versionText(java: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(java, ['-XX:TieredStopAtLevel=1', '-version'], (error, stdout, stderr) =>
      resolve(error ? '' : stdout + stderr),
    );
  });
}
