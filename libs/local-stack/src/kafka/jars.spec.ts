import { describe, expect, it } from '@jest/globals';
import { isDownloadedJar } from './jars.js';

const from = 'https://repo.example.org/maven2/org/apache/kafka';

describe('the progress of Maven', () => {
  it.each([
    [`[INFO] Downloaded from central: ${from}/kafka-clients-4.1.1.jar (10 MB at 9.2 MB/s)`, true],
    [`[INFO] Downloaded from central: ${from}/kafka-clients-4.1.1.pom (6.2 kB at 70 kB/s)`, false],
    [`[INFO] Downloading from central: ${from}/kafka-clients-4.1.1.jar`, false],
  ])('%s', (line, isJar) => {
    expect(isDownloadedJar(line)).toBe(isJar);
  });
});
