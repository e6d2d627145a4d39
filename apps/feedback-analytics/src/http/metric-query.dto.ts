import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { channels } from '#libs/contracts';
import { groupings, type Grouping } from '../domain/slice.js';

const day = /^\d{4}-\d{2}-\d{2}$/;
const message = 'must be a day such as 2026-11-23';

export class MetricQuery {
  @ApiPropertyOptional({ description: 'first day, in the time zone of the reports', example: '2026-11-01' })
  @IsOptional()
  @Matches(day, { message })
  @IsISO8601({ strict: true }, { message })
  readonly from?: string;

  @ApiPropertyOptional({ description: 'first day that is not included', example: '2026-12-01' })
  @IsOptional()
  @Matches(day, { message })
  @IsISO8601({ strict: true }, { message })
  readonly to?: string;

  @ApiPropertyOptional({ enum: groupings, default: 'day' })
  @IsOptional()
  @IsIn(groupings)
  readonly by: Grouping = 'day';

  @ApiPropertyOptional({ enum: channels })
  @IsOptional()
  @IsIn(channels)
  readonly channel?: string;

  @ApiPropertyOptional({ example: 'general' })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  readonly queue?: string;
}
