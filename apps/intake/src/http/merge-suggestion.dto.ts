import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '#libs/service';

const states = ['open', 'dismissed'] as const;

export class SuggestionQuery extends PageQuery {
  @ApiPropertyOptional({ enum: states, default: 'open' })
  @IsOptional()
  @IsIn(states)
  readonly state: (typeof states)[number] = 'open';
}

class EvidenceDto {
  @ApiProperty({ enum: ['same-handle', 'same-name', 'different-external-ids'] })
  readonly fact!: string;

  @ApiPropertyOptional({ example: 'email' })
  readonly type?: string;

  @ApiPropertyOptional({ example: 'ilinca.pop@mail.example' })
  readonly value?: string;

  @ApiPropertyOptional({
    type: [Boolean],
    description: 'whether it is verified of the first, and of the second customer',
  })
  readonly verified?: readonly boolean[];
}

export class SuggestionAnswer {
  @ApiProperty({ format: 'uuid' })
  readonly suggestionId!: string;

  @ApiProperty({ type: [String], description: 'ids of the two' })
  readonly customers!: readonly string[];

  @ApiProperty({ example: 'same-email', description: 'what made them a suggestion' })
  readonly reason!: string;

  @ApiProperty({ enum: states })
  readonly state!: string;

  @ApiProperty({ format: 'date-time' })
  readonly suggestedAt!: string;

  @ApiPropertyOptional({ type: [EvidenceDto] })
  readonly evidence?: readonly EvidenceDto[];

  @ApiPropertyOptional({ example: 'agent:ines' })
  readonly decidedBy?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  readonly decidedAt?: string;
}

export class SuggestionPage {
  @ApiProperty({ type: [SuggestionAnswer] })
  readonly items!: readonly SuggestionAnswer[];

  @ApiPropertyOptional()
  readonly nextCursor?: string;
}
