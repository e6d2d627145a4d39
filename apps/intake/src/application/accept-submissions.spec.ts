import { describe, expect, it } from '@jest/globals';
import type { CloudEvent, InteractionSubmitted } from '#libs/contracts';
import { DomainError, Units, type Loads, type Unit } from '#libs/messaging';
import { memoryUnit } from '#libs/messaging/testing';
import { AcceptSubmissions } from './accept-submissions.js';
import { memoryStores } from './memory-stores.probe.js';
import type { IntakeStores } from './stores.js';
import { SubmitInteraction } from './submit-interaction.js';

/** Commits to memory; a transaction in which `breaks` finds something fails as a whole. */
class UnitsInMemory extends Units<IntakeStores> {
  readonly unit = memoryUnit<IntakeStores>(memoryStores, { now: new Date('2026-01-31T09:30:02Z') });
  runs = 0;

  constructor(private readonly breaks: (envelopes: readonly string[]) => Error | undefined = () => undefined) {
    super();
  }

  async run<R>(_: string, loads: Loads<IntakeStores>, work: (unit: Unit<IntakeStores>) => Promise<R>): Promise<R> {
    this.runs += 1;
    const failure = this.breaks([loads.submissions ?? []].flat().map(String));
    if (failure !== undefined) throw failure;
    return work(this.unit);
  }
}

function submitted(id: string, handle = `${id}@example.net`): CloudEvent<InteractionSubmitted> {
  const data: InteractionSubmitted = {
    channel: 'email',
    channelAccount: 'care@example.com',
    externalId: id,
    direction: 'inbound',
    party: { type: 'email', handle, verified: true },
  };
  const time = '2026-01-31T09:30:00.000Z';
  const type = 'thirdring.interaction.submitted.v1';
  return { specversion: '1.0', id, source: 'mail', type, time, subject: id, datacontenttype: 'application/json', data };
}

const accept = (units: UnitsInMemory) =>
  new AcceptSubmissions(units, new SubmitInteraction(), {
    country: undefined,
    countries: new Map(),
    platforms: new Map(),
  });
const valueRefused = Object.assign(new Error('untranslatable character'), { code: '22P05' });

describe('a batch of submissions', () => {
  it('is stored in few transactions and answered in order', async () => {
    const units = new UnitsInMemory();
    const ids = Array.from({ length: 600 }, (_, at) => `m-${at % 500}`);
    const settled = await accept(units).all(ids.map((id) => submitted(id)));
    expect(units.runs).toBe(3);
    expect(settled.map(({ kind }) => kind)).toEqual(ids.map((_, at) => (at < 500 ? 'accepted' : 'repeated')));
  });

  it.each([
    ['a value that the database refuses', () => submitted('bad'), 'bad', '22P05'],
    ['a bug', () => submitted('bug'), 'bug', undefined],
    ['a handle that grows', () => submitted('long', `${'İ'.repeat(200)}@x.hu`), 'long', 'handle-too-long'],
    ['somebody without a handle', () => submitted('blank', ' '), 'blank', 'blank-handle'],
  ])('loses none to a neighbour with %s', async (_, wrong, id, code) => {
    const units = new UnitsInMemory((envelopes) =>
      envelopes.some((one) => one.endsWith('|bad'))
        ? valueRefused
        : envelopes.some((one) => one.endsWith('|bug'))
          ? new Error('an invalid event was to be published')
          : undefined,
    );
    const events = [submitted('m-1'), wrong(), submitted('m-2'), submitted('m-3')];
    const settled = await accept(units).all(events);
    expect(settled.map(({ kind }) => kind)).toEqual(['accepted', 'failed', 'accepted', 'accepted']);
    expect(settled[1]).toMatchObject({ error: code === undefined ? expect.any(Error) : { code } });
    expect(await units.unit.submissions.get(`4|mail|${id}`)).toBeUndefined();
  });

  it.each([
    ['is overloaded', new DomainError('overloaded', 'try again later', 'unavailable')],
    ['is not reached', Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' })],
    ['is written to by others', Object.assign(new Error('deadlock detected'), { code: '40P01' })],
  ])('is not tried piece by piece while the store %s', async (_, error) => {
    const units = new UnitsInMemory(() => error);
    const settled = await accept(units).all([submitted('m-1'), submitted('m-2')]);
    expect(settled).toEqual([
      { kind: 'failed', error },
      { kind: 'failed', error },
    ]);
    expect(units.runs).toBe(1);
  });
});
