import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { pageLimits } from '#libs/persistence';

/** A whole number as text of a query; anything else stays as it is, for the validator to refuse. */
function wholeNumber({ value }: { value: unknown }): unknown {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
}

/** `?limit=&cursor=` of every list. Extend it to add filters. */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: pageLimits.maximum, default: pageLimits.default })
  @IsOptional()
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(pageLimits.maximum)
  readonly limit: number = pageLimits.default;

  @ApiPropertyOptional({ description: '`nextCursor` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  readonly cursor?: string;
}
