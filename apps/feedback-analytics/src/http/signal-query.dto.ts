import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { channels, components } from '#libs/contracts';
import { PageQuery } from '#libs/service';
import { signs } from '../domain/signs/sign.js';

const severities = ['low', 'medium', 'high'] as const;

export class SignalQuery extends PageQuery {
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

  @ApiPropertyOptional({ enum: components })
  @IsOptional()
  @IsIn(components)
  readonly component?: string;

  @ApiPropertyOptional({ enum: severities })
  @IsOptional()
  @IsIn(severities)
  readonly severity?: string;

  @ApiPropertyOptional({ enum: channels })
  @IsOptional()
  @IsIn(channels)
  readonly channel?: string;

  @ApiPropertyOptional({ example: 'general' })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  readonly queue?: string;

  @ApiPropertyOptional({ example: 'front' })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  readonly team?: string;

  @ApiPropertyOptional({ description: 'one of `agentIds`', example: 'agent-7' })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  readonly agent?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  @ApiPropertyOptional({
    enum: ['raised', 'withdrawn', 'all'],
    default: 'raised',
    description: 'those that stand, those that later events disproved, or both',
  })
  @IsOptional()
  @IsIn(['raised', 'withdrawn', 'all'])
  readonly status: 'raised' | 'withdrawn' | 'all' = 'raised';
}
