import { Body, Controller, Headers, HttpCode, Param, Post, Req, UnauthorizedException } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ApiProblems, BodyLimit } from '#libs/service';
import { AdapterRegistry } from '../application/adapter-registry.js';
import { isSigned, toleranceSeconds } from '../application/webhook-signature.js';
import { ApiSubmission } from './api-submission.js';
import { mostItems } from './many-submissions.js';
import { WebhookAnswer } from './submission-answer.dto.js';
import type { RequestHeaders } from './submitted-event.js';
import { WebhookItems, type VerifiedWebhook } from './webhook-items.js';

const mostBodyBytes = 4 * 1024 * 1024;

@ApiTags('webhooks')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly registry: AdapterRegistry,
    private readonly items: WebhookItems,
  ) {}

  @Post(':adapterId')
  @HttpCode(202)
  @BodyLimit(mostBodyBytes, { asBytes: true })
  @ApiOperation({
    summary: 'A signed webhook (Standard Webhooks) of an adapter, with one submission or several',
    description: `The body is a submission, a structured event, or an array of up to ${mostItems}; a longer one is refused, and kept as one. \`webhook-id\` is the id of the envelope, so sending again is safe. What is signed but cannot be taken in is kept in the quarantine and answered as taken: its sender cannot mend it. Anything wrong with the signature, or a clock that is more than ${toleranceSeconds / 60} minutes apart: 401 with no detail.`,
  })
  @ApiHeader({ name: 'webhook-id', required: true })
  @ApiHeader({ name: 'webhook-timestamp', required: true, description: 'Seconds since 1970' })
  @ApiHeader({
    name: 'webhook-signature',
    required: true,
    description: '`v1,<base64 of HMAC-SHA256>`, several with spaces between',
  })
  @ApiSubmission()
  @ApiResponse({ status: 202, type: WebhookAnswer, description: 'What became of each' })
  @ApiProblems(400, 401, 413, 415, 503)
  async receive(
    @Param('adapterId') adapterId: string,
    @Body() body: unknown,
    @Headers() headers: RequestHeaders,
    @Req() { url: path }: FastifyRequest,
  ): Promise<WebhookAnswer> {
    return { items: await this.items.take(this.verified(adapterId, body, headers), path) };
  }

  /** @throws UnauthorizedException, the same whatever is wrong */
  private verified(adapterId: string, body: unknown, headers: RequestHeaders): VerifiedWebhook {
    const now = new Date();
    const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => {
      const value = headers[name];
      return typeof value === 'string' ? value : '';
    });
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const request = { id: id ?? '', timestamp: timestamp ?? '', signatures: signatures ?? '', body: bytes };
    if (!isSigned(request, this.registry.secretsOf(adapterId, now), now)) {
      throw new UnauthorizedException('the webhook could not be verified');
    }
    return { adapterId, id: request.id, time: new Date(Number(timestamp) * 1_000), body: bytes };
  }
}
