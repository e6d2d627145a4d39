import { Body, Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { InteractionSubmitted, jsonSchemaOf } from '#libs/contracts';
import { ApiProblems, CurrentCaller, RequireRole, type Caller } from '#libs/service';
import { AcceptSubmissions } from '../application/accept-submissions.js';
import { entryOf, typedInChannels } from './entry.js';
import { SubmissionAnswer } from './submission-answer.dto.js';
import { binaryEvent, type RequestHeaders } from './submitted-event.js';

type SchemaObject = Extract<Parameters<typeof ApiBody>[0], { schema: unknown }>['schema'];

const atTheDesk = {
  channel: 'in-person',
  channelAccount: 'shop-riverside',
  enteredBy: 'agent-12',
  party: { type: 'phone', handle: '+40721234567', name: 'Ilinca Pop', verified: false },
  text: 'She asks whether the lamp can be exchanged without the box, and wants to be called tomorrow.',
  replyBy: '2026-02-01T17:00:00.000Z',
};
const fromTheBox = {
  channel: 'suggestion-box',
  channelAccount: 'box-riverside',
  text: 'More benches by the entrance, please.',
};

class EntryAnswer extends SubmissionAnswer {
  @ApiProperty({ description: 'The one that was given, or the one that was made up', example: 'entry/desk/9b2f' })
  readonly externalId!: string;
}

/** What was told over a counter, written on paper or put into the box: an agent types it in. */
@ApiTags('entries')
@RequireRole('agent')
@Controller('v1/entries')
export class EntriesController {
  constructor(private readonly acceptSubmissions: AcceptSubmissions) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Type in a contact that came by word of mouth or on paper',
    description: `A submission on ${typedInChannels.join(', ')}, of which most may be left out: \`direction\` is inbound, \`party\` anonymous, \`enteredBy\` the holder of the key, \`externalId\` made from the Idempotency-Key.`,
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description:
      'Any text of yours, up to 128 characters: sent again, it changes nothing; with another entry it is a conflict',
  })
  @ApiBody({
    schema: { ...jsonSchemaOf(InteractionSubmitted), required: ['channel', 'channelAccount'] } as SchemaObject,
    examples: {
      desk: { summary: 'At the desk', value: atTheDesk },
      box: { summary: 'From the suggestion box', value: fromTheBox },
    },
  })
  @ApiResponse({ status: 202, type: EntryAnswer, description: 'Stored; nothing can lose it any more' })
  @ApiProblems(400, 401, 403, 409, 413, 415, 503)
  async enter(
    @Body() body: unknown,
    @Headers() headers: RequestHeaders,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EntryAnswer> {
    const entry = entryOf(body, headers['idempotency-key'], caller.id);
    const event = binaryEvent(entry, { headers: {}, adapterId: `entries/${caller.id}`, now: new Date() });
    const outcome = await this.acceptSubmissions.one(event);
    if (outcome.kind === 'refused') throw outcome.error;
    const { interactionId, kind } = outcome;
    void reply.header('location', `/v1/interactions/${interactionId}`);
    return { interactionId, repeated: kind === 'repeated', externalId: event.data.externalId };
  }
}
