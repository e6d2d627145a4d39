import { describe, expect, it } from '@jest/globals';
import { CustomerChanged, InteractionReceived, type CloudEvent, type InteractionSubmitted } from '#libs/contracts';
import { memoryUnit } from '#libs/messaging/testing';
import { erased } from '../domain/customer.js';
import { BringBeforeSurvivor } from './bring-before-survivor.js';
import { LinkCustomers } from './link-customers.js';
import { memoryStores } from './memory-stores.probe.js';
import { mergeIn } from './merge-customers.js';
import type { IntakeStores } from './stores.js';
import { SubmitInteraction } from './submit-interaction.js';

const now = new Date('2026-01-31T09:30:02Z');
const submit = new SubmitInteraction();
const mail = 'ann@example.net';
let count = 0;

function submitted(
  party: InteractionSubmitted['party'],
  more: Partial<InteractionSubmitted> = {},
): CloudEvent<InteractionSubmitted> {
  count += 1;
  const data = {
    channel: 'email',
    channelAccount: 'care',
    externalId: `m-${count}`,
    direction: 'inbound',
    party,
  } as const;
  const time = new Date(now.getTime() + count).toISOString();
  const envelope = { specversion: '1.0', datacontenttype: 'application/json', source: 'mail', time } as const;
  const type = 'thirdring.interaction.submitted.v1';
  return { ...envelope, id: `e-${count}`, type, subject: data.externalId, data: { ...data, ...more } };
}

class Desk {
  readonly unit = memoryUnit<IntakeStores>(memoryStores, { now });

  async from(party: InteractionSubmitted['party'], more: Partial<InteractionSubmitted> = {}): Promise<string> {
    await submit.run(submitted(party, more), this.unit);
    return this.unit.eventsOf(InteractionReceived).at(-1)?.customerId ?? '';
  }

  get suggestions(): unknown {
    return this.unit
      .rows('newSuggestions')
      .map(({ customerId, otherId, reason }) => [new Set([customerId, otherId]), reason]);
  }

  async fire(): Promise<void> {
    for (const timer of this.unit.timers.splice(0)) {
      const useCase = timer.kind === 'link-customers' ? new LinkCustomers() : new BringBeforeSurvivor();
      await useCase.run(timer, this.unit);
    }
  }
}

const verified = { type: 'email', handle: mail, verified: true } as const;
const claimed = { type: 'email', handle: mail, verified: false } as const;
const external = (handle: string) => ({ type: 'external-id', handle, verified: true }) as const;

describe('whose a contact is', () => {
  it.each([
    ['first', true],
    ['afterwards', false],
  ])(
    'is somebody new where an address is only claimed %s, and that they may be one is suggested once',
    async (_, before) => {
      const desk = new Desk();
      const order = before ? [claimed, verified] : [verified, claimed];
      const [one = '', other = ''] = [await desk.from(order[0]!), await desk.from(order[1]!)];
      expect(one).not.toBe(other);
      expect(desk.suggestions).toEqual([[new Set([one, other]), 'same-email']]);
      expect([await desk.from(order[0]!), await desk.from(order[1]!)]).toEqual([one, other]);
      expect(desk.suggestions).toHaveLength(1);
    },
  );

  it('is another one at another account, as long as the address is only claimed', async () => {
    const desk = new Desk();
    const ids = [await desk.from(claimed), await desk.from(claimed, { channelAccount: 'shop' })];
    expect(new Set(ids).size).toBe(2);
    expect(desk.suggestions).toEqual([[new Set(ids), 'same-email']]);
  });

  it('is never decided by a number that an adapter only believes', async () => {
    const desk = new Desk();
    const known = await desk.from(external('k-7'));
    const other = await desk.from(verified, { customer: { externalIds: ['k-7'] } });
    expect(other).not.toBe(known);
    expect(desk.suggestions).toEqual([[new Set([known, other]), 'same-external-id']]);
    expect(desk.unit.timers).toEqual([]);
  });

  it('is decided by the strongest of its identities, and a reply still goes where it came from', async () => {
    const desk = new Desk();
    const known = await desk.from(external('k-7'));
    const device: InteractionSubmitted['party'] = {
      type: 'device',
      handle: 'd-1',
      verified: false,
      identities: [external('k-7')],
    };
    expect(await desk.from(device)).toBe(known);
    expect(desk.unit.eventsOf(InteractionReceived).at(-1)).toMatchObject({ handle: 'd-1' });
  });

  it('follows from an address that was attested together with an external id', async () => {
    const desk = new Desk();
    const known = await desk.from({ ...external('k-7'), identities: [verified] });
    const byMail = await desk.from(verified);
    expect(byMail).not.toBe(known);
    await desk.fire();
    expect(await desk.unit.customers.get(byMail)).toMatchObject({ mergedInto: known });
    expect(desk.unit.rows('audit')).toMatchObject([{ action: 'merged', by: 'rule:attested-together@1' }]);
    // What comes by mail from now on is read under the survivor, who hears of it.
    await desk.from(verified, { customer: { tier: 'gold' } });
    await desk.fire();
    expect(desk.unit.eventsOf(CustomerChanged).at(-1)).toMatchObject({ customerId: known, tier: 'gold' });
  });

  it('stays two people where each has a verified external id of their own', async () => {
    const desk = new Desk();
    const one = await desk.from({ ...external('k-7'), identities: [verified] });
    await desk.from(verified);
    await desk.fire();
    const other = await desk.from({ ...external('k-8'), identities: [verified] });
    await desk.fire();
    expect(await desk.unit.customers.get(other)).not.toHaveProperty('mergedInto');
    expect(desk.suggestions).toContainEqual([new Set([one, other]), 'contradicting-ids']);
  });

  it('is somebody new after an erasure, and that one every time', async () => {
    const desk = new Desk();
    const first = await desk.from(verified);
    const before = await desk.unit.customers.get(first);
    if (before) desk.unit.customers.put(erased(before, now));
    const second = await desk.from(verified);
    expect(second).not.toBe(first);
    expect(await desk.from(verified)).toBe(second);
    expect(await desk.unit.customers.get(first)).toMatchObject({ handles: [] });
  });

  it('tells a merge of both, and keeps the key that each was born with', async () => {
    const desk = new Desk();
    const [one, other] = [await desk.from(verified), await desk.from(external('k-7'))];
    expect(await mergeIn({ customerId: one, otherId: other, by: 'agent:ines' }, desk.unit)).toEqual({
      survivorId: one,
      changed: true,
    });
    expect(desk.unit.eventsOf(CustomerChanged).slice(-2)).toMatchObject([
      {
        customerId: one,
        mergedFrom: [other],
        handles: expect.arrayContaining([expect.objectContaining({ handle: 'k-7' })]),
      },
      { customerId: other, mergedInto: one, handles: [{ handle: 'k-7' }] },
    ]);
    expect(await desk.from(external('k-7'))).toBe(other);
  });
});
