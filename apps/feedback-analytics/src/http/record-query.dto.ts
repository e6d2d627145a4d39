import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { channels, components } from '#libs/contracts';
import { PageQuery } from '#libs/service';

/** Where a record of the feedback topic belongs: what answers and signs can both be looked for by. */
export abstract class RecordQuery extends PageQuery {
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

  @ApiPropertyOptional({ enum: components })
  @IsOptional()
  @IsIn(components)
  readonly component?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;
}
