import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError } from '#libs/messaging';
import { ApiProblems, CurrentCaller, InvalidFields, RequireRole, type Caller } from '#libs/service';
import { CorrectClassification } from '../application/correct-classification.js';
import { CorrectionRecords } from '../application/correction-records.js';
import type { Change } from '../domain/correction.js';
import {
  ClassificationBody,
  CorrectionAnswerBody,
  CorrectionBody,
  TrainingPageBody,
  TrainingQuery,
} from './classification.dto.js';
import { isUuid } from './is-uuid.js';
import { personOf } from './person.js';

@ApiTags('understanding')
@Controller('v1')
export class ClassificationsController {
  constructor(
    private readonly correctClassification: CorrectClassification,
    private readonly corrections: CorrectionRecords,
  ) {}

  @Get('interactions/:interactionId/classification')
  @RequireRole('agent', 'operator')
  @ApiOperation({ summary: 'What a contact is about, who said so, and what people corrected' })
  @ApiOkResponse({ type: ClassificationBody })
  @ApiProblems(401, 403, 404, 503)
  async find(@Param('interactionId') interactionId: string): Promise<ClassificationBody> {
    const found = await this.corrections.history(knownInteraction(interactionId));
    if (found === undefined) throw unknownInteraction();
    const corrections = found.corrections.map(({ at, by, caseId, corrected }) => ({
      at: at.toISOString(),
      by,
      ...(caseId !== undefined && { caseId }),
      corrected,
    }));
    return { ...found, corrections };
  }

  @Post('interactions/:interactionId/classification')
  @HttpCode(200)
  @RequireRole('agent', 'operator')
  @ApiOperation({
    summary: 'Correct or confirm what a contact is about',
    description:
      'Only what is to change. It is told to every service (`interaction.reclassified`) and becomes a training row. To say the same again changes nothing.',
  })
  @ApiOkResponse({ type: CorrectionAnswerBody })
  @ApiProblems(400, 401, 403, 404, 503)
  async correct(
    @Param('interactionId') interactionId: string,
    @Body() { agentId, caseId, ...change }: CorrectionBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CorrectionAnswerBody> {
    const given = present(change);
    if (Object.keys(given).length === 0) {
      throw new InvalidFields([{ field: '(body)', problem: 'must say what is to be corrected' }]);
    }
    const answer = await this.correctClassification.run({
      interactionId: knownInteraction(interactionId),
      caseId: caseId?.toLowerCase(),
      change: given,
      by: personOf(caller, agentId),
    });
    return { interactionId, ...answer };
  }

  @Get('corrections')
  @RequireRole('operator')
  @ApiOperation({
    summary: 'Corrections as training rows: the last word on each text',
    description: 'In the order in which they were made. Rows hold what customers wrote: keep them as you keep that.',
  })
  @ApiOkResponse({ type: TrainingPageBody })
  @ApiProblems(400, 401, 403, 503)
  async trainingRows(@Query() { target, limit, cursor }: TrainingQuery): Promise<TrainingPageBody> {
    const { items, nextCursor } = await this.corrections.trainingRows(target, limit, cursor);
    const rows = items.map((row) => ({ ...row, at: row.at.toISOString() }));
    return { items: rows, ...(nextCursor !== undefined && { nextCursor }) };
  }
}

function present(change: Change): Change {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined && value !== null));
}

const unknownInteraction = () => new DomainError('unknown-interaction', 'there is no such interaction', 'not-found');

/** @throws DomainError `unknown-interaction`: an id that is no id names nothing */
function knownInteraction(interactionId: string): string {
  if (!isUuid(interactionId)) throw unknownInteraction();
  return interactionId.toLowerCase();
}
