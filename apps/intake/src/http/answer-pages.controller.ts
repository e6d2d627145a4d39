import { Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DomainError } from '#libs/messaging';
import { BodyLimit } from '#libs/service';
import { AnswerLinks } from '../application/answer-links.js';
import { AnswerSuggestion } from '../application/answer-suggestion.js';
import { Articles } from '../application/articles.js';
import { AnswerRecords } from '../application/records.js';
import type { AnswerWord } from '../domain/suggested-answer.js';
import { answerPage, thanksPage } from './answer-page.js';

const mostBodyBytes = 4_096;
const html = 'text/html; charset=utf-8';

/** For the customer, who shows the token of the link instead of a key: pages that need no script. */
@ApiExcludeController()
@Controller('answers/:answerId')
export class AnswerPagesController {
  constructor(
    private readonly links: AnswerLinks,
    private readonly articles: Articles,
    private readonly answers: AnswerRecords,
    private readonly answerSuggestion: AnswerSuggestion,
  ) {}

  @Get()
  @Header('content-type', html)
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  async show(@Param('answerId') answerId: string, @Query('token') token: unknown): Promise<string> {
    this.links.verify(answerId, token);
    const found = await this.answers.find(answerId);
    if (found === undefined) throw new DomainError('unknown-answer', 'there is no such answer', 'not-found');
    const article = this.articles.find(found.articleId, found.language);
    return answerPage(found.language, article, `/answers/${answerId}`, String(token));
  }

  @Post('accept')
  @HttpCode(200)
  @BodyLimit(mostBodyBytes, { takesForms: true })
  @Header('content-type', html)
  accept(@Param('answerId') answerId: string, @Query('token') token: unknown): Promise<string> {
    return this.say(answerId, token, 'accepted');
  }

  @Post('refuse')
  @HttpCode(200)
  @BodyLimit(mostBodyBytes, { takesForms: true })
  @Header('content-type', html)
  refuse(@Param('answerId') answerId: string, @Query('token') token: unknown): Promise<string> {
    return this.say(answerId, token, 'refused');
  }

  private async say(answerId: string, token: unknown, word: AnswerWord): Promise<string> {
    this.links.verify(answerId, token);
    const { language } = await this.answerSuggestion.run(answerId, word, 'link');
    return thanksPage(language, word);
  }
}
