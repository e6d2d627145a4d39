import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireRole } from '#libs/service';
import { EndCase } from '../application/end-case.js';
import { FollowThrough } from '../application/journey/follow-through.js';
import { caseAnswer } from './case-answers.js';
import { caseParam } from './case-param.js';
import { CaseAnswer, CloseBody, ResolveAnswer, ResolveBody } from './case.dto.js';
import { ExpectedVersion, ifMatch } from './expected-version.js';
import { CourtesyBody, VerifyBody } from './journey.dto.js';
import { given } from './given.js';

/** The end of a case, step by step. What is out of order gets 409 with the state that is; said again, the case as it is. */
@ApiTags('cases')
@ApiHeader(ifMatch)
@ApiProblems(400, 401, 403, 404, 409, 412, 503)
@RequireRole('agent')
@Controller('v1/cases/:idOrReference')
export class CaseJourneyController {
  constructor(
    private readonly endCase: EndCase,
    private readonly followThrough: FollowThrough,
  ) {}

  /**
   * The work is done and its agent free. A further contact about it opens the case again. Where the policy asks for a
   * confirmed restatement, it refuses (409) or warns (`warnings`) without one.
   */
  @Post('resolve')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiBody({ type: ResolveBody, required: false })
  @ApiOkResponse({ type: ResolveAnswer })
  async resolve(
    @Param('idOrReference') idOrReference: string,
    @ExpectedVersion() version: number | undefined,
    @Body() body: ResolveBody = {},
  ): Promise<ResolveAnswer> {
    const found = await this.endCase.resolve(idOrReference, { ...given(body), version });
    return { ...caseAnswer(found), warnings: this.endCase.warningsOf(found) };
  }

  /** The customer was asked whether it helped. What did not opens the case again, for who had it first. */
  @Post('verify')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: CaseAnswer })
  async verify(
    @Param('idOrReference') idOrReference: string,
    @ExpectedVersion() version: number | undefined,
    @Body() body: VerifyBody,
  ): Promise<CaseAnswer> {
    return caseAnswer(await this.followThrough.verify(idOrReference, { ...given(body), version }));
  }

  /** With `text`, it is written to the customer. */
  @Post('thank')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiBody({ type: CourtesyBody, required: false })
  @ApiOkResponse({ type: CaseAnswer })
  async thank(
    @Param('idOrReference') idOrReference: string,
    @ExpectedVersion() version: number | undefined,
    @Body() body: CourtesyBody = {},
  ): Promise<CaseAnswer> {
    return caseAnswer(await this.followThrough.thank(idOrReference, { ...given(body), version }));
  }

  /** The door stays open. With `text`, it is written to the customer. */
  @Post('invite-back')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiBody({ type: CourtesyBody, required: false })
  @ApiOkResponse({ type: CaseAnswer })
  async inviteBack(
    @Param('idOrReference') idOrReference: string,
    @ExpectedVersion() version: number | undefined,
    @Body() body: CourtesyBody = {},
  ): Promise<CaseAnswer> {
    return caseAnswer(await this.followThrough.inviteBack(idOrReference, { ...given(body), version }));
  }

  /** The customer can be asked how it was. Closing again changes nothing. */
  @Post('close')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiBody({ type: CloseBody, required: false })
  @ApiOkResponse({ type: CaseAnswer })
  async close(
    @Param('idOrReference') idOrReference: string,
    @ExpectedVersion() version: number | undefined,
    @Body() body: CloseBody = {},
  ): Promise<CaseAnswer> {
    return caseAnswer(await this.endCase.close(idOrReference, { ...given(body), version }));
  }
}
