import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireRole } from '#libs/service';
import { EndCase } from '../application/end-case.js';
import { caseAnswer } from './case-answers.js';
import { caseParam } from './case-param.js';
import { CaseAnswer, CloseBody, ResolveBody } from './case.dto.js';

/** The way of a case from its first answer to its end, step by step. */
@ApiTags('cases')
@ApiProblems(400, 401, 403, 404, 409, 503)
@RequireRole('agent')
@Controller('v1/cases')
export class CaseJourneyController {
  constructor(private readonly endCase: EndCase) {}

  /** The work is done and its agent free. A further contact about it opens the case again. */
  @Post(':idOrReference/resolve')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiBody({ type: ResolveBody, required: false })
  @ApiOkResponse({ type: CaseAnswer })
  async resolve(@Param('idOrReference') idOrReference: string, @Body() body: ResolveBody = {}): Promise<CaseAnswer> {
    const { agentId, cause, remedy } = body;
    const ending = {
      ...(agentId !== undefined && { agentId }),
      ...(cause !== undefined && { cause }),
      ...(remedy !== undefined && { remedy }),
    };
    return caseAnswer(await this.endCase.resolve(idOrReference, ending));
  }

  /** The customer can be asked how it was. Closing again changes nothing. */
  @Post(':idOrReference/close')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiBody({ type: CloseBody, required: false })
  @ApiOkResponse({ type: CaseAnswer })
  async close(@Param('idOrReference') idOrReference: string, @Body() body: CloseBody = {}): Promise<CaseAnswer> {
    const { agentId, reason } = body;
    const ending = { ...(agentId !== undefined && { agentId }), ...(reason !== undefined && { reason }) };
    return caseAnswer(await this.endCase.close(idOrReference, ending));
  }
}
