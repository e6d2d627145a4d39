import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { InteractionSubmitted } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import { ApiProblems, CurrentCaller, RequireRole, type Caller } from '#libs/service';
import { AdapterRights } from '../application/adapter-rights.js';
import { AnswerSuggestion } from '../application/answer-suggestion.js';
import { AnswerRecords, InteractionRecords } from '../application/records.js';
import type { SuggestedAnswer } from '../domain/suggested-answer.js';
import { AnswerDto, answerDto } from './answer.dto.js';
import { isUuid } from './is-uuid.js';
import { submitterOf } from './submitter-of.js';

/** What a customer says of a suggested answer, through the program that they talk to us with. */
@ApiTags('answers')
@RequireRole('adapter', 'agent')
@Controller('v1/answers/:answerId')
export class AnswersController {
  constructor(
    private readonly answerSuggestion: AnswerSuggestion,
    private readonly answers: AnswerRecords,
    private readonly interactions: InteractionRecords,
    private readonly adapterRights: AdapterRights,
  ) {}

  @Get()
  @ApiOperation({ summary: 'A suggested answer and what became of it' })
  @ApiOkResponse({ type: AnswerDto })
  @ApiProblems(401, 403, 404, 503)
  async find(@Param('answerId') answerId: string, @CurrentCaller() caller: Caller): Promise<AnswerDto> {
    return answerDto(await this.theirs(answerId, caller));
  }

  @Post('accept')
  @HttpCode(200)
  @ApiOperation({ summary: 'The customer has found the answer: ends their case, unless a person has it already' })
  @ApiOkResponse({ type: AnswerDto })
  @ApiProblems(401, 403, 404, 503)
  async accept(@Param('answerId') answerId: string, @CurrentCaller() caller: Caller): Promise<AnswerDto> {
    await this.theirs(answerId, caller);
    return answerDto(await this.answerSuggestion.run(answerId, 'accepted', 'api'));
  }

  @Post('refuse')
  @HttpCode(200)
  @ApiOperation({ summary: 'It did not help, a person please: the case has kept its place all the while' })
  @ApiOkResponse({ type: AnswerDto })
  @ApiProblems(401, 403, 404, 503)
  async refuse(@Param('answerId') answerId: string, @CurrentCaller() caller: Caller): Promise<AnswerDto> {
    await this.theirs(answerId, caller);
    return answerDto(await this.answerSuggestion.run(answerId, 'refused', 'api'));
  }

  /** For a key of an adapter there are no answers but to what came in by its accounts. */
  private async theirs(answerId: string, caller: Caller): Promise<SuggestedAnswer> {
    const found = isUuid(answerId) ? await this.answers.find(answerId) : undefined;
    if (found === undefined) throw unknownAnswer();
    if (caller.role !== 'adapter') return found;
    const body = (await this.interactions.find(found.interactionId))?.body ?? '';
    if (body === '') throw unknownAnswer();
    const { channelAccount } = JSON.parse(body) as InteractionSubmitted;
    if (this.adapterRights.mayUse(submitterOf(caller), channelAccount, new Date())) return found;
    throw unknownAnswer();
  }
}

const unknownAnswer = (): DomainError => new DomainError('unknown-answer', 'there is no such answer', 'not-found');
