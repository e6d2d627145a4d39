import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { itemsOf, scoreItemOf, type Item } from '../domain/instrument.js';
import { textIn } from '../domain/texts.js';
import type { ShownSurvey } from '../application/show-survey.js';

const states = ['planned', 'suppressed', 'invited', 'answered', 'expired'] as const;

export class SurveyOptionDto {
  @ApiProperty({ example: 'partly' }) readonly id!: string;
  @ApiProperty({ example: 'partly' }) readonly label!: string;
}

export class SurveyItemDto {
  @ApiProperty({ example: 'overall-satisfaction' }) readonly key!: string;
  @ApiProperty({ enum: ['scale', 'choice', 'text', 'weight'], example: 'scale' }) readonly kind!: Item['kind'];
  @ApiProperty({ example: 'How satisfied are you with the way we handled your request?' }) readonly label!: string;
  @ApiProperty({ description: 'an answer without it is not complete' }) readonly required!: boolean;
  @ApiPropertyOptional({ example: 1 }) readonly scaleMin?: number;
  @ApiPropertyOptional({ example: 5 }) readonly scaleMax?: number;
  @ApiPropertyOptional({ type: [SurveyOptionDto] }) readonly options?: readonly SurveyOptionDto[];
  @ApiPropertyOptional({ example: 4096 }) readonly maxCharacters?: number;
  @ApiPropertyOptional({ description: 'the shares of all such items sum to it', example: 100 }) readonly total?: number;
}

/** A survey as the invited customer may see it. */
export class SurveyDto {
  @ApiProperty({ format: 'uuid', example: 'a9f4b3d2-2a52-8fda-aa41-c85c175425bc' })
  readonly responseId!: string;
  @ApiProperty({ enum: states, example: 'invited' })
  readonly status!: (typeof states)[number];
  @ApiPropertyOptional({ description: 'absent while it was not sent', example: 'csat@1' })
  readonly instrument?: string;
  @ApiPropertyOptional({ description: 'that a score by itself answers' })
  readonly question?: string;
  @ApiPropertyOptional({ example: 1 })
  readonly scaleMin?: number;
  @ApiPropertyOptional({ example: 5 })
  readonly scaleMax?: number;
  @ApiPropertyOptional({ type: [SurveyItemDto], description: 'all items; a branch may hide some' })
  readonly items?: readonly SurveyItemDto[];
  @ApiPropertyOptional({ example: 'TR-7K2M9Q' })
  readonly caseReference?: string;
  @ApiPropertyOptional({ format: 'date-time', example: '2026-12-07T09:35:00.000Z' })
  readonly expiresAt?: string;
  @ApiPropertyOptional({ example: 4 })
  readonly score?: number;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: { 'overall-satisfaction': 4 } })
  readonly answers?: Readonly<Record<string, number | string>>;
  @ApiPropertyOptional({ description: 'false while something that must be answered is missing: it can be changed' })
  readonly complete?: boolean;
  @ApiPropertyOptional({ format: 'date-time', example: '2026-11-23T09:50:00.000Z' })
  readonly answeredAt?: string;
}

export function surveyDto({ survey, asked }: ShownSurvey): SurveyDto {
  const { responseId, status, caseReference } = survey;
  const language = 'language' in survey ? survey.language : undefined;
  return {
    ...{ responseId, status },
    ...(caseReference !== undefined && { caseReference }),
    ...(asked && questionsOf(asked.instrument, language)),
    ...('expiresAt' in survey && { expiresAt: survey.expiresAt.toISOString() }),
    ...(survey.status === 'answered' && {
      ...(survey.score !== undefined && { score: survey.score }),
      answers: survey.answers,
      complete: survey.isComplete,
      answeredAt: survey.answeredAt.toISOString(),
    }),
  };
}

type Questions = Pick<SurveyDto, 'instrument' | 'question' | 'scaleMin' | 'scaleMax' | 'items'>;

function questionsOf(
  instrument: NonNullable<ShownSurvey['asked']>['instrument'],
  language: string | undefined,
): Questions {
  const scored = scoreItemOf(instrument);
  return {
    instrument: `${instrument.id}@${instrument.version}`,
    ...(scored && {
      question: textIn(scored.label, language),
      scaleMin: scored.scale.min,
      scaleMax: scored.scale.max,
    }),
    items: itemsOf(instrument).map((item) => itemDto(item, language)),
  };
}

function itemDto(item: Item, language: string | undefined): SurveyItemDto {
  const { key, kind, isRequired: required } = item;
  const shared = { key, kind, label: textIn(item.label, language), required };
  switch (item.kind) {
    case 'scale':
      return { ...shared, scaleMin: item.scale.min, scaleMax: item.scale.max };
    case 'choice':
      return { ...shared, options: item.options.map(({ id, label }) => ({ id, label: textIn(label, language) })) };
    case 'text':
      return { ...shared, maxCharacters: item.maxCharacters };
    case 'weight':
      return { ...shared, total: item.total };
  }
}
