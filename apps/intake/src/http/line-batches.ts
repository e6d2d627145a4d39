import { Injectable, Logger, ServiceUnavailableException } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { answerOf, defaultBodyBytes, problem, ServiceState, type Caller, type Problem } from '#libs/service';
import { AdapterRights } from '../application/adapter-rights.js';
import { AnswerStream } from './answer-stream.js';
import { drain, linesOf, SenderSilent, spokenPieces, type Line } from './lines-of.js';
import { ManySubmissions, type ItemOutcome } from './many-submissions.js';
import { readRow, unitsOf } from './rows.js';
import { SubmissionAllowance } from './submission-allowance.js';
import { submitterOf } from './submitter-of.js';
import type { RequestHeaders } from './submitted-event.js';

/** Rows of one stream. */
export const mostRows = 100_000;
/** Bytes of a row: what a body alone may have. */
export const mostRowBytes = defaultBodyBytes;
const silenceMs = 30_000;
/** Streams at once in one instance: each can keep a connection to the database busy, and unread answers in memory. */
const mostStreams = 4;

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

/** A batch as a stream of lines: taken in and answered as it comes, and never as a whole in memory. */
@Injectable()
export class LineBatches {
  private readonly log = new Logger('batches');
  private open = 0;

  constructor(
    private readonly submissions: ManySubmissions,
    private readonly adapterRights: AdapterRights,
    private readonly allowance: SubmissionAllowance,
    private readonly state: ServiceState,
  ) {}

  /** The stream of answers, ended by a line that sums up. When the sender goes away, what was accepted stays accepted. */
  answer(batch: LineBatch): AnswerStream {
    if (this.open >= mostStreams) {
      throw new ServiceUnavailableException(`${mostStreams} streams are being taken in already; try again`);
    }
    this.open += 1;
    const answers = new AnswerStream();
    void this.work(batch, answers).finally(() => {
      this.open -= 1;
    });
    return answers;
  }

  private async work(batch: LineBatch, answers: AnswerStream): Promise<void> {
    const summary: Summary = { rows: 0, accepted: 0, repeated: 0, refused: 0 };
    const ended = await this.untilEnded(batch, answers, summary).catch((error: unknown) => this.failure(error, batch));
    const complete = ended === undefined;
    answers.finish(`${JSON.stringify({ ...summary, complete, ...(!complete && { problem: ended }) })}\n`);
    drain(batch.source, silenceMs);
  }

  /** Resolves to why the rest was not taken in; undefined when there is no rest, or nobody to tell. */
  private async untilEnded(batch: LineBatch, answers: AnswerStream, summary: Summary): Promise<Problem | undefined> {
    for await (const lines of linesOf(spokenPieces(batch.source, silenceMs), mostRowBytes)) {
      const room = mostRows - summary.rows;
      for (const unit of unitsOf(lines.slice(0, room))) {
        if (this.state.isStopping) return stopping();
        if (this.adapterRights.isOver(submitterOf(batch.caller), new Date())) return keyOver();
        await this.allowance.waitFor(batch.caller, unit.length, answers.whenGone);
        const outcomes = await this.take(unit, batch);
        count(outcomes, summary);
        const rows = outcomes.map((outcome, at) => `${JSON.stringify({ line: unit[at]?.number, ...outcome })}\n`);
        if (!(await answers.write(rows.join(''), silenceMs))) return undefined;
        const [first] = outcomes;
        if (first && outcomes.every(({ status }) => status === 503))
          return 'problem' in first ? first.problem : undefined;
      }
      if (lines.length > room) return tooMany();
    }
    return undefined;
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
      return problem(408, `nothing came for ${silenceMs / 1_000} s; send the rest again`, 'sender-silent');
    }
    // The sender went away: there is nobody to tell.
    if (source.errored === error) return undefined;
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

const tooMany = (): Problem => ({
  ...problem(413, `a stream has at most ${mostRows} rows; send the others in another one`, 'too-many-rows'),
  errors: [{ field: '(body)', problem: `must have at most ${mostRows} rows`, limit: mostRows }],
});
