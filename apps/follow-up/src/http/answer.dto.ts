import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { csatAfterClose } from '../domain/csat-after-close.js';

const { score, comment } = csatAfterClose.instrument;

export class AnswerDto {
  @ApiProperty({ type: 'integer', minimum: score.scaleMin, maximum: score.scaleMax, example: 4 })
  @IsInt()
  @Min(score.scaleMin)
  @Max(score.scaleMax)
  readonly score!: number;

  @ApiPropertyOptional({ maxLength: comment.maxCharacters, example: 'Friendly, but I had to ask twice.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(comment.maxCharacters)
  readonly comment?: string;
}

export class TokenQuery {
  @ApiPropertyOptional({ description: 'from the link of the invitation', example: 'q3T1x0GZrY6mB1m2J5o9Pw' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  readonly token?: string;
}
