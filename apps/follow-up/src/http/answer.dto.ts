import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsNumber, IsObject, IsOptional, IsString, MaxLength, MinLength, Validate } from 'class-validator';
import { AnswersShape } from './answers-shape.js';

export class AnswerDto {
  @ApiPropertyOptional({ description: 'of the first item that has a scale', example: 4 })
  @IsOptional()
  @IsNumber()
  readonly score?: number;

  @ApiPropertyOptional({
    description: 'of the first item that takes words',
    example: 'Friendly, but I had to ask twice.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(16_000)
  readonly comment?: string;

  @ApiPropertyOptional({
    description: 'by the key of the item: a whole number on a scale, the id of an option, or a text',
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
    example: { effort: 6 },
  })
  @IsOptional()
  @IsObject()
  @Validate(AnswersShape)
  readonly answers?: Readonly<Record<string, number | string>>;

  @ApiPropertyOptional({ description: 'more may come: what is there is kept, and can be changed until the expiry' })
  @IsOptional()
  @IsBoolean()
  readonly partial?: boolean;
}

export class TokenQuery {
  @ApiProperty({ required: false, description: 'from the link of the invitation', example: 'q3T1x0GZrY6mB1m2J5o9Pw' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  readonly token?: string;
}
