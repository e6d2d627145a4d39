import { concerns, ToldEvents, type Audience, type Position, type Telling } from './told-events.js';
import type { StoryEvent } from '../../domain/story/story-event.js';

/** Somebody's connection. */
export interface Listener {
  readonly audience: Audience;
  /** False when what was sent before is still on its way, and there is no room for more. */
  send(telling: Telling, events: readonly StoryEvent[]): boolean;
  /** Nothing more will come; the client goes on where it ended. */
  end(): void;
}

interface Subscription {
  readonly listener: Listener;
  /** What comes while it catches up. */
  held: Telling[] | undefined;
}

export interface HubTimes {
  /** How often it is looked for news while somebody listens. */
  readonly lookEveryMs: number;
}

const atOnce = 1_000;
/** Who cannot catch up within so many is better served by a new connection. */
const heldAtMost = 10_000;

/**
 * Brings what was told to the connections of this instance, from the database: whichever instance decided it. One query
 * serves all of them, and none is made while nobody listens. Each gets everything after its position in order, and maybe
 * the latest again.
 */
export class StreamHub {
  private readonly subscriptions = new Map<string, Set<Subscription>>();
  private size = 0;
  private position: Position | undefined;
  private starting: Promise<Position> | undefined;
  private looking: Promise<void> | undefined;
  private isClosed = false;

  constructor(
    private readonly told: ToldEvents,
    private readonly times: HubTimes,
    private readonly onProblem: (message: string, detail: object) => void,
  ) {}

  get listeners(): number {
    return this.size;
  }

  get closed(): boolean {
    return this.isClosed;
  }

  /** Resolves when it has caught up from `from`. The answer ends it. */
  async listen(listener: Listener, from: Position): Promise<() => void> {
    const subscription: Subscription = { listener, held: [] };
    const until = await this.start();
    // Nothing may come between, or what is told meanwhile would be nobody's.
    this.position ??= until;
    const stop = this.add(subscription);
    this.looking ??= this.look();
    try {
      await this.catchUp(subscription, from, until);
    } catch (error) {
      stop();
      throw error;
    }
    return stop;
  }

  /** Ends every connection, and takes no more. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const { listener } of this.all()) listener.end();
    this.subscriptions.clear();
    this.size = 0;
    await this.looking;
  }

  private start(): Promise<Position> {
    if (this.position !== undefined) return Promise.resolve(this.position);
    this.starting ??= this.told.now().finally(() => (this.starting = undefined));
    return this.starting;
  }

  private add(subscription: Subscription): () => void {
    const key = keyOf(subscription.listener.audience);
    const others = this.subscriptions.get(key) ?? new Set();
    this.subscriptions.set(key, others.add(subscription));
    this.size += 1;
    return () => this.remove(key, subscription);
  }

  private remove(key: string, subscription: Subscription): void {
    const others = this.subscriptions.get(key);
    if (others?.delete(subscription) !== true) return;
    this.size -= 1;
    if (others.size === 0) this.subscriptions.delete(key);
  }

  private async catchUp(subscription: Subscription, from: Position, until: Position): Promise<void> {
    const { listener } = subscription;
    const { audience } = listener;
    let position = from;
    for (;;) {
      const found = await this.told.after(position, atOnce, { audience, until });
      for (const telling of found) this.give(subscription, telling, true);
      position = found.at(-1)?.position ?? position;
      if (found.length < atOnce) break;
    }
    const { held = [] } = subscription;
    subscription.held = undefined;
    for (const telling of held) this.give(subscription, telling, false);
  }

  private async look(): Promise<void> {
    while (!this.isClosed && this.size > 0) {
      const found = await this.news();
      if (found === undefined || found.length < atOnce)
        await new Promise((resolve) => setTimeout(resolve, this.times.lookEveryMs));
    }
    this.looking = undefined;
    // What is told while nobody listens is for the database to remember.
    this.position = undefined;
  }

  private async news(): Promise<readonly Telling[] | undefined> {
    const { position } = this;
    if (position === undefined) return undefined;
    try {
      const found = await this.told.after(position, atOnce);
      for (const telling of found) this.dispatch(telling);
      this.position = found.at(-1)?.position ?? position;
      return found;
    } catch (error) {
      this.onProblem('what was told cannot be read', { error: String(error) });
      return undefined;
    }
  }

  private dispatch(telling: Telling): void {
    const keys = new Set<string>();
    if (telling.ownerAgentId !== undefined) keys.add(keyOf({ agentId: telling.ownerAgentId }));
    for (const { data } of telling.events) {
      for (const name of ['agentId', 'to', 'from']) keys.add(keyOf({ agentId: String(data[name]) }));
      keys.add(keyOf({ queueId: String(data['queueId']) }));
    }
    for (const key of keys)
      for (const subscription of this.subscriptions.get(key) ?? []) this.give(subscription, telling, false);
  }

  private give(subscription: Subscription, telling: Telling, isOld: boolean): void {
    const { listener, held } = subscription;
    if (!isOld && held !== undefined) {
      if (held.push(telling) > heldAtMost) this.drop(subscription);
      return;
    }
    const events = telling.events.filter((event) => concerns(telling, event, listener.audience));
    if (events.length > 0 && !listener.send(telling, events)) this.drop(subscription);
  }

  private drop(subscription: Subscription): void {
    this.remove(keyOf(subscription.listener.audience), subscription);
    subscription.listener.end();
  }

  private *all(): Generator<Subscription> {
    for (const some of this.subscriptions.values()) yield* some;
  }
}

const keyOf = (audience: Audience): string =>
  'agentId' in audience ? `agent ${audience.agentId}` : `queue ${audience.queueId}`;
