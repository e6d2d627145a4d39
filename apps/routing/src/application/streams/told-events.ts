import type { StoryEvent } from '../../domain/story/story-event.js';

/**
 * How far the tellings have been read. They are in the order of the transactions that wrote them, and only those are read
 * before which no open transaction can still write: nothing appears before a position that was reached.
 */
export interface Position {
  /** Number of the transaction. */
  readonly toldIn: bigint;
  readonly caseId: string;
  readonly sequence: number;
}

/** What was told of a case at once. */
export interface Telling {
  readonly position: Position;
  readonly caseId: string;
  readonly reference: string;
  /** Who has the case now. */
  readonly ownerAgentId?: string;
  /** Of the first of the events. */
  readonly sequence: number;
  readonly events: readonly StoryEvent[];
}

/** Whose tellings. */
export type Audience = { readonly agentId: string } | { readonly queueId: string };

export abstract class ToldEvents {
  /** Everything that is told from now on comes after it. */
  abstract now(): Promise<Position>;
  /** In order. Without an audience, all of them. */
  abstract after(
    position: Position,
    limit: number,
    of?: { readonly audience: Audience; readonly until: Position },
  ): Promise<readonly Telling[]>;
  /** Whether everything after the position is still kept, and the position is one of this database. */
  abstract isKept(position: Position): Promise<boolean>;
}

const firstCase = '00000000-0000-0000-0000-000000000000';
const text = /^(\d{1,19})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})$/;

export const startOf = (toldIn: bigint): Position => ({ toldIn, caseId: firstCase, sequence: 0 });

export const positionText = ({ toldIn, caseId, sequence }: Position): string =>
  `${String(toldIn)}.${caseId}.${String(sequence)}`;

/** Undefined when it is none. */
export function positionOf(given: string): Position | undefined {
  const [, toldIn, caseId, sequence] = text.exec(given) ?? [];
  if (toldIn === undefined || caseId === undefined) return undefined;
  return { toldIn: BigInt(toldIn), caseId, sequence: Number(sequence) };
}

/** What of a telling concerns whom. */
export function concerns({ ownerAgentId }: Telling, { data }: StoryEvent, audience: Audience): boolean {
  if ('queueId' in audience) return data['queueId'] === audience.queueId;
  const { agentId } = audience;
  return data['agentId'] === agentId || data['to'] === agentId || data['from'] === agentId || ownerAgentId === agentId;
}
