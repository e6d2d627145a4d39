import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import type { StoryEvent } from '../../domain/story/story-event.js';
import { Heartbeat } from '../desk/heartbeat.js';
import { QueueReads } from '../desk/queue-reads.js';
import { RoutingReads } from '../routing-reads.js';
import { StreamHub } from './stream-hub.js';
import { positionOf, positionText, ToldEvents, type Audience, type Position, type Telling } from './told-events.js';

/** A client's connection, as it is written to. */
export interface Stream {
  readonly isOpen: boolean;
  send(event: string, data: object, id?: string): boolean;
  end(): void;
  whenClosed(act: () => void): void;
}

export interface StreamRequest {
  /** The last event that the client has. */
  readonly lastEventId?: string | undefined;
}

/** Of one instance. */
const streamsAtMost = 5_000;
const beatsInTime = 3;
const figuresEveryMs = 1_000;
const offersShown = 1_000;

/** What the streams of agents and queues begin with and are kept going by. */
@Injectable()
export class DeskStreams {
  constructor(
    private readonly hub: StreamHub,
    private readonly told: ToldEvents,
    private readonly reads: RoutingReads,
    private readonly queues: QueueReads,
    private readonly heartbeat: Heartbeat,
  ) {}

  /**
   * Before the reply becomes a stream.
   * @throws DomainError `too-many-streams`
   */
  assertRoom(): void {
    if (this.hub.closed || this.hub.listeners >= streamsAtMost)
      throw new DomainError('too-many-streams', 'this instance takes no further streams', 'unavailable');
  }

  /** @throws DomainError `unknown-agent` */
  async assertAgent(agentId: string): Promise<void> {
    if ((await this.reads.agent(agentId)) === undefined)
      throw new DomainError('unknown-agent', 'there is no such agent', 'not-found', { agentId });
  }

  async ofAgent(
    agentId: string,
    { lastEventId, isPresence }: StreamRequest & { readonly isPresence: boolean },
    stream: Stream,
  ): Promise<void> {
    if (isPresence) this.keepPresent(agentId, stream);
    const snapshot = async (): Promise<object> => {
      const [offers, cases] = await Promise.all([
        this.reads.offers({ state: 'pending', agentId }, offersShown),
        this.reads.casesOfAgent(agentId),
      ]);
      return { agentId, offers, cases };
    };
    await this.begin({ agentId }, lastEventId, snapshot, stream, () => undefined);
  }

  async ofQueue(queueId: string, { lastEventId }: StreamRequest, stream: Stream): Promise<void> {
    let due: NodeJS.Timeout | undefined;
    const figures = (): void => {
      due ??= setTimeout(() => {
        due = undefined;
        void this.queues.one(queueId).then(
          (counts) => stream.isOpen && stream.send('queue', counts),
          () => undefined,
        );
      }, figuresEveryMs);
    };
    stream.whenClosed(() => clearTimeout(due));
    await this.begin({ queueId }, lastEventId, () => this.queues.one(queueId), stream, figures);
  }

  private async begin(
    audience: Audience,
    lastEventId: string | undefined,
    snapshot: () => Promise<object>,
    stream: Stream,
    onSent: () => void,
  ): Promise<void> {
    try {
      const from = await this.startOf(lastEventId, snapshot, stream);
      const send = (telling: Telling, events: readonly StoryEvent[]): boolean => {
        onSent();
        return sent(stream, telling, events);
      };
      const stop = await this.hub.listen({ audience, send, end: () => stream.end() }, from);
      stream.whenClosed(stop);
    } catch {
      // The client comes again, and the database is there again by then.
      stream.end();
    }
  }

  /** Where it goes on; else what there is now, and everything after it. */
  private async startOf(
    lastEventId: string | undefined,
    snapshot: () => Promise<object>,
    stream: Stream,
  ): Promise<Position> {
    const last = lastEventId === undefined ? undefined : positionOf(lastEventId);
    if (last !== undefined && (await this.told.isKept(last))) return last;
    const now = await this.told.now();
    stream.send('snapshot', await snapshot(), positionText(now));
    return now;
  }

  /** An open connection is a sign of life. */
  private keepPresent(agentId: string, stream: Stream): void {
    const beat = async (): Promise<void> => {
      const heard = await this.heartbeat.beat(agentId).catch(() => undefined);
      const nextMs = (heard?.lostAfterMs ?? figuresEveryMs * beatsInTime) / beatsInTime;
      if (!stream.isOpen) return;
      const timer = setTimeout(() => void beat(), nextMs);
      stream.whenClosed(() => clearTimeout(timer));
    };
    void beat();
  }
}

/** The last of them has the id: whoever loses the connection between them gets all of them again. */
function sent(stream: Stream, telling: Telling, events: readonly StoryEvent[]): boolean {
  const { caseId, reference, ownerAgentId, sequence, position } = telling;
  const known = { caseId, reference, ...(ownerAgentId !== undefined && { ownerAgentId }) };
  return events.every((event, index) => {
    const { type, ...rest } = event;
    const place = { ...known, sequence: sequence + telling.events.indexOf(event) };
    const id = index === events.length - 1 ? positionText(position) : undefined;
    return stream.send(type, { ...place, ...rest }, id);
  });
}
