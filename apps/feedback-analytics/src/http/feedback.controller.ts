import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { FeedbackRecorded } from '#libs/contracts';
import { ApiContractResponse, ApiProblems, RequireRole } from '#libs/service';
import { FeedbackReader, type FeedbackFilter, type FeedbackPage } from '../application/feedback-reader.js';
import { present } from '../domain/present.js';
import { FeedbackQuery } from './feedback-query.dto.js';

@ApiTags('feedback')
@RequireRole('analyst')
@Controller('v1/feedback')
export class FeedbackController {
  constructor(private readonly feedback: FeedbackReader) {}

  @Get()
  @ApiOperation({ summary: 'Feedback records in the order of `occurredAt`, the same as on the topic' })
  @ApiContractResponse(FeedbackRecorded, { description: 'One page', page: true })
  @ApiProblems(400, 401, 403, 503)
  async list(@Query() query: FeedbackQuery): Promise<FeedbackPage> {
    const { limit, cursor, from, to, ...rest } = query;
    const filter: FeedbackFilter = present({ ...rest, from: dateOf(from), to: dateOf(to) });
    return this.feedback.page(filter, limit, cursor);
  }
}

function dateOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
