import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiProblems, PageQuery, RequireRole } from '#libs/service';
import { CaseStories, type StoryEntry } from '../application/case-stories.js';
import { FindCase } from '../application/find-case.js';
import { eventWords } from '../domain/story/event-words.js';
import { caseAnswer } from './case-answers.js';
import { caseParam } from './case-param.js';
import { decisionAnswer } from './decisions.controller.js';
import { StoryPage, type StoryEntryAnswer } from './story.dto.js';

@ApiTags('cases')
@ApiProblems(400, 401, 403, 404, 503)
@RequireRole('agent', 'operator')
@Controller('v1/cases/:idOrReference/story')
export class StoryController {
  constructor(
    private readonly findCase: FindCase,
    private readonly stories: CaseStories,
  ) {}

  /** What happened to a case and why, in the order in which it happened. `npm run explain` prints it. */
  @Get()
  @ApiParam(caseParam)
  @ApiOkResponse({ type: StoryPage })
  async story(
    @Param('idOrReference') idOrReference: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<StoryPage> {
    const found = await this.findCase.run(idOrReference);
    const { items, nextCursor } = await this.stories.ofCase(found.caseId, limit, cursor);
    return { case: caseAnswer(found), items: items.map(entryAnswer), ...(nextCursor !== undefined && { nextCursor }) };
  }
}

function entryAnswer(entry: StoryEntry): StoryEntryAnswer {
  if (entry.entry === 'decision') {
    const decision = decisionAnswer(entry);
    return { entry: 'decision', at: decision.at, words: decision.words, decision };
  }
  return { ...entry, at: new Date(entry.at), words: eventWords(entry) };
}
