import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireRole } from '#libs/service';
import { ShelveCase } from '../application/journey/shelve-case.js';
import { UnderstandNeed } from '../application/journey/understand-need.js';
import { caseAnswer } from './case-answers.js';
import { caseParam } from './case-param.js';
import { CaseAnswer } from './case.dto.js';
import { ExpectedVersion, ifMatch } from './expected-version.js';
import { given } from './given.js';
import { AgreeBody, ConfirmBody, RestateBody, ResumeBody, ShelveBody } from './journey.dto.js';

/** What is done about an open case beside answering: understand, agree, or put off until a date. */
@ApiTags('cases')
@ApiHeader(ifMatch)
@ApiProblems(400, 401, 403, 404, 409, 412, 503)
@RequireRole('agent')
@Controller('v1/cases/:idOrReference')
export class CaseWorkController {
  constructor(
    private readonly understandNeed: UnderstandNeed,
    private readonly shelveCase: ShelveCase,
  ) {}

  /** Puts facts and feelings in words, to be sure that they are understood. In other words than before: to be confirmed anew. */
  @Post('restate')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  async restate(
    @Param('idOrReference') idOrReference: string,
    @ExpectedVersion() version: number | undefined,
    @Body() body: RestateBody,
  ): Promise<CaseAnswer> {
    return caseAnswer(await this.understandNeed.restate(idOrReference, { ...given(body), version }));
  }

  /** The restatement is right. */
  @Post('confirm-needs')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  async confirm(
    @Param('idOrReference') idOrReference: string,
    @ExpectedVersion() version: number | undefined,
    @Body() body: ConfirmBody,
  ): Promise<CaseAnswer> {
    return caseAnswer(await this.understandNeed.confirm(idOrReference, { ...given(body), version }));
  }

  /** The options put to the customer, what they expect and in which order, what had to be lowered and why, what was agreed. */
  @Post('agree')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  async agree(
    @Param('idOrReference') idOrReference: string,
    @ExpectedVersion() version: number | undefined,
    @Body() { lowered = [], ...body }: AgreeBody,
  ): Promise<CaseAnswer> {
    const drop = lowered.map(given);
    return caseAnswer(await this.understandNeed.agree(idOrReference, { ...given(body), lowered: drop, version }));
  }

  /**
   * An agreed pause until a review date, at which the case waits in its queue again, as it does when the customer writes.
   * Who has it keeps it, free for other work; clocks whose policy has it so stand still.
   */
  @Post('shelve')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  async shelve(
    @Param('idOrReference') idOrReference: string,
    @ExpectedVersion() version: number | undefined,
    @Body() { reviewAt, ...body }: ShelveBody,
  ): Promise<CaseAnswer> {
    const command = { ...given(body), reviewAt: new Date(reviewAt), ...(version !== undefined && { version }) };
    return caseAnswer(await this.shelveCase.shelve(idOrReference, command));
  }

  /** Before its review date. */
  @Post('resume')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiBody({ type: ResumeBody, required: false })
  @ApiOkResponse({ type: CaseAnswer })
  async resume(
    @Param('idOrReference') idOrReference: string,
    @ExpectedVersion() version: number | undefined,
    @Body() body: ResumeBody = {},
  ): Promise<CaseAnswer> {
    const command = { ...given(body), ...(version !== undefined && { version }) };
    return caseAnswer(await this.shelveCase.resume(idOrReference, command));
  }
}
