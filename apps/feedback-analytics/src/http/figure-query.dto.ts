import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { sliceNames } from '../domain/facts/dims.js';
import { grains } from '../domain/figures/window.js';

/** What is wrong with it is said by the question that it makes, with a list of what there is. */
export class FigureQuery {
  @ApiPropertyOptional({ description: 'first day in `timeZone`, or an instant at a full hour', example: '2026-11-01' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  readonly from?: string;

  @ApiPropertyOptional({ description: 'first day or instant that is not included', example: '2026-12-01' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  readonly to?: string;

  @ApiPropertyOptional({ enum: grains, description: 'one window for the whole range where absent', example: 'day' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  readonly grain?: string;

  @ApiPropertyOptional({ description: `up to 3 of ${sliceNames.join(', ')}`, example: 'queue,channel' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly by?: string;

  @ApiPropertyOptional({ description: '`slice:value,value;slice:value`', example: 'channel:chat,email;tier:gold' })
  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  readonly filter?: string;

  @ApiPropertyOptional({ description: 'that of the reports where absent', example: 'Europe/Bucharest' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  readonly timeZone?: string;

  @ApiPropertyOptional({ description: 'one of the methods of the metric; all where absent', example: 'p90' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly method?: string;
}
