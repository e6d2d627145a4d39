import { ApiProperty } from '@nestjs/swagger';
import type { SuggestedAnswer } from '../domain/suggested-answer.js';

export class AnswerDto {
  @ApiProperty({ format: 'uuid' })
  readonly answerId!: string;

  @ApiProperty({ format: 'uuid' })
  readonly interactionId!: string;

  @ApiProperty({ format: 'uuid', description: 'The case beside which it was suggested' })
  readonly caseId!: string;

  @ApiProperty({ example: 'delivery-times' })
  readonly articleId!: string;

  @ApiProperty({ example: 'ro' })
  readonly language!: string;

  @ApiProperty({ enum: ['suggested', 'accepted', 'refused'] })
  readonly status!: string;

  @ApiProperty({ format: 'date-time' })
  readonly suggestedAt!: string;
}

export function answerDto(answer: SuggestedAnswer): AnswerDto {
  const { answerId, interactionId, caseId, articleId, language, status, suggestedAt } = answer;
  return { answerId, interactionId, caseId, articleId, language, status, suggestedAt: suggestedAt.toISOString() };
}
