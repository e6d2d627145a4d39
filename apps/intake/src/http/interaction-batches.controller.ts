import { Body, Controller, Headers, HttpCode, HttpException, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CloudEvent, InteractionSubmitted } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import {
  answerOf,
  ApiProblems,
  BodyLimit,
  CurrentCaller,
  InvalidFields,
  RequireRole,
  type Caller,
  type Problem,
} from '#libs/service';
import { AcceptSubmissions, type Settled } from '../application/accept-submissions.js';
import { ApiSubmission } from './api-submission.js';
import { BatchAnswer, BatchItemAnswer } from './submission-answer.dto.js';
import { binaryEvent, structuredEvent, type RequestHeaders, type Sender } from './submitted-event.js';

const mostItems = 1_000;
const mostBodyBytes = 32 * 1024 * 1024;
/** Headers of one event: they cannot hold for many. */
const ofOneEvent = ['ce-id', 'ce-time', 'ce-subject', 'ce-partitionkey', 'ce-correlationid'];

type Submitted = CloudEvent<InteractionSubmitted>;

@ApiTags('interactions')
@RequireRole('adapter')
@Controller()
export class InteractionBatchesController {
  constructor(private readonly acceptSubmissions: AcceptSubmissions) {}

  // Two colons are how Fastify writes one that begins no parameter.
  @Post('v1/interactions::batch')
  @HttpCode(200)
  @BodyLimit(mostBodyBytes)
  @ApiOperation({
    summary: `Submit up to ${mostItems} contacts`,
    description:
      'A JSON array of submissions (or of structured events, as `application/cloudevents-batch+json`), answered item by item in the same order. What is wrong with one changes nothing for the others.',
  })
  @ApiSubmission({ list: true })
  @ApiResponse({ status: 200, type: BatchAnswer, description: 'What became of each' })
  @ApiProblems(400, 401, 403, 413, 415, 503)
  async submit(
    @Body() body: unknown,
    @Headers() headers: RequestHeaders,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
  ): Promise<BatchAnswer> {
    const items = itemsOf(body);
    const sender: Sender = { headers: sharedHeaders(headers), adapterId: caller.id, now: new Date() };
    const readItem = headers['content-type']?.startsWith('application/cloudevents') ? structuredEvent : binaryEvent;
    const events = items.map((item) => attempt(() => readItem(item, sender)));
    const accepted = events.filter((event): event is Submitted => !(event instanceof Error));
    const settled = (await this.acceptSubmissions.all(accepted)).values();
    const answers = events.map((event, index) =>
      event instanceof Error
        ? refusedItem(index, event, request.url)
        : itemAnswer(index, settled.next().value, request.url),
    );
    return { items: answers };
  }
}

/** @throws InvalidFields */
function itemsOf(body: unknown): readonly unknown[] {
  const wrong = (problem: string) => new InvalidFields([{ field: '(body)', problem, limit: mostItems }]);
  if (!Array.isArray(body)) throw wrong('must be an array of submissions');
  if (body.length === 0 || body.length > mostItems) throw wrong(`must have 1 to ${mostItems} items`);
  return body;
}

/** @throws InvalidFields when a header says something that can be true of one item only */
function sharedHeaders(headers: RequestHeaders): RequestHeaders {
  const unfit = ofOneEvent.filter((name) => headers[name] !== undefined);
  if (unfit.length === 0) return headers;
  throw new InvalidFields(unfit.map((field) => ({ field, problem: 'is not for a batch: send structured events' })));
}

/** What is wrong with an item is its answer; anything else is ours. */
function attempt(read: () => Submitted): Submitted | Error {
  try {
    return read();
  } catch (error) {
    if (error instanceof DomainError || error instanceof HttpException) return error;
    throw error;
  }
}

function itemAnswer(index: number, settled: Settled | undefined, path: string): BatchItemAnswer {
  switch (settled?.kind) {
    case 'accepted':
    case 'repeated':
      return { index, status: 202, interactionId: settled.interactionId, repeated: settled.kind === 'repeated' };
    case 'refused':
    case 'failed':
      return refusedItem(index, settled.error, path);
    case undefined:
      throw new Error('a submission was not answered');
    default:
      return settled satisfies never;
  }
}

function refusedItem(index: number, error: unknown, path: string): BatchItemAnswer {
  const problem: Problem = answerOf(error, path).problem;
  return { index, status: problem.status, problem };
}
