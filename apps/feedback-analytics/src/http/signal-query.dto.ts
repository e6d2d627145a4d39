import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, MaxLength } from 'class-validator';
import { signs } from '../domain/signs/sign.js';
import { RecordQuery } from './record-query.dto.js';

const severities = ['low', 'medium', 'high'] as const;

export class SignalQuery extends RecordQuery {
  @ApiPropertyOptional({ description: 'first `raisedAt`', example: '2026-11-01T00:00:00Z' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly from?: string;

  @ApiPropertyOptional({ description: 'first `raisedAt` that is not included', example: '2026-12-01T00:00:00Z' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly to?: string;

  @ApiPropertyOptional({ enum: Object.keys(signs), example: 'unexplained-wait' })
  @IsOptional()
  @IsIn(Object.keys(signs))
  readonly sign?: string;

  @ApiPropertyOptional({ enum: severities })
  @IsOptional()
  @IsIn(severities)
  readonly severity?: string;

  @ApiPropertyOptional({ description: 'one of `agentIds`', example: 'agent-7' })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  readonly agent?: string;

  @ApiPropertyOptional({
    enum: ['raised', 'withdrawn', 'all'],
    default: 'raised',
    description: 'those that stand, those that later events disproved, or both',
  })
  @IsOptional()
  @IsIn(['raised', 'withdrawn', 'all'])
  readonly status: 'raised' | 'withdrawn' | 'all' = 'raised';
}
