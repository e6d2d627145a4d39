import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireRole } from '#libs/service';
import { CarryOverClocks } from '../application/carry-over-clocks.js';
import { WaitForCustomer } from '../application/wait-for-customer.js';
import { caseAnswer } from './case-answers.js';
import { caseParam } from './case-param.js';
import { CaseAnswer } from './case.dto.js';
import { CarryOverBody, WaitingBody } from './clocks.dto.js';

@ApiTags('cases')
@ApiProblems(400, 401, 403, 404, 409, 503)
@Controller('v1/cases')
export class ClocksController {
  constructor(
    private readonly waitForCustomer: WaitForCustomer,
    private readonly carryOverClocks: CarryOverClocks,
  ) {}

  /** Says whose move it is. Clocks whose policy has it so stand still until the customer writes, or it is said again. */
  @Post(':idOrReference/waiting')
  @HttpCode(200)
  @RequireRole('agent')
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  async wait(@Param('idOrReference') idOrReference: string, @Body() body: WaitingBody): Promise<CaseAnswer> {
    const { on, reason } = body;
    return caseAnswer(await this.waitForCustomer.run(idOrReference, { on, ...(reason !== undefined && { reason }) }));
  }

  /** Lets the running clocks go by the policy that is in force now; the time that has elapsed is kept. */
  @Post(':idOrReference/carry-over')
  @HttpCode(200)
  @RequireRole('operator')
  @ApiParam(caseParam)
  @ApiBody({ type: CarryOverBody, required: false })
  @ApiOkResponse({ type: CaseAnswer })
  async carryOver(
    @Param('idOrReference') idOrReference: string,
    @Body() { reason }: CarryOverBody = {},
  ): Promise<CaseAnswer> {
    return caseAnswer(await this.carryOverClocks.run(idOrReference, reason));
  }
}
