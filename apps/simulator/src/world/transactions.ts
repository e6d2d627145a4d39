import type { TransactionKind, TransactionSubmitted } from '#libs/contracts';
import { brands, sites } from './company.js';
import type { ContactPlan } from './contacts.js';
import { customerAt } from './customers.js';
import { randomOf } from './random.js';
import { productIds } from './texts/phrases.js';

const kindShares: readonly (readonly [TransactionKind, number])[] = [
  ['purchase', 70],
  ['renewal', 20],
  ['cancellation', 10],
];

/** The n-th transaction of a run, of somebody who may also contact the company. */
export function transactionAt(plan: ContactPlan, n: number, now: Date): TransactionSubmitted {
  const random = randomOf(plan.seed, 'transaction', n);
  const { email, name, segment, tier } = customerAt(plan.seed, random.between(1, plan.customers));
  return {
    channelAccount: 'shop.brightwell.example',
    externalId: `${plan.run}-order-${n}`,
    party: { type: 'email', handle: email, name, verified: true },
    kind: random.weighted(kindShares),
    occurredAt: now.toISOString(),
    value: { amount: `${random.between(5, 400)}.${random.between(10, 99)}`, currency: 'EUR' },
    customer: { segment, tier },
    brand: brands[0],
    ...(random.chance(0.3) && { site: random.pick(sites) }),
    product: random.pick(productIds),
  };
}
