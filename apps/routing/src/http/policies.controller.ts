import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems, BodyLimit, CurrentCaller, PageQuery, RequireRole, type Caller } from '#libs/service';
import { ChangePolicy } from '../application/policies/change-policy.js';
import { PolicyStore } from '../application/policies/policy-store.js';
import {
  AppliedPolicyAnswer,
  ApplyPolicyBody,
  ComparePolicyBody,
  PolicyBody,
  PolicyCheckAnswer,
  PolicyDiffAnswer,
  PolicyPage,
  StoredPolicyAnswer,
} from './policy.dto.js';
import { maxPolicyBytes, policyTexts } from './policy-texts.js';

@ApiTags('policies')
@ApiProblems(400, 401, 403, 404, 409, 413, 503)
@RequireRole('operator')
@Controller()
export class PoliciesController {
  constructor(
    private readonly changePolicy: ChangePolicy,
    private readonly store: PolicyStore,
  ) {}

  /** What was applied, newest first, and what counts now. */
  @Get('v1/policies')
  @ApiOkResponse({ type: PolicyPage })
  async list(@Query() { limit, cursor }: PageQuery): Promise<PolicyPage> {
    const { current } = this.changePolicy;
    return { ...(current && { inForce: current }), ...(await this.store.list(limit, cursor)) };
  }

  @Get('v1/policies/:version')
  @ApiOkResponse({ type: StoredPolicyAnswer })
  async one(@Param('version', ParseIntPipe) version: number): Promise<StoredPolicyAnswer> {
    return this.changePolicy.find(version);
  }

  /** Every mistake, with file, line and rule. Changes nothing. */
  @Post('v1/policies::check')
  @HttpCode(200)
  @BodyLimit(maxPolicyBytes)
  @ApiOkResponse({ type: PolicyCheckAnswer })
  check(@Body() { files }: PolicyBody): PolicyCheckAnswer {
    const { hash, problems } = this.changePolicy.check(policyTexts(files));
    return { isValid: problems.length === 0, hash, mistakes: problems };
  }

  /** What would be otherwise than now, or than an earlier version. Changes nothing. */
  @Post('v1/policies::diff')
  @HttpCode(200)
  @BodyLimit(maxPolicyBytes)
  @ApiOkResponse({ type: PolicyDiffAnswer })
  diff(@Body() { files, against }: ComparePolicyBody): Promise<PolicyDiffAnswer> {
    return this.changePolicy.compare(policyTexts(files), against);
  }

  /**
   * Lets every instance go by these rules, all of them or none. Clocks that run keep those that they began with. The same
   * texts again are the same version.
   */
  @Put('v1/policies')
  @BodyLimit(maxPolicyBytes)
  @ApiOkResponse({ type: AppliedPolicyAnswer })
  apply(
    @Body() { files, expected, note }: ApplyPolicyBody,
    @CurrentCaller() { id }: Caller,
  ): Promise<AppliedPolicyAnswer> {
    const given = { ...(expected !== undefined && { expected }), ...(note !== undefined && { note }) };
    return this.changePolicy.apply({ files: policyTexts(files), appliedBy: id, ...given });
  }
}
