import { Body, Controller, Headers, HttpCode, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { ApiProblems, BodyLimit, CurrentCaller, InvalidFields, RequireRole, type Caller } from '#libs/service';
import { ApiSubmission } from './api-submission.js';
import { LineBatches, mostRows } from './line-batches.js';
import { ManySubmissions, mostItems } from './many-submissions.js';
import { BatchAnswer } from './submission-answer.dto.js';
import { SubmissionAllowance } from './submission-allowance.js';
import { binaryEvent, structuredEvent, type RequestHeaders } from './submitted-event.js';

const mostBodyBytes = 32 * 1024 * 1024;
/** Headers of one event: they cannot hold for many. */
const ofOneEvent = ['ce-id', 'ce-time', 'ce-subject', 'ce-partitionkey', 'ce-correlationid'];

@ApiTags('interactions')
@RequireRole('adapter')
@Controller()
export class InteractionBatchesController {
  constructor(
    private readonly submissions: ManySubmissions,
    private readonly lineBatches: LineBatches,
    private readonly allowance: SubmissionAllowance,
  ) {}

  // Two colons are how Fastify writes one that begins no parameter.
  @Post('v1/interactions::batch')
  @HttpCode(200)
  @BodyLimit(mostBodyBytes, { streamsLines: true })
  @ApiOperation({
    summary: `Submit many contacts: up to ${mostItems} as an array, up to ${mostRows} as a stream of lines`,
    description: [
      'A JSON array of submissions (or of structured events, as `application/cloudevents-batch+json`), answered item by item in the same order. What is wrong with one changes nothing for the others.',
      `As \`application/x-ndjson\` each line is a submission (or a structured event), taken in as it comes and answered by a line of its own: \`{"line":1,"status":202,"interactionId":"…","repeated":false}\`, or \`status\` and \`problem\`. The last line of the answer sums up: \`{"rows":2,"accepted":1,"repeated":0,"refused":1,"complete":true}\`; where it is missing or not \`complete\`, send what has no answer again: repeating is safe. A key with a rate slows the stream down.`,
    ].join('\n\n'),
  })
  @ApiSubmission({ list: true })
  @ApiResponse({ status: 200, type: BatchAnswer, description: 'What became of each' })
  @ApiProblems(400, 401, 403, 413, 415, 429, 503)
  async submit(
    @Body() body: unknown,
    @Headers() headers: RequestHeaders,
    @CurrentCaller() caller: Caller,
    @Req() { url: path }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BatchAnswer | StreamableFile> {
    const shared = sharedHeaders(headers);
    if (body instanceof Readable) {
      await this.allowance.take(caller, 0, reply);
      const answers = this.lineBatches.answer({ source: body, caller, headers: shared, path });
      return new StreamableFile(answers, { type: 'application/x-ndjson; charset=utf-8' });
    }
    const items = itemsOf(body);
    await this.allowance.take(caller, items.length, reply);
    const sender = { headers: shared, adapterId: caller.id, now: new Date() };
    const read = headers['content-type']?.startsWith('application/cloudevents') ? structuredEvent : binaryEvent;
    const outcomes = await this.submissions.settle(
      items.map((item) => () => read(item, sender)),
      caller,
      path,
    );
    return { items: outcomes.map((outcome, index) => ({ index, ...outcome })) };
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
