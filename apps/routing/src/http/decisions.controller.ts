import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireRole } from '#libs/service';
import { DecisionReads, type StoredDecision } from '../application/decision-reads.js';
import { FindCase } from '../application/find-case.js';
import { decisionWords } from '../domain/engine/decision-words.js';
import { DecisionPage, DecisionQuery, type DecisionAnswer } from './decision.dto.js';

@ApiTags('decisions')
@ApiProblems(400, 401, 403, 404, 503)
@RequireRole('agent')
@Controller('v1/decisions')
export class DecisionsController {
  constructor(
    private readonly findCase: FindCase,
    private readonly decisions: DecisionReads,
  ) {}

  /** Why a case went where it went, oldest first: kept for `HISTORY_RETENTION`. */
  @Get()
  @ApiOkResponse({ type: DecisionPage })
  async list(@Query() { caseId: idOrReference, limit, cursor }: DecisionQuery): Promise<DecisionPage> {
    const { caseId } = await this.findCase.run(idOrReference);
    const { items, nextCursor } = await this.decisions.ofCase(caseId, limit, cursor);
    return { items: items.map(decisionAnswer), ...(nextCursor !== undefined && { nextCursor }) };
  }
}

export function decisionAnswer({ decisionId, explanation }: StoredDecision): DecisionAnswer {
  return { decisionId, ...explanation, at: new Date(explanation.at), words: decisionWords(explanation) };
}
