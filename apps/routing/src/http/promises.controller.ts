import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireRole } from '#libs/service';
import { FindCase } from '../application/find-case.js';
import { PromiseCustomer } from '../application/promise-customer.js';
import { promiseAnswer } from './case-answers.js';
import { caseParam } from './case-param.js';
import { ExplainBody, KeepBody, PromiseAnswer, PromiseBody, PromiseList, WithdrawBody } from './promise.dto.js';

@ApiTags('promises')
@ApiProblems(400, 401, 403, 404, 409, 503)
@RequireRole('agent')
@Controller('v1/cases/:idOrReference/promises')
export class PromisesController {
  constructor(
    private readonly findCase: FindCase,
    private readonly promiseCustomer: PromiseCustomer,
  ) {}

  @Get()
  @ApiParam(caseParam)
  @ApiOkResponse({ type: PromiseList })
  async list(@Param('idOrReference') idOrReference: string): Promise<PromiseList> {
    const { promises = [] } = await this.findCase.run(idOrReference);
    return { items: promises.map(promiseAnswer) };
  }

  /** Something was told to the customer with a due time. */
  @Post()
  @ApiParam(caseParam)
  @ApiCreatedResponse({ type: PromiseAnswer })
  async make(@Param('idOrReference') idOrReference: string, @Body() body: PromiseBody): Promise<PromiseAnswer> {
    const { kind, what, dueAt, agentId, promiseId } = body;
    const command = {
      ...{ kind, what, dueAt: new Date(dueAt) },
      ...(agentId !== undefined && { agentId }),
      ...(promiseId !== undefined && { promiseId: promiseId.toLowerCase() }),
    };
    return promiseAnswer(await this.promiseCustomer.make(idOrReference, command));
  }

  /** It was done, where no reply, call or resolution says so. */
  @Post(':promiseId/keep')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiBody({ type: KeepBody, required: false })
  @ApiOkResponse({ type: PromiseAnswer })
  async keep(
    @Param('idOrReference') idOrReference: string,
    @Param('promiseId', ParseUUIDPipe) promiseId: string,
    @Body() { doneAt }: KeepBody = {},
  ): Promise<PromiseAnswer> {
    const at = doneAt === undefined ? undefined : new Date(doneAt);
    return promiseAnswer(await this.promiseCustomer.keep(idOrReference, promiseId.toLowerCase(), at));
  }

  /** Takes it back. Only before it is due: what was missed counts as missed. */
  @Post(':promiseId/withdraw')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: PromiseAnswer })
  async withdraw(
    @Param('idOrReference') idOrReference: string,
    @Param('promiseId', ParseUUIDPipe) promiseId: string,
    @Body() { reason }: WithdrawBody,
  ): Promise<PromiseAnswer> {
    return promiseAnswer(await this.promiseCustomer.withdraw(idOrReference, promiseId.toLowerCase(), reason));
  }

  /** The customer was told why it takes longer, and until when. The old promise still counts as what it was. */
  @Post(':promiseId/explain')
  @HttpCode(200)
  @ApiParam(caseParam)
  @ApiOkResponse({ type: PromiseAnswer, description: 'the new promise' })
  async explain(
    @Param('idOrReference') idOrReference: string,
    @Param('promiseId', ParseUUIDPipe) promiseId: string,
    @Body() body: ExplainBody,
  ): Promise<PromiseAnswer> {
    const { reason, newDueAt, newPromiseId, agentId, answer } = body;
    const command = {
      ...{ reason, newDueAt: new Date(newDueAt) },
      ...(newPromiseId !== undefined && { newPromiseId: newPromiseId.toLowerCase() }),
      ...(agentId !== undefined && { agentId }),
      ...(answer !== undefined && { answer }),
    };
    return promiseAnswer(await this.promiseCustomer.explain(idOrReference, promiseId.toLowerCase(), command));
  }
}
