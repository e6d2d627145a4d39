import { describe, expect, it } from '@jest/globals';
import { brokerProperties } from './broker-properties.js';

describe('the settings of the broker', () => {
  const text = brokerProperties({ port: 19102, controllerPort: 19113, logDirectory: 'C:\\clone\\.stack' });
  const settings = new Map(text.split('\n').map((line) => line.split(/=(.*)/s, 2) as [string, string]));

  it('listens on loopback only', () => {
    expect(settings.get('listeners')).toBe('PLAINTEXT://127.0.0.1:19102,CONTROLLER://127.0.0.1:19113');
    expect(settings.get('advertised.listeners')).toBe('PLAINTEXT://127.0.0.1:19102');
  });

  it('sends clients of the second listener to the proxy', () => {
    const proxied = brokerProperties({
      port: 1,
      controllerPort: 2,
      logDirectory: 'd',
      proxied: { port: 3, advertisedPort: 4 },
    });
    expect(proxied).toContain('\nlisteners=PLAINTEXT://127.0.0.1:1,CONTROLLER://127.0.0.1:2,PROXIED://127.0.0.1:3\n');
    expect(proxied).toContain('\nadvertised.listeners=PLAINTEXT://127.0.0.1:1,PROXIED://127.0.0.1:4\n');
  });

  it('takes a record of 6 MiB', () => {
    expect(Number(settings.get('message.max.bytes'))).toBeGreaterThan(6 * 1024 * 1024);
  });

  it('escapes what a properties file would read as an escape', () => {
    expect(settings.get('log.dirs')).toBe('C:\\\\clone\\\\.stack');
  });
});
