import { Injectable, Logger } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { answerOf, defaultBodyBytes, problem, ServiceState, type Caller, type Problem } from '#libs/service';
import { AdapterRights } from '../application/adapter-rights.js';
import { AnswerStream } from './answer-stream.js';
import { linesOf, type Line } from './lines-of.js';
import { ManySubmissions, type ItemOutcome } from './many-submissions.js';
import { readRow, unitsOf } from './rows.js';
import { drain, SenderGone, SenderSilent, spokenPieces } from './spoken-pieces.js';
import { StreamLimits } from './stream-limits.js';
import { StreamSlots } from './stream-slots.js';
import { SubmissionAllowance } from './submission-allowance.js';
import { submitterOf } from './submitter-of.js';
import type { RequestHeaders } from './submitted-event.js';

/** Rows of one stream. */
export const mostRows = 100_000;
/** Bytes of a row: what a body alone may have. */
export const mostRowBytes = defaultBodyBytes;

export interface LineBatch {
  readonly source: Readable;
  readonly caller: Caller;
  readonly headers: RequestHeaders;
  readonly path: string;
}

/** What became of a stream so far. */
interface Summary {
  rows: number;
  accepted: number;
  repeated: number;
  refused: number;
}

/** A stream that is being taken in. */
interface Progress {
  readonly summary: Summary;
  readonly answers: AnswerStream;
  /** Where to go on when it ends before its sender has. */
  nextLine: number;
  /** For the rate of its key. */
  waitedMs: number;
}

/** A batch as a stream of lines: taken in and answered as it comes, and never as a whole in memory. */
@Injectable()
export class LineBatches {
  private readonly log = new Logger('batches');
  private readonly slots: StreamSlots;

  constructor(
    private readonly submissions: ManySubmissions,
    private readonly adapterRights: AdapterRights,
    private readonly allowance: SubmissionAllowance,
    private readonly state: ServiceState,
    private readonly limits: StreamLimits,
  ) {
    this.slots = new StreamSlots(limits);
  }

  /**
   * The stream of answers, ended by a line that sums up. When the sender goes away, what was accepted stays accepted.
   * @throws ServiceUnavailableException when its adapter, or all together, have as many as are taken in at once
   */
  answer(batch: LineBatch): AnswerStream {
    const leave = this.slots.take(batch.caller.id);
    const answers = new AnswerStream();
    void this.work(batch, answers).finally(leave);
    return answers;
  }

  private async work(batch: LineBatch, answers: AnswerStream): Promise<void> {
    const summary: Summary = { rows: 0, accepted: 0, repeated: 0, refused: 0 };
    const progress: Progress = { summary, answers, nextLine: 1, waitedMs: 0 };
    const ended = await this.untilEnded(batch, progress).catch((error: unknown) => this.failure(error, batch));
    const { nextLine } = progress;
    const last = ended === undefined ? { complete: true } : { complete: false, nextLine, problem: ended };
    answers.finish(`${JSON.stringify({ ...summary, ...last })}\n`);
    drain(batch.source, this.limits.silenceMs, () => this.state.isStopping);
  }

  /** Resolves to why the rest was not taken in; undefined when there is no rest, or nobody to tell. */
  private async untilEnded(batch: LineBatch, progress: Progress): Promise<Problem | undefined> {
    const { summary, answers } = progress;
    const isOver = (): boolean => this.endOf(batch) !== undefined;
    for await (const lines of linesOf(spokenPieces(batch.source, this.limits, isOver), mostRowBytes)) {
      const room = mostRows - summary.rows;
      for (const unit of unitsOf(lines.slice(0, room))) {
        const ended = await this.untilAllowed(unit, batch, progress);
        if (ended !== undefined || answers.destroyed) return ended;
        const outcomes = await this.take(unit, batch);
        count(outcomes, summary);
        const rows = outcomes.map((outcome, at) => `${JSON.stringify({ line: unit[at]?.number, ...outcome })}\n`);
        if (!(await answers.write(rows.join(''), this.limits.silenceMs))) return undefined;
        const [first] = outcomes;
        if (first && outcomes.every(({ status }) => status === 503))
          return 'problem' in first ? first.problem : undefined;
        progress.nextLine = (unit.at(-1)?.number ?? 0) + 1;
      }
      if (lines.length > room) return tooMany();
    }
    return batch.source.readableEnded ? undefined : this.endOf(batch);
  }

  /** Waits until the key's rate lets so many through; why not, where it never does. */
  private async untilAllowed(
    unit: readonly Line[],
    batch: LineBatch,
    progress: Progress,
  ): Promise<Problem | undefined> {
    const before = progress.waitedMs;
    const since = performance.now();
    const isTooLong = (): boolean => {
      progress.waitedMs = before + performance.now() - since;
      return progress.waitedMs >= this.limits.mostWaitMs;
    };
    const isOver = (): boolean => this.endOf(batch) !== undefined || isTooLong();
    if (await this.allowance.waitFor(batch.caller, unit.length, progress.answers.whenGone, isOver)) return undefined;
    return this.endOf(batch) ?? (progress.answers.destroyed ? undefined : rateTooLow(progress.nextLine));
  }

  /** Why a stream must end although its sender has not. */
  private endOf({ caller }: LineBatch): Problem | undefined {
    if (this.state.isStopping) return stopping();
    return this.adapterRights.isOver(submitterOf(caller), new Date()) ? keyOver() : undefined;
  }

  private take(unit: readonly Line[], { caller, headers, path }: LineBatch): Promise<readonly ItemOutcome[]> {
    const sender = { headers, adapterId: caller.id, now: new Date() };
    return this.submissions.settle(
      unit.map((line) => () => readRow(line, mostRowBytes, sender)),
      caller,
      path,
    );
  }

  private failure(error: unknown, { path, source }: LineBatch): Problem | undefined {
    if (error instanceof SenderSilent) {
      return problem(408, `${error.message}; send the rest again`, 'sender-silent');
    }
    // The sender went away: there is nobody to tell.
    if (error instanceof SenderGone || source.errored === error) return undefined;
    const { problem: told, isOurFault } = answerOf(error, path);
    if (isOurFault === true) this.log.error(error);
    return told;
  }
}

function count(outcomes: readonly ItemOutcome[], summary: Summary): void {
  summary.rows += outcomes.length;
  for (const outcome of outcomes) {
    if ('problem' in outcome) summary.refused += 1;
    else if (outcome.repeated) summary.repeated += 1;
    else summary.accepted += 1;
  }
}

const stopping = (): Problem =>
  problem(503, 'the service is stopping; send the rows without an answer again', 'unavailable');

const keyOver = (): Problem => problem(401, 'this key has expired or was revoked meanwhile');

const rateTooLow = (nextLine: number): Problem =>
  problem(
    429,
    `the rate of this key lets no more of this stream through; go on at line ${nextLine} later`,
    'rate-limited',
  );

const tooMany = (): Problem => ({
  ...problem(413, `a stream has at most ${mostRows} rows; send the others in another one`, 'too-many-rows'),
  errors: [{ field: '(body)', problem: `must have at most ${mostRows} rows`, limit: mostRows }],
});
