import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventually } from '#libs/testing';
import { ProbeDatabase } from '../messaging.probe.js';
import { isHeld, LeaderLock } from './leader-lock.js';

let database: ProbeDatabase;

beforeAll(async () => {
  database = await ProbeDatabase.create();
});
afterAll(() => database.drop());

/** Candidates that write down when they lead and when they cease to. */
function candidates(count: number) {
  const name = randomUUID();
  const log: string[] = [];
  const locks = Array.from({ length: count }, (_, index) => {
    const lead = (lost: AbortSignal): Promise<void> => {
      log.push(`${index} leads`);
      return new Promise((resolve) =>
        lost.addEventListener('abort', () => {
          log.push(`${index} ends`);
          resolve();
        }),
      );
    };
    return new LeaderLock(database.session(`leader-${index}`), name, lead, () => undefined);
  });
  const held = async (): Promise<unknown> => {
    const { text, values = [] } = isHeld(name);
    return (await database.rows(text, [...values]))[0]?.['held'];
  };
  return { log, locks, held };
}

describe('LeaderLock', () => {
  it('has one holder, and hands over when the holder stops', async () => {
    const { log, locks } = candidates(2);
    locks[0]?.start();
    await eventually(() => expect(log).toEqual(['0 leads']));
    locks[1]?.start();
    // The second has asked once and was refused before the first gives up.
    await eventually(async () => {
      const [row] = await database.rows(
        "select count(*)::int as n from pg_stat_activity where application_name = 'leader-1'",
      );
      expect(row).toEqual({ n: 1 });
    });
    expect(log).toEqual(['0 leads']);
    await locks[0]?.stop();
    await eventually(() => expect(log).toEqual(['0 leads', '0 ends', '1 leads']));
    await locks[1]?.stop();
    expect(log).toEqual(['0 leads', '0 ends', '1 leads', '1 ends']);
  });

  it('is seen by all who ask whether somebody leads', async () => {
    const { log, locks, held } = candidates(1);
    expect(await held()).toBe(false);
    locks[0]?.start();
    await eventually(() => expect(log).toEqual(['0 leads']));
    expect(await held()).toBe(true);
    await locks[0]?.stop();
    expect(await held()).toBe(false);
  });

  it('is lost with its connection, which its holder hears of before it may lead again', async () => {
    const { log, locks } = candidates(1);
    locks[0]?.start();
    await eventually(() => expect(log).toEqual(['0 leads']));
    await database.rows("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'leader-0'");
    await eventually(() => expect(log).toEqual(['0 leads', '0 ends', '0 leads']));
    await locks[0]?.stop();
  });
});
