import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireRole } from '#libs/service';
import { PromiseReads, type ListedPromise } from '../application/promise-reads.js';
import type { VisibleQueues } from './agent-doors.js';
import { promiseAnswer } from './case-answers.js';
import { ListedPromises, PromiseQuery, type ListedPromiseAnswer } from './promise-list.dto.js';
import { CurrentView } from './visible-queues.js';

@ApiTags('promises')
@ApiProblems(400, 401, 403, 503)
@RequireRole('agent', 'supervisor', 'operator')
@Controller('v1/promises')
export class PromiseListController {
  constructor(private readonly reads: PromiseReads) {}

  /** Over all cases; what is due first comes first. */
  @Get()
  @ApiOkResponse({ type: ListedPromises })
  async list(
    @Query() { state, dueBefore, owner, limit, cursor }: PromiseQuery,
    @CurrentView() view: VisibleQueues | undefined,
  ): Promise<ListedPromises> {
    const filter = {
      ...{ state, ...(view && { view }) },
      ...(dueBefore !== undefined && { dueBefore: new Date(dueBefore) }),
      ...(owner !== undefined && { agentId: owner }),
    };
    const { items, nextCursor } = await this.reads.list(filter, limit, cursor);
    return { items: items.map(listedAnswer), ...(nextCursor !== undefined && { nextCursor }) };
  }
}

const listedAnswer = ({ promise, ...ofCase }: ListedPromise): ListedPromiseAnswer => ({
  ...promiseAnswer(promise),
  ...ofCase,
});
