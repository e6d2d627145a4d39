import { Injectable, ServiceUnavailableException } from '@nestjs/common';
import { InvalidFields, parseJsonBody } from '#libs/service';
import { itemId, QuarantineWebhook } from '../application/quarantine-webhook.js';
import { ManySubmissions, mostItems, type ItemOutcome } from './many-submissions.js';
import type { WebhookItemAnswer } from './submission-answer.dto.js';
import { binaryEvent, structuredEvent, submittedType } from './submitted-event.js';

/** A webhook whose signature is right. */
export interface VerifiedWebhook {
  readonly adapterId: string;
  readonly id: string;
  readonly time: Date;
  readonly body: Buffer;
}

interface Item {
  readonly id: string;
  readonly bytes: Buffer;
  readonly read: () => ReturnType<typeof binaryEvent>;
  readonly isStructured: boolean;
}

/** Takes in what a webhook brought, one or several; what cannot be taken in is kept, unless it can be later. */
@Injectable()
export class WebhookItems {
  constructor(
    private readonly submissions: ManySubmissions,
    private readonly quarantineWebhook: QuarantineWebhook,
  ) {}

  /**
   * @throws InvalidFields when there are too many items: none is taken, and all of them are kept as one
   * @throws the problem of the store where it does not answer: then the sender is to send all of it again
   */
  async take(webhook: VerifiedWebhook, path: string): Promise<readonly WebhookItemAnswer[]> {
    const parsed = parsedBody(webhook);
    if (Array.isArray(parsed) && parsed.length > mostItems) throw await this.keptWhole(webhook);
    const items = itemsOf(parsed, webhook);
    const caller = { role: 'adapter', id: webhook.adapterId } as const;
    const outcomes = await this.submissions.settle(
      items.map(({ read }) => read),
      caller,
      path,
    );
    const answers: WebhookItemAnswer[] = [];
    for (const [index, item] of items.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined) throw new Error('an item of a webhook was not answered');
      answers.push({ index, ...(await this.kept(item, outcome, webhook)) });
    }
    return answers;
  }

  private async kept(
    item: Item,
    outcome: ItemOutcome,
    webhook: VerifiedWebhook,
  ): Promise<Omit<WebhookItemAnswer, 'index'>> {
    if (!('problem' in outcome)) return outcome;
    const { status, code = 'malformed', detail, errors = [] } = outcome.problem;
    if (status >= 500) throw new ServiceUnavailableException(detail);
    const quarantineId = await this.quarantineWebhook.run({
      ...{ adapterId: webhook.adapterId, time: webhook.time, type: submittedType },
      ...{ id: item.id, isStructured: item.isStructured, body: item.bytes, code },
      reason: errors.length > 0 ? errors.map(({ field, problem }) => `${field}: ${problem}`).join('; ') : detail,
      fields: errors.map(({ field }) => field),
    });
    return { status: 202, quarantineId };
  }

  private async keptWhole({ adapterId, id, time, body }: VerifiedWebhook): Promise<InvalidFields> {
    const wrong = { field: '(body)', problem: `must have at most ${mostItems} items`, limit: mostItems };
    await this.quarantineWebhook.run({
      ...{ adapterId, time, type: submittedType, id, isStructured: false, body, code: 'too-many-items' },
      reason: `${wrong.field}: ${wrong.problem}`,
      fields: [wrong.field],
    });
    return new InvalidFields([wrong]);
  }
}

/** Why a body is no JSON. */
class Unreadable {
  constructor(readonly error: unknown) {}
}

function parsedBody({ body }: VerifiedWebhook): unknown {
  try {
    return parseJsonBody(body);
  } catch (error) {
    return new Unreadable(error);
  }
}

/** A body that is no JSON is one item, which nobody can read. */
function itemsOf(parsed: unknown, webhook: VerifiedWebhook): readonly Item[] {
  const { id, body } = webhook;
  if (parsed instanceof Unreadable) {
    const read = (): never => {
      throw parsed.error;
    };
    return [{ id, bytes: body, read, isStructured: false }];
  }
  if (!Array.isArray(parsed)) return [itemOf(parsed, id, body, webhook)];
  return parsed.map((one: unknown, index) => itemOf(one, itemId(id, index), Buffer.from(JSON.stringify(one)), webhook));
}

function itemOf(value: unknown, id: string, bytes: Buffer, { adapterId, time }: VerifiedWebhook): Item {
  const isStructured = typeof value === 'object' && value !== null && 'specversion' in value;
  const envelope = { 'ce-id': encodeURIComponent(id), 'ce-time': time.toISOString() };
  const sender = { headers: isStructured ? {} : envelope, adapterId, now: new Date() };
  return {
    id,
    // A letter is judged by its source when it is let in, so it has that of the adapter that signed it.
    bytes: isStructured ? Buffer.from(JSON.stringify({ ...value, source: adapterId })) : bytes,
    isStructured,
    read: () => (isStructured ? structuredEvent(value, sender) : binaryEvent(value, sender)),
  };
}
