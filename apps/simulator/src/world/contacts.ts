import type { Channel, InteractionSubmitted, Party, PhoneOutcome, PhoneRecord } from '#libs/contracts';
import { accounts, brands, channelShares, isAttestedOn, sites } from './company.js';
import { customerAt, type SimulatedCustomer } from './customers.js';
import { randomOf, type Random } from './random.js';
import { phrases } from './texts/index.js';
import { productIds, topicsOfTrade, type ProductId, type SpokenKind, type TradeTopic } from './texts/phrases.js';

export interface ContactPlan {
  readonly seed: number;
  /** How many customers there are. */
  readonly customers: number;
  /** Names one run of the simulator, so that the next one is not taken for a repetition. */
  readonly run: string;
}

const kindShares: readonly (readonly [SpokenKind, number])[] = [
  ['inquiry', 30],
  ['request', 28],
  ['complaint', 24],
  ['claim', 8],
  ['suggestion', 4],
  ['compliment', 6],
];

/** The n-th contact of a run. All but ids and times follow from the seed and n. */
export function contactAt(plan: ContactPlan, n: number, now: Date): InteractionSubmitted {
  const random = randomOf(plan.seed, 'contact', n);
  const customer = customerAt(plan.seed, random.between(1, plan.customers));
  const channel = random.weighted(channelShares);
  const kind = channel === 'suggestion-box' ? 'suggestion' : random.weighted(kindShares);
  const topic = random.pick(topicsOfTrade);
  const product = random.pick(productIds);
  const externalId = `${plan.run}-${n}`;
  const party = partyOn(channel, customer, externalId, random);
  const words = wordsOf({ customer, kind, topic, product, order: String(random.between(10_000, 99_999)) }, random);
  const isOnPaper = channel === 'letter' || channel === 'fax';
  return {
    channel,
    channelAccount: accounts[channel],
    externalId,
    direction: 'inbound',
    party,
    ...(channel === 'phone' ? call(now, words.text, random) : { text: words.text }),
    ...(channel === 'email' && { threadId: `${externalId}-thread` }),
    ...(typedIn.includes(channel) && { enteredBy: `agent-${random.between(1, 9)}` }),
    // Served at the counter: the case is theirs from the start.
    ...(channel === 'in-person' && random.chance(0.3) && { handledBy: { agentId: 'counter-1', teamId: 'shops' } }),
    ...(channel === 'social' &&
      random.chance(0.3) && { rating: { score: random.between(1, 5), scaleMin: 1, scaleMax: 5 } }),
    ...((channel === 'email' || channel === 'web-form' || isOnPaper) && { subject: words.subject }),
    ...(channel === 'social' && socialPart(random)),
    ...(channel === 'in-person' && { site: random.pick(sites) }),
    // Most adapters know these; the rest is for the classification to find.
    ...(random.chance(0.9) && { language: customer.language }),
    ...(random.chance(0.85) && { kind }),
    ...(random.chance(0.2) && { urgency: random.between(1, 5) }),
    topics: [topic],
    product,
    brand: random.weighted([
      [brands[0], 80],
      [brands[1], 20],
    ]),
    ...(party.type !== 'anonymous' && { customer: hintsOf(customer) }),
    ...(channel === 'email' && random.chance(0.02) && { automatic: { reason: 'out-of-office' } }),
    attributes: { simulated: true, order: words.order },
  };
}

export function partyOn(channel: Channel, customer: SimulatedCustomer, externalId: string, random: Random): Party {
  const { name, email, phone, social } = customer;
  const anonymous: Party = { type: 'anonymous', handle: externalId, verified: false };
  const verified = isAttestedOn(channel);
  switch (channel) {
    case 'phone':
    case 'sms':
    case 'fax':
      return { type: 'phone', handle: phone, verified };
    case 'email':
      return { type: 'email', handle: email, name, verified };
    case 'web-form':
      return random.chance(0.05) ? anonymous : { type: 'email', handle: email, name, verified };
    case 'chat':
    case 'app':
      return { type: 'external-id', handle: `member-${customer.email.split('@')[0] ?? ''}`, name, verified };
    case 'messaging-app':
    case 'social':
      return { type: 'social', handle: social, verified };
    case 'suggestion-box':
      return anonymous;
    case 'in-person':
      return random.chance(0.5) ? anonymous : { type: 'email', handle: email, name, verified };
    case 'letter':
    case 'other':
      return { type: 'email', handle: email, name, verified };
    default:
      return channel satisfies never;
  }
}

const phoneOutcomeShares: readonly (readonly [PhoneOutcome, number])[] = [
  ['answered', 80],
  ['abandoned', 11],
  ['voicemail', 6],
  ['callback', 3],
];

const typedIn: readonly Channel[] = ['in-person', 'letter', 'suggestion-box'];

/** The record of a call; a voicemail and an answered call have content, an abandoned one has only been tried. */
function call(
  now: Date,
  text: string,
  random: Random,
): Pick<InteractionSubmitted, 'phone' | 'text' | 'askedFor' | 'replyBy'> {
  const phone = phoneRecord(now, random);
  return {
    phone,
    ...((phone.outcome === 'voicemail' || phone.outcome === 'callback') && { text }),
    ...(random.chance(0.2) && { askedFor: random.pick(['repairs', 'accounts', 'Mr Barlow']) }),
    ...(phone.outcome === 'callback' && { replyBy: new Date(now.getTime() + 86_400_000).toISOString() }),
  };
}

/** A call that ended just now. */
function phoneRecord(now: Date, random: Random): PhoneRecord {
  const outcome = random.weighted(phoneOutcomeShares);
  const ringSeconds = random.between(2, outcome === 'abandoned' ? 40 : 22);
  const waitSeconds = random.chance(0.6) ? random.between(5, 240) : 0;
  const talkSeconds = outcome === 'answered' ? random.between(45, 900) : 0;
  const startedAt = new Date(now.getTime() - (ringSeconds + waitSeconds + talkSeconds) * 1000).toISOString();
  const menuPath = [random.pick(['orders', 'repairs', 'accounts']), random.pick(['status', 'person'])];
  return {
    startedAt,
    ringSeconds,
    waitSeconds,
    outcome,
    ...(outcome === 'answered' && {
      talkSeconds,
      holdSeconds: random.between(0, 60),
      wrapSeconds: random.between(5, 90),
    }),
    ...(random.chance(0.7) && { menuPath }),
  };
}

function socialPart(random: Random): Pick<InteractionSubmitted, 'visibility' | 'reach'> {
  if (random.chance(0.5)) return { visibility: 'private' };
  return { visibility: 'public', reach: Math.round(10 ** (1 + random.next() * 4)) };
}

function hintsOf({ name, segment, tier, timeZone }: SimulatedCustomer): NonNullable<InteractionSubmitted['customer']> {
  return { name, segment, tier, timeZone };
}

interface Matter {
  readonly customer: SimulatedCustomer;
  readonly kind: SpokenKind;
  readonly topic: TradeTopic;
  readonly product: ProductId;
  readonly order: string;
}

function wordsOf({ customer, kind, topic, product, order }: Matter, random: Random) {
  const spoken = phrases[customer.language];
  const fill = (text: string): string =>
    text.replaceAll('{product}', spoken.products[product]).replaceAll('{order}', order);
  const parts = [
    random.pick(spoken.greetings),
    spoken.sentences[topic][kind],
    ...(random.chance(0.5) ? [random.pick(spoken.asides)] : []),
    random.pick(spoken.closings),
    ...(random.chance(0.6) ? [customer.name] : []),
  ];
  return { subject: fill(spoken.subjects[topic]), text: fill(parts.join('\n')), order };
}
