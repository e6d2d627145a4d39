import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '#libs/service';
import { AnswerByLink } from '../application/answer-by-link.js';
import { ShowSurvey } from '../application/show-survey.js';
import { AnswerDto, TokenQuery } from './answer.dto.js';
import { SurveyDto, surveyDto } from './survey.dto.js';

/** For the invited customer, who shows the token of the link instead of a key. */
@ApiTags('surveys')
@ApiParam({ name: 'responseId', example: 'a9f4b3d2-2a52-8fda-aa41-c85c175425bc' })
@Controller('v1/surveys/:responseId')
export class SurveysController {
  constructor(
    private readonly showSurvey: ShowSurvey,
    private readonly answerByLink: AnswerByLink,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The survey and its state. Never records anything, whoever opens it.' })
  @ApiOkResponse({ type: SurveyDto })
  @ApiProblems(400, 403, 404)
  async show(@Param('responseId') responseId: string, @Query() { token }: TokenQuery): Promise<SurveyDto> {
    return surveyDto(await this.showSurvey.run(responseId, token));
  }

  @Post('answers')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Answers the survey. The first complete answer is kept; the same one again gives 200, another 409.',
  })
  @ApiOkResponse({ type: SurveyDto })
  @ApiProblems(400, 403, 404, 409)
  async answer(
    @Param('responseId') responseId: string,
    @Query() { token }: TokenQuery,
    @Body() { score, comment, answers, partial = false }: AnswerDto,
  ): Promise<SurveyDto> {
    const given = { score, comment, answers, isPartial: partial };
    return surveyDto(await this.answerByLink.run({ responseId, token, ...given }));
  }
}
