import type { InteractionSubmitted } from '#libs/contracts';
import { setTimeout as wait } from 'node:timers/promises';
import type { IntakeDoors } from '../doors/intake-doors.js';
import { contactAt, type ContactPlan } from '../world/contacts.js';
import { transactionAt } from '../world/transactions.js';
import { randomOf } from '../world/random.js';

/** Half of the contacts come by Kafka, a quarter each by HTTP one by one and in batches. */
export type Door = 'kafka' | 'http' | 'batch';

export function doorOf(n: number): Door {
  if (n % 2 === 0) return 'kafka';
  return n % 4 === 1 ? 'http' : 'batch';
}

const batchSize = 100;
const publishSize = 200;
const requestsAtOnce = 16;
/** For so many contacts somebody buys, renews or cancels something. */
const contactsPerOrder = 20;

/** Everybody at once: the contacts 0 to `count` − 1, as fast as the doors take them. */
export async function feedAll(plan: ContactPlan, count: number, doors: IntakeDoors): Promise<void> {
  const byDoor: Record<Door, InteractionSubmitted[]> = { kafka: [], http: [], batch: [] };
  for (let n = 0; n < count; n++) byDoor[doorOf(n)].push(contactAt(plan, n, new Date()));
  const orders = Array.from({ length: Math.ceil(count / contactsPerOrder) }, (_, n) => n);
  await Promise.all([
    inTurn(orders, 2, (n) => order(plan, n, doors)),
    inTurn(chunks(byDoor.kafka, publishSize), 2, (chunk) => doors.publish(chunk)),
    inTurn(chunks(byDoor.batch, batchSize), 1, (chunk) => doors.postBatch(chunk)),
    inTurn(byDoor.http, requestsAtOnce, (submission) => doors.post(submission)),
  ]);
}

/** Half of them by each door. */
function order(plan: ContactPlan, n: number, doors: IntakeDoors): Promise<void> {
  const transaction = transactionAt(plan, n, new Date());
  return n % 2 === 0 ? doors.publishTransaction(transaction) : doors.postTransaction(transaction);
}

/** Sends some contacts of {@link feedAll} again, word by word, as adapters do that were not answered. */
export async function feedRepeats(plan: ContactPlan, count: number, doors: IntakeDoors): Promise<void> {
  const sent = Array.from({ length: count }, (_, n) => contactAt(plan, n, new Date()));
  // A call's record holds the time at which it was made up; to send it again it would have to be kept.
  const repeatable = sent
    .map((submission, n) => ({ submission, door: doorOf(n) }))
    .filter(({ submission }) => submission.phone === undefined);
  const ofDoor = (door: Door): InteractionSubmitted[] =>
    repeatable.filter((each) => each.door === door).map(({ submission }) => submission);
  await doors.publish(ofDoor('kafka'), { repeated: true });
  for (const submission of ofDoor('http')) await doors.post(submission, { repeated: true });
  const batch = ofDoor('batch');
  if (batch.length > 0) await doors.postBatch(batch, { repeated: true });
}

/** Contacts at random moments, `rate` a second on average, until the signal. */
export class CustomerCrowd {
  private n = 0;
  private readonly underWay = new Set<Promise<void>>();
  private batch: InteractionSubmitted[] = [];

  constructor(
    private readonly plan: ContactPlan,
    private readonly rate: number,
    private readonly doors: IntakeDoors,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const random = randomOf(this.plan.seed, 'arrivals');
    let dueMs = performance.now();
    while (!signal.aborted) {
      dueMs += (-Math.log(1 - random.next()) / this.rate) * 1_000;
      const waitMs = dueMs - performance.now();
      if (waitMs > 1) await wait(waitMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) this.send(this.n++);
    }
    this.sendBatch();
    await Promise.all(this.underWay);
  }

  private send(n: number): void {
    const submission = contactAt(this.plan, n, new Date());
    if (n % contactsPerOrder === 0) this.track(order(this.plan, n / contactsPerOrder, this.doors));
    const door = doorOf(n);
    if (door === 'kafka') this.track(this.doors.publish([submission]));
    else if (door === 'http') this.track(this.doors.post(submission));
    else {
      this.batch.push(submission);
      // A batch holds what an adapter gathers in two seconds.
      if (this.batch.length >= Math.min(batchSize, Math.max(2, this.rate / 2))) this.sendBatch();
    }
  }

  private sendBatch(): void {
    if (this.batch.length > 0) this.track(this.doors.postBatch(this.batch));
    this.batch = [];
  }

  private track(work: Promise<void>): void {
    const tracked = work.catch(this.onTrouble).finally(() => this.underWay.delete(tracked));
    this.underWay.add(tracked);
  }
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

/** Works through the items in order, `most` at a time. */
async function inTurn<T>(items: readonly T[], most: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (const item of left) await work(item);
    }),
  );
}
