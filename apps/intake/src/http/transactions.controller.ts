import { Body, Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { jsonSchemaOf, TransactionSubmitted } from '#libs/contracts';
import { ApiProblems, CurrentCaller, RequireRole, type Caller } from '#libs/service';
import { AdapterRights } from '../application/adapter-rights.js';
import { SubmitTransaction, type TransactionOutcome } from '../application/submit-transaction.js';
import { SubmissionAllowance } from './submission-allowance.js';
import { submitterOf } from './submitter-of.js';
import { transactionEvent, type RequestHeaders } from './submitted-event.js';

type SchemaObject = Extract<Parameters<typeof ApiBody>[0], { schema: unknown }>['schema'];

const purchase = {
  channelAccount: 'shop.example.com',
  externalId: 'order-10091',
  party: { type: 'email', handle: 'mei.lin@example.net', name: 'Mei Lin', verified: true },
  kind: 'purchase',
  occurredAt: '2026-01-31T09:30:00.000Z',
  value: { amount: '49.90', currency: 'EUR' },
  product: 'kettle-2',
};

class TransactionAnswer implements TransactionOutcome {
  @ApiProperty({ format: 'uuid' })
  readonly transactionId!: string;

  @ApiProperty({ description: 'It was here before, with the same body' })
  readonly repeated!: boolean;
}

@ApiTags('transactions')
@RequireRole('adapter')
@Controller('v1/transactions')
export class TransactionsController {
  constructor(
    private readonly submitTransaction: SubmitTransaction,
    private readonly adapterRights: AdapterRights,
    private readonly allowance: SubmissionAllowance,
  ) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Report a purchase, a renewal or a cancellation',
    description:
      'Known again by envelope and by account and externalId, as a contact is. By Kafka: `thirdring.transaction.submitted.v1`.',
  })
  @ApiHeader({ name: 'ce-id', required: false, description: 'Id of the submission; `externalId` where absent' })
  @ApiHeader({ name: 'ce-source', required: false, description: 'Its source; the adapter of the key where absent' })
  @ApiBody({
    schema: jsonSchemaOf(TransactionSubmitted) as SchemaObject,
    examples: { purchase: { summary: 'A purchase', value: purchase } },
  })
  @ApiResponse({ status: 202, type: TransactionAnswer, description: 'Stored; nothing can lose it any more' })
  @ApiProblems(400, 401, 403, 409, 413, 415, 429, 503)
  async submit(
    @Body() body: unknown,
    @Headers() headers: RequestHeaders,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TransactionAnswer> {
    await this.allowance.take(caller, 1, reply);
    const now = new Date();
    const event = transactionEvent(body, { headers, adapterId: caller.id, now });
    const refusal = this.adapterRights.refusalFor(submitterOf(caller), event, now);
    if (refusal !== undefined) throw refusal;
    return this.submitTransaction.one(event);
  }
}
