import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { csatAfterClose } from '../domain/csat-after-close.js';
import { languageFor } from '../domain/language.js';
import type { Survey } from '../domain/survey.js';

const states = ['planned', 'suppressed', 'invited', 'answered', 'expired'] as const;

/** A survey as the invited customer may see it. */
export class SurveyDto {
  @ApiProperty({ format: 'uuid', example: 'a9f4b3d2-2a52-8fda-aa41-c85c175425bc' })
  readonly responseId!: string;
  @ApiProperty({ enum: states, example: 'invited' })
  readonly status!: (typeof states)[number];
  @ApiProperty({ example: 'csat@1' })
  readonly instrument!: string;
  @ApiProperty({ example: 'How satisfied are you with the way we handled your request?' })
  readonly question!: string;
  @ApiProperty({ example: 1 })
  readonly scaleMin!: number;
  @ApiProperty({ example: 5 })
  readonly scaleMax!: number;
  @ApiProperty({ example: 'TR-7K2M9Q' })
  readonly caseReference!: string;
  @ApiPropertyOptional({ format: 'date-time', example: '2026-12-07T09:35:00.000Z' })
  readonly expiresAt?: string;
  @ApiPropertyOptional({ example: 4 })
  readonly score?: number;
  @ApiPropertyOptional({ example: 'Friendly, but I had to ask twice.' })
  readonly comment?: string;
  @ApiPropertyOptional({ format: 'date-time', example: '2026-11-23T09:50:00.000Z' })
  readonly answeredAt?: string;
}

export function surveyDto(survey: Survey<unknown>): SurveyDto {
  const { id, version, score } = csatAfterClose.instrument;
  const { responseId, status, caseReference } = survey;
  const question = score.label[languageFor('language' in survey ? survey.language : undefined)];
  const { scaleMin, scaleMax } = score;
  return {
    ...{ responseId, status, instrument: `${id}@${version}`, question, scaleMin, scaleMax, caseReference },
    ...('expiresAt' in survey && { expiresAt: survey.expiresAt.toISOString() }),
    ...(survey.status === 'answered' && { score: survey.score, answeredAt: survey.answeredAt.toISOString() }),
    ...(survey.status === 'answered' && survey.comment !== undefined && { comment: survey.comment }),
  };
}
