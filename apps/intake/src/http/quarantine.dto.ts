import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsObject, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { limits } from '#libs/contracts';
import type { DeadLetterFilter, DeadLetterStatus } from '#libs/messaging';
import { PageQuery } from '#libs/service';

const statuses = ['dead', 'replay-requested', 'replayed', 'discarded'] as const;

export class QuarantineQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'A registered adapter, or a `ce_source`' })
  @IsOptional()
  @IsString()
  @MaxLength(limits.idCharacters)
  readonly adapter?: string;

  @ApiPropertyOptional({ example: 'invalid-data' })
  @IsOptional()
  @IsString()
  @MaxLength(limits.idCharacters)
  readonly code?: string;

  @ApiPropertyOptional({ example: 'party.handle', description: 'One of the fields that are wrong' })
  @IsOptional()
  @IsString()
  @MaxLength(limits.idCharacters)
  readonly field?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Refused last then or later' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly since?: string;

  @ApiPropertyOptional({ enum: [...statuses, 'any'], default: 'dead', description: '`dead` waits for a decision' })
  @IsOptional()
  @IsIn([...statuses, 'any'])
  readonly status?: NonNullable<DeadLetterFilter['status']>;
}

export class CorrectionBody {
  @ApiPropertyOptional({ type: Object, description: 'The whole body as it should have been' })
  @IsOptional()
  @IsObject()
  readonly data?: object;

  @ApiPropertyOptional({ description: 'Of the envelope: another id, where the old one was used before' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(limits.idCharacters)
  readonly id?: string;

  @ApiPropertyOptional({ description: 'Of the envelope' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(limits.idCharacters)
  readonly source?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Of the envelope' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly time?: string;
}

export class DiscardBody {
  @ApiProperty({ example: 'test data of 3 March', description: 'Kept with it' })
  @IsString()
  @MinLength(1)
  @MaxLength(1024)
  readonly reason!: string;
}

export class QuarantinedAnswer {
  @ApiProperty({ type: 'integer' }) readonly id!: number;
  @ApiProperty({ enum: statuses }) readonly status!: DeadLetterStatus;
  @ApiPropertyOptional({ description: 'The `ce_source`' }) readonly source?: string;
  @ApiPropertyOptional({ description: 'The `ce_id`' }) readonly eventId?: string;
  @ApiPropertyOptional() readonly type?: string;
  @ApiProperty({ example: 'invalid-data' }) readonly code!: string;
  @ApiProperty({ example: 'party.handle: is required' }) readonly reason!: string;
  @ApiProperty({ type: [String], example: ['party.handle'] }) readonly fields!: readonly string[];
  @ApiProperty() readonly firstRefusedAt!: Date;
  @ApiProperty() readonly lastRefusedAt!: Date;
  @ApiProperty({ type: 'integer' }) readonly tries!: number;
  @ApiPropertyOptional() readonly editedBy?: string;
  @ApiPropertyOptional() readonly editedAt?: Date;
  @ApiPropertyOptional() readonly decidedBy?: string;
  @ApiPropertyOptional() readonly decidedAt?: Date;
  @ApiPropertyOptional({ description: 'Why it was discarded' }) readonly decisionReason?: string;
  @ApiPropertyOptional({ description: 'What its release came to: `handled`, or `duplicate` of one that was here' })
  readonly outcome?: string;
}

export class QuarantinedContent {
  @ApiProperty({ type: Object }) readonly headers!: Readonly<Record<string, unknown>>;
  @ApiPropertyOptional({ type: Object, description: 'JSON where it is that, else text, else `{ base64 }`' })
  readonly body?: unknown;
}

export class QuarantinedDetails extends QuarantinedAnswer {
  @ApiProperty({ type: QuarantinedContent, description: 'What came' }) readonly received!: QuarantinedContent;
  @ApiPropertyOptional({ type: QuarantinedContent, description: 'What a release takes in' })
  readonly edited?: QuarantinedContent;
}

export class QuarantinePage {
  @ApiProperty({ type: [QuarantinedAnswer] }) readonly items!: readonly QuarantinedAnswer[];
  @ApiPropertyOptional() readonly nextCursor?: string;
}
