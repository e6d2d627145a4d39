import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { DomainError } from '#libs/messaging';
import { ApiProblems, RequireRole } from '#libs/service';
import { CaseReader } from '../application/case-reader.js';
import type { CaseRecord } from '../domain/facts/case-record.js';
import { signalAnswer } from './signal-answer.js';
import { timelineExample } from './signal-examples.js';

@ApiTags('cases')
@RequireRole('analyst')
@Controller('v1/cases')
export class CaseTimelineController {
  constructor(private readonly cases: CaseReader) {}

  @Get(':ref/timeline')
  @ApiParam({ name: 'ref', description: 'reference of the case (`TR-…`), or its id', example: 'TR-7K2M9QX4' })
  @ApiOperation({
    summary: 'What happened in a case, in the order of its time, and the signs that it shows or showed',
    description:
      'Of texts there are facts only (language, words, topics of phrases): what was written is not kept here.',
  })
  @ApiOkResponse({ content: { 'application/json': { example: timelineExample } } })
  @ApiProblems(401, 403, 404, 503)
  async timeline(@Param('ref') ref: string): Promise<object> {
    const record = await this.cases.find(ref);
    if (!record) throw new DomainError('unknown-case', 'no case with this reference or id is known here', 'not-found');
    return timelineAnswer(record);
  }
}

const iso = (at: number): string => new Date(at).toISOString();

function timelineAnswer({ caseId, reference, openedAt, dims, isCut, moments, signals }: CaseRecord): object {
  return {
    caseId,
    ...(reference !== undefined && { reference }),
    ...(openedAt && { openedAt: openedAt.toISOString() }),
    slices: dims,
    isCut,
    moments: moments.map((moment) => ({ ...moment, at: iso(moment.at) })),
    signals: signals.map(({ sequence: version, raisedAt, withdrawnAt, ...signal }) => ({
      ...signalAnswer(signal),
      version,
      raisedAt: iso(raisedAt),
      ...(withdrawnAt !== undefined && { withdrawnAt: iso(withdrawnAt) }),
    })),
  };
}
