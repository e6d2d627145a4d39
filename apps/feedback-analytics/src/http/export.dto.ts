import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { FigureQuery } from './figure-query.dto.js';

export const exportFormats = ['csv', 'parquet'] as const;

export class ExportRequest extends FigureQuery {
  @ApiProperty({ enum: ['metric', 'feedback'], description: 'figures of one metric, or feedback records' })
  @IsIn(['metric', 'feedback'])
  readonly of!: 'metric' | 'feedback';

  @ApiProperty({ enum: exportFormats })
  @IsIn(exportFormats)
  readonly format!: (typeof exportFormats)[number];

  @ApiPropertyOptional({ description: 'of figures: which', example: 'nps' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  readonly metric?: string;

  @ApiPropertyOptional({ description: 'of records: this measure only', example: 'csat' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  readonly measure?: string;
}
