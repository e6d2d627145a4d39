import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, MaxLength } from 'class-validator';
import { channels, measures } from '#libs/contracts';
import { PageQuery } from '#libs/service';

export class FeedbackQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'first `occurredAt`', example: '2026-11-01T00:00:00Z' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly from?: string;

  @ApiPropertyOptional({ description: 'first `occurredAt` that is not included', example: '2026-12-01T00:00:00Z' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly to?: string;

  @ApiPropertyOptional({ enum: channels })
  @IsOptional()
  @IsIn(channels)
  readonly channel?: string;

  @ApiPropertyOptional({ example: 'general' })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  readonly queue?: string;

  @ApiPropertyOptional({ enum: measures, example: 'csat' })
  @IsOptional()
  @IsIn(measures)
  readonly measure?: string;
}
