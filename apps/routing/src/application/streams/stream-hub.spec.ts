import { describe, expect, it } from '@jest/globals';
import { uuidV8 } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { StreamHub, type Listener } from './stream-hub.js';
import {
  positionOf,
  positionText,
  startOf,
  ToldEvents,
  type Audience,
  type Position,
  type Telling,
} from './told-events.js';

const telling = (n: number, agentId: string, queueId = 'desk'): Telling => ({
  position: { toldIn: BigInt(n), caseId: uuidV8('case', String(n)), sequence: n },
  ...{ caseId: uuidV8('case', String(n)), reference: 'TR-0000-0000', sequence: n },
  events: [{ type: 'case.offered', at: '2026-03-02T08:00:00.000Z', actor: 'system', data: { agentId, queueId } }],
});

class MemoryTold extends ToldEvents {
  readonly all: Telling[] = [];
  failures = 0;
  looks = 0;

  tell(...tellings: readonly Telling[]): void {
    this.all.push(...tellings);
  }

  now(): Promise<Position> {
    return Promise.resolve(startOf((this.all.at(-1)?.position.toldIn ?? 0n) + 1n));
  }

  after({ toldIn, sequence }: Position, limit: number, of?: { audience: Audience; until: Position }) {
    this.looks += 1;
    if (this.failures > 0) {
      this.failures -= 1;
      return Promise.reject(new Error('no connection'));
    }
    const later = this.all.filter(
      ({ position }) => position.toldIn > toldIn || (position.toldIn === toldIn && position.sequence > sequence),
    );
    return Promise.resolve(later.filter(({ position }) => !of || position.toldIn <= of.until.toldIn).slice(0, limit));
  }

  isKept(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

class Ear implements Listener {
  readonly heard: number[] = [];
  isOver = false;

  constructor(
    readonly audience: Audience,
    private readonly room = Infinity,
  ) {}

  send({ sequence }: Telling): boolean {
    if (this.heard.length >= this.room) return false;
    this.heard.push(sequence);
    return true;
  }

  end(): void {
    this.isOver = true;
  }
}

function hubOf(told: MemoryTold): { hub: StreamHub; problems: string[] } {
  const problems: string[] = [];
  return { hub: new StreamHub(told, { lookEveryMs: 1 }, (message) => problems.push(message)), problems };
}

const start = startOf(0n);

describe('the hub of streams', () => {
  it('gives each connection what concerns it, from its position on and in order', async () => {
    const told = new MemoryTold();
    told.tell(telling(1, 'ada'), telling(2, 'bea'), telling(3, 'ada'));
    const { hub } = hubOf(told);
    const [ada, late, desk] = [new Ear({ agentId: 'ada' }), new Ear({ agentId: 'ada' }), new Ear({ queueId: 'desk' })];
    await hub.listen(ada, start);
    await hub.listen(late, telling(1, 'ada').position);
    await hub.listen(desk, await told.now());
    told.tell(telling(5, 'ada'), telling(6, 'cleo', 'other'), telling(7, 'bea'));
    await eventually(() =>
      expect([ada.heard, late.heard, desk.heard]).toEqual([
        [1, 3, 5],
        [3, 5],
        [5, 7],
      ]),
    );
    await hub.close();
  });

  it('ends who does not take what is sent, and nobody else', async () => {
    const told = new MemoryTold();
    const { hub } = hubOf(told);
    const [slow, quick] = [new Ear({ agentId: 'ada' }, 1), new Ear({ agentId: 'ada' })];
    await hub.listen(slow, start);
    await hub.listen(quick, start);
    told.tell(telling(5, 'ada'), telling(6, 'ada'), telling(7, 'ada'));
    await eventually(() => expect(quick.heard).toEqual([5, 6, 7]));
    expect([slow.isOver, slow.heard, hub.listeners]).toEqual([true, [5], 1]);
    await hub.close();
    expect([quick.isOver, hub.closed]).toEqual([true, true]);
  });

  it('goes on after the database was away', async () => {
    const told = new MemoryTold();
    const { hub, problems } = hubOf(told);
    const ada = new Ear({ agentId: 'ada' });
    await hub.listen(ada, start);
    told.failures = 2;
    told.tell(telling(5, 'ada'));
    await eventually(() => expect(ada.heard).toEqual([5]));
    expect(problems).toHaveLength(2);
    await hub.close();
  });

  it('looks for nothing while nobody listens, and misses nothing when somebody does again', async () => {
    const told = new MemoryTold();
    const { hub } = hubOf(told);
    const stop = await hub.listen(new Ear({ agentId: 'ada' }), start);
    stop();
    await eventually(async () => {
      const before = told.looks;
      await new Promise((resolve) => setImmediate(resolve));
      expect(told.looks).toBe(before);
    });
    told.tell(telling(5, 'ada'));
    const again = new Ear({ agentId: 'ada' });
    await hub.listen(again, start);
    told.tell(telling(9, 'ada'));
    await eventually(() => expect(again.heard).toEqual([5, 9]));
    await hub.close();
  });
});

describe('a position', () => {
  it('is read as it is written', () => {
    const position = { toldIn: 12_345_678_901_234n, caseId: uuidV8('case', 'x'), sequence: 7 };
    expect(positionOf(positionText(position))).toEqual(position);
  });

  it.each(['', '1', '1.2.3', `-1.${uuidV8('case', 'x')}.1`, `1.${uuidV8('case', 'x')}.x`])('is none: %j', (text) => {
    expect(positionOf(text)).toBeUndefined();
  });
});
