import { describe, expect, it } from '@jest/globals';
import { customerKey, deciding, type Identity } from './identity.js';

const external: Identity = { type: 'external-id', handle: 'k-7', verified: true };
const email: Identity = { type: 'email', handle: 'ann@example.net', verified: true };
const phone: Identity = { type: 'phone', handle: '+40721234567', verified: true };
const social: Identity = { type: 'social', handle: 'ann', verified: true };
const device: Identity = { type: 'device', handle: 'd-1', verified: true };
const claimed = (one: Identity): Identity => ({ ...one, verified: false });

describe('identity', () => {
  it.each<[string, [Identity, ...Identity[]], Identity]>([
    ['a verified external id before everything', [device, social, phone, email, external], external],
    ['a verified address before the name on the channel', [social, email], email],
    ['of two verified addresses that of the sender', [phone, email], phone],
    ['the name on the channel before the device', [device, social], social],
    ['no external id that is only claimed', [social, claimed(external)], social],
    ['no address that is only claimed', [device, claimed(email), external], external],
    ['a claimed address like a name on that channel', [device, claimed(email)], claimed(email)],
  ])('is decided by %s', (_, identities, decides) => {
    expect(deciding(identities)).toEqual(decides);
  });

  const shop = { channelAccount: 'shop' };
  const desk = { channelAccount: 'desk' };
  it.each([email, phone, external])('of a verified $type is the same everywhere', (one) => {
    expect(customerKey(one, shop)).toEqual(customerKey(one, desk));
  });

  it.each([claimed(email), claimed(phone), claimed(external), social, device])(
    'of $type that is not attested for everywhere counts at its account',
    (one) => {
      expect(customerKey(one, shop)).not.toEqual(customerKey(one, desk));
      expect(customerKey(one, shop)).not.toEqual(customerKey({ ...one, verified: true, type: 'email' }, shop));
    },
  );

  it('of a social name is the same on one platform', () => {
    const [one, other] = [
      customerKey(social, { ...shop, platform: 'x' }),
      customerKey(social, { ...desk, platform: 'x' }),
    ];
    expect(one).toEqual(other);
    expect(one).not.toEqual(customerKey(social, { ...desk, platform: 'instagram' }));
  });
});
