import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import {
  TransactionRecorded,
  uuidV8,
  type CloudEvent,
  type InteractionSubmitted,
  type TransactionSubmitted,
} from '#libs/contracts';
import { DomainError, Units, type HandlerOutcome, type Loads } from '#libs/messaging';
import { canonicalJson } from '../domain/canonical-json.js';
import { judgeSubmission, type Known } from '../domain/de-duplication.js';
import { noAccountRules, type AccountRules } from '../domain/handle.js';
import type { Transaction } from '../domain/transaction.js';
import { ChannelAccounts } from './channel-accounts.js';
import { identify, type Identified } from './identify.js';
import { knowCustomer } from './know-customer.js';
import type { IntakeStores, IntakeUnit } from './stores.js';

type Submitted = CloudEvent<TransactionSubmitted>;

export interface TransactionOutcome {
  readonly transactionId: string;
  readonly repeated: boolean;
}

/** Takes a transaction in, once under both of its identities, and learns from it who the customer is. */
@Injectable()
export class SubmitTransaction {
  constructor(
    private readonly units: Units<IntakeStores>,
    private readonly rules: ChannelAccounts,
  ) {}

  static loads(event: Submitted, rules: AccountRules = noAccountRules): Loads<IntakeStores> {
    const { envelope, transactionId, identity } = identityOf(event, rules);
    const { customerId, relatives, handleKeys } = identity;
    const customers = [customerId, ...relatives];
    return { submissions: envelope, transactions: transactionId, customers, handles: handleKeys };
  }

  /** A command of its own, for what did not come by Kafka. */
  one(event: Submitted): Promise<TransactionOutcome> {
    return this.units.run('submit-transaction', SubmitTransaction.loads(event, this.rules), (unit) =>
      this.submit(event, unit),
    );
  }

  async run(event: Submitted, unit: IntakeUnit): Promise<HandlerOutcome> {
    const { repeated } = await this.submit(event, unit);
    return repeated ? 'duplicate' : undefined;
  }

  /** @throws DomainError when one of its identities is taken by another body */
  private async submit(event: Submitted, unit: IntakeUnit): Promise<TransactionOutcome> {
    const { envelope, transactionId, bodyHash, identity } = identityOf(event, noAccountRules);
    const submission = await unit.submissions.get(envelope);
    const byChannel = known(await unit.transactions.get(transactionId));
    const byEnvelope = submission && known(await unit.transactions.get(submission.interactionId));
    const judgement = judgeSubmission(bodyHash, { byEnvelope, byChannel });
    if (judgement.kind === 'conflict') throw conflict(judgement.by, bodyHash, judgement.storedHash);
    if (judgement.kind === 'repeat') {
      if (judgement.isAlias) unit.submissions.put({ envelope, version: 1, interactionId: judgement.interactionId });
      return { transactionId: judgement.interactionId, repeated: true };
    }
    const occurredAt = new Date(event.data.occurredAt);
    const { customer } = await knowCustomer(contactOf(event), identity, occurredAt, unit);
    const { customerId } = customer;
    unit.transactions.put({ transactionId, version: 1, customerId, bodyHash, receivedAt: unit.now });
    unit.submissions.put({ envelope, version: 1, interactionId: transactionId });
    unit.publish(TransactionRecorded, recorded(transactionId, customerId, event.data), {
      sequence: 1,
      time: occurredAt,
    });
    return { transactionId, repeated: false };
  }
}

interface TransactionIdentity {
  readonly envelope: string;
  readonly transactionId: string;
  readonly bodyHash: string;
  readonly identity: Identified;
}

/** Asked for the loads and again by the use case. */
const identities = new WeakMap<CloudEvent, TransactionIdentity>();

function identityOf(event: Submitted, rules: AccountRules): TransactionIdentity {
  const before = identities.get(event);
  if (before !== undefined) return before;
  const { channelAccount, externalId } = event.data;
  const identity = identify(contactOf(event), rules);
  const found = {
    // Beside those of contacts: an adapter may number both from 1.
    envelope: `transaction|${identity.envelope}`,
    transactionId: uuidV8('transaction', channelAccount, externalId),
    bodyHash: hash('sha256', canonicalJson(event.data), 'hex'),
    identity,
  };
  identities.set(event, found);
  return found;
}

const contacts = new WeakMap<CloudEvent, CloudEvent<InteractionSubmitted>>();

/** Whose a transaction is follows as it does for a contact. */
function contactOf(event: Submitted): CloudEvent<InteractionSubmitted> {
  let contact = contacts.get(event);
  if (contact === undefined) {
    const { channelAccount, externalId, party, customer } = event.data;
    const data: InteractionSubmitted = {
      ...{ channel: 'other', channelAccount, externalId, direction: 'inbound', party },
      ...(customer !== undefined && { customer }),
    };
    contacts.set(event, (contact = { ...event, data }));
  }
  return contact;
}

const known = (transaction: Transaction | undefined): Known | undefined =>
  transaction && { ...transaction, interactionId: transaction.transactionId };

function recorded(transactionId: string, customerId: string, data: TransactionSubmitted): TransactionRecorded {
  const { kind, externalId, occurredAt, value, brand, site, product } = data;
  return {
    ...{ transactionId, customerId, kind, externalId, occurredAt },
    ...(value !== undefined && { value }),
    ...(brand !== undefined && { brand }),
    ...(site !== undefined && { site }),
    ...(product !== undefined && { product }),
  };
}

function conflict(by: 'channel' | 'envelope', receivedHash: string, storedHash: string): DomainError {
  const field = by === 'channel' ? 'externalId' : 'ce-id';
  const problem = 'was submitted before with another body';
  const details = { errors: [{ field, problem }], storedHash, receivedHash };
  return new DomainError('submission-conflict', `${field} ${problem}`, 'conflict', details);
}
