import { describe, expect, it } from '@jest/globals';
import { findRunningServers, postgresPortAmong } from './running-servers.js';

const nowhere = { dataDirectory: '/no/such/folder' };

describe('findRunningServers', () => {
  it('takes what the settings name, one service being enough', async () => {
    const settings = { KAFKA_BROKERS: 'a:1, b:2', FOLLOW_UP_DATABASE_URL: 'postgres://f' };
    const servers = await findRunningServers({ ...nowhere, settings });
    expect(servers.brokers).toEqual(['a:1', 'b:2']);
    expect([...servers.databaseUrls]).toEqual([['follow-up', 'postgres://f']]);
  });

  it('says in one sentence what is missing when nothing runs here', async () => {
    const found = findRunningServers({ ...nowhere, settings: { KAFKA_BROKERS: 'a:1' } });
    await expect(found).rejects.toThrow(/^No local stack runs in this folder and <SERVICE>_DATABASE_URL is not set: /);
    await expect(findRunningServers({ ...nowhere, settings: {} })).rejects.toThrow('KAFKA_BROKERS and <SERVICE>');
  });
});

describe('the port of a running Postgres', () => {
  it('is on its command line', () => {
    const kafka = { pid: 1, args: ['java', '-cp', 'x', 'kafka.Kafka'] };
    const postgres = { pid: 2, args: ['/bin/postgres', '-D', '/data', '-p', '15444', '-c', 'jit=off'] };
    expect(postgresPortAmong([kafka, postgres])).toBe('15444');
    expect(postgresPortAmong([kafka])).toBeUndefined();
  });
});
