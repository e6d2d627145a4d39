import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DomainError } from '#libs/messaging';
import { ApiProblems, RequireRole } from '#libs/service';
import { AnswerSuggestion } from '../application/answer-suggestion.js';
import { AnswerRecords } from '../application/records.js';
import { AnswerDto, answerDto } from './answer.dto.js';
import { isUuid } from './is-uuid.js';

/** What a customer says of a suggested answer, through the program that they talk to us with. */
@ApiTags('answers')
@RequireRole('adapter', 'agent')
@Controller('v1/answers/:answerId')
export class AnswersController {
  constructor(
    private readonly answerSuggestion: AnswerSuggestion,
    private readonly answers: AnswerRecords,
  ) {}

  @Get()
  @ApiOperation({ summary: 'A suggested answer and what became of it' })
  @ApiOkResponse({ type: AnswerDto })
  @ApiProblems(401, 403, 404, 503)
  async find(@Param('answerId') answerId: string): Promise<AnswerDto> {
    const found = isUuid(answerId) ? await this.answers.find(answerId) : undefined;
    if (found === undefined) throw unknownAnswer();
    return answerDto(found);
  }

  @Post('accept')
  @HttpCode(200)
  @ApiOperation({ summary: 'The customer has found the answer: ends their case, unless a person has it already' })
  @ApiOkResponse({ type: AnswerDto })
  @ApiProblems(401, 403, 404, 503)
  async accept(@Param('answerId') answerId: string): Promise<AnswerDto> {
    if (!isUuid(answerId)) throw unknownAnswer();
    return answerDto(await this.answerSuggestion.run(answerId, 'accepted', 'api'));
  }

  @Post('refuse')
  @HttpCode(200)
  @ApiOperation({ summary: 'It did not help, a person please: the case has kept its place all the while' })
  @ApiOkResponse({ type: AnswerDto })
  @ApiProblems(401, 403, 404, 503)
  async refuse(@Param('answerId') answerId: string): Promise<AnswerDto> {
    if (!isUuid(answerId)) throw unknownAnswer();
    return answerDto(await this.answerSuggestion.run(answerId, 'refused', 'api'));
  }
}

const unknownAnswer = (): DomainError => new DomainError('unknown-answer', 'there is no such answer', 'not-found');
