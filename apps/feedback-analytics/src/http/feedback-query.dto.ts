import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { feedbackSources, kinds, measures } from '#libs/contracts';
import { RecordQuery } from './record-query.dto.js';

export class FeedbackQuery extends RecordQuery {
  @ApiPropertyOptional({ description: 'first `occurredAt`', example: '2026-11-01T00:00:00Z' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly from?: string;

  @ApiPropertyOptional({ description: 'first `occurredAt` that is not included', example: '2026-12-01T00:00:00Z' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly to?: string;

  @ApiPropertyOptional({ enum: measures, example: 'csat' })
  @IsOptional()
  @IsIn(measures)
  readonly measure?: string;

  @ApiPropertyOptional({ enum: feedbackSources })
  @IsOptional()
  @IsIn(feedbackSources)
  readonly sourceType?: string;

  @ApiPropertyOptional({ enum: kinds })
  @IsOptional()
  @IsIn(kinds)
  readonly kind?: string;

  @ApiPropertyOptional({ example: 'private' })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  readonly segment?: string;

  @ApiPropertyOptional({ example: 'gold' })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  readonly tier?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly caseId?: string;
}
