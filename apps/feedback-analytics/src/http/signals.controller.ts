import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireRole } from '#libs/service';
import { SignalReader } from '../application/signal-reader.js';
import { present } from '../domain/present.js';
import { signalAnswer } from './signal-answer.js';
import { signalPageExample } from './signal-examples.js';
import { SignalQuery } from './signal-query.dto.js';

@ApiTags('signals')
@RequireRole('analyst')
@Controller('v1/signals')
export class SignalsController {
  constructor(private readonly signals: SignalReader) {}

  @Get()
  @ApiOperation({
    summary: 'Signs of bad service in the order in which they were raised, with their evidence',
    description: 'Evidence names events by id and says what they show; it quotes nothing.',
  })
  @ApiOkResponse({ content: { 'application/json': { example: signalPageExample } } })
  @ApiProblems(400, 401, 403, 503)
  async list(@Query() query: SignalQuery): Promise<object> {
    const { limit, cursor, status, from, to, ...rest } = query;
    const between = { from: dateOf(from), to: dateOf(to) };
    const standing = status === 'all' ? undefined : status === 'raised';
    const page = await this.signals.page(present({ ...rest, ...between, standing }), limit, cursor);
    return { ...page, items: page.items.map(signalAnswer) };
  }
}

function dateOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
