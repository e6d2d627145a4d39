import { Injectable } from '@nestjs/common';
import { topics } from '#libs/contracts';
import {
  DeadLetters,
  DomainError,
  replayAndWait,
  type DeadLetter,
  type DeadLetterDetails,
  type DeadLetterFilter,
} from '#libs/messaging';
import { AdapterDirectory, type Page, type PageRequest } from './adapter-directory.js';
import { AdapterRights } from './adapter-rights.js';
import { correctedRecord, decodedAtDoor, type Correction } from './corrected-record.js';

export interface QuarantineFilter {
  readonly adapterId?: string | undefined;
  readonly code?: string | undefined;
  readonly field?: string | undefined;
  readonly since?: Date | undefined;
  readonly status?: DeadLetterFilter['status'];
}

/** The partition of letters that came by no log: those of webhooks, whose source is the adapter that signed them. */
const unlogged = -1;
/** Longest wait for the outcome of a release; what was asked for goes on without whoever asked. */
const patienceMs = 10_000;

/**
 * What the inbound topic and the webhooks brought and intake could not take: the dead letters of the door, seen from the
 * side of those who can put right what is wrong with them. `npm run ops -- dead-letters` sees the same ones.
 */
@Injectable()
export class Quarantine {
  constructor(
    private readonly letters: DeadLetters,
    private readonly adapters: AdapterDirectory,
    private readonly rights: AdapterRights,
  ) {}

  /** Oldest first. */
  async list(filter: QuarantineFilter, { limit, cursor }: PageRequest): Promise<Page<DeadLetter>> {
    const { adapterId, code, field, since, status } = filter;
    const wanted = {
      topic: topics.inbound,
      ...(adapterId !== undefined && { sources: await this.sourcesOf(adapterId) }),
      ...(code !== undefined && { code }),
      ...(field !== undefined && { field }),
      ...(since !== undefined && { since }),
      ...(status !== undefined && { status }),
    };
    const found = await this.letters.list(wanted, { limit: limit + 1, after: positionOf(cursor) });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(found.length > limit && last !== undefined && { nextCursor: String(last.id) }) };
  }

  /** @throws DomainError `unknown-letter` */
  async find(id: number): Promise<DeadLetterDetails> {
    const letter = await this.letters.find(id);
    if (letter?.topic !== topics.inbound) throw unknownLetter();
    return letter;
  }

  /**
   * Makes of it what it should have been; what came is kept beside. Nothing is taken in by this.
   * @throws DomainError naming every field that is still wrong, or when it was decided already
   */
  async edit(id: number, correction: Correction, by: string, now: Date): Promise<DeadLetterDetails> {
    const letter = await this.find(id);
    const edited = correctedRecord(letter, correction);
    const event = decodedAtDoor(edited, now);
    const refusal =
      letter.partition === unlogged && letter.eventSource !== undefined
        ? this.rights.refusalOfSigned(letter.eventSource, event)
        : this.rights.refusalOnTopic(event);
    if (refusal !== undefined) throw refusal;
    if (!(await this.letters.edit(id, edited, by))) throw decidedAlready(await this.find(id));
    return this.find(id);
  }

  /**
   * Lets it in by the door that it came to, as it was edited. Again, or by two at once, it comes in once: it is the same
   * envelope. Answers with how it stands: `replayed`, `dead` again with the reason, or still `replay-requested`.
   */
  async release(id: number, by: string): Promise<DeadLetterDetails> {
    await this.find(id);
    // The door knows repeats by what it has stored, not by the inbox, so no age is too old.
    await replayAndWait(this.letters, [id], { by, pastHorizon: true, patienceMs, joinsOthers: true });
    return this.find(id);
  }

  /** Again changes nothing; one that was released cannot be discarded any more. */
  async discard(id: number, by: string, reason: string): Promise<DeadLetterDetails> {
    const before = await this.find(id);
    if (before.status !== 'discarded' && (await this.letters.discard([id], by, reason)).length === 0) {
      throw decidedAlready(before);
    }
    return this.find(id);
  }

  /** Of a registered adapter; otherwise the name is a source itself. */
  private async sourcesOf(adapterId: string): Promise<readonly string[]> {
    return (await this.adapters.find(adapterId))?.sources ?? [adapterId];
  }
}

function positionOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new DomainError('invalid-cursor', 'the cursor is not one that this list gave out; start without a cursor');
}

const unknownLetter = (): DomainError =>
  new DomainError('unknown-letter', 'there is nothing with this id in the quarantine', 'not-found');

const decidedAlready = ({ id, status }: DeadLetter): DomainError =>
  new DomainError('already-decided', `it is ${status} already`, 'conflict', { id, status });
