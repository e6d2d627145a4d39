import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError } from '#libs/messaging';
import { ApiProblems, CurrentCaller, RequireRole, type Caller } from '#libs/service';
import type { MergeSuggestion } from '../application/customer-records.js';
import { DismissSuggestion } from '../application/dismiss-suggestion.js';
import { ListSuggestions, type ShownSuggestion } from '../application/list-suggestions.js';
import { ByPersonQuery } from './customer.dto.js';
import { isUuid } from './is-uuid.js';
import { SuggestionAnswer, SuggestionPage, SuggestionQuery } from './merge-suggestion.dto.js';
import { personOf } from './person.js';

@ApiTags('customers')
@RequireRole('agent', 'operator')
@ApiProblems(400, 401, 403, 404, 503)
@Controller('v1/merge-suggestions')
export class MergeSuggestionsController {
  constructor(
    private readonly listSuggestions: ListSuggestions,
    private readonly dismissSuggestion: DismissSuggestion,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Pairs of customers who may be one, with the evidence, oldest first' })
  @ApiOkResponse({ type: SuggestionPage })
  async list(@Query() { state, limit, cursor }: SuggestionQuery): Promise<SuggestionPage> {
    const { items, nextCursor } = await this.listSuggestions.run(state, limit, cursor);
    return { items: items.map(answerOf), ...(nextCursor !== undefined && { nextCursor }) };
  }

  @Delete(':suggestionId')
  @ApiOperation({ summary: 'They are not one: the pair is not suggested again' })
  @ApiOkResponse({ type: SuggestionAnswer })
  async dismiss(
    @Param('suggestionId') suggestionId: string,
    @Query() { agentId }: ByPersonQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<SuggestionAnswer> {
    if (!isUuid(suggestionId)) {
      throw new DomainError('unknown-suggestion', 'there is no such suggestion', 'not-found');
    }
    return answerOf(await this.dismissSuggestion.run(suggestionId.toLowerCase(), personOf(caller, agentId)));
  }
}

function answerOf(suggestion: MergeSuggestion | ShownSuggestion): SuggestionAnswer {
  const { suggestionId, customerId, otherId, reason, state, suggestedAt, decidedBy, decidedAt } = suggestion;
  return {
    suggestionId,
    customers: [customerId, otherId],
    reason,
    state,
    suggestedAt: suggestedAt.toISOString(),
    ...('evidence' in suggestion && { evidence: suggestion.evidence }),
    ...(decidedBy !== undefined && decidedBy !== null && { decidedBy }),
    ...(decidedAt !== undefined && decidedAt !== null && { decidedAt: decidedAt.toISOString() }),
  };
}
