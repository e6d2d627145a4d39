import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import { PageQuery } from '#libs/service';
import { PromiseAnswer } from './promise.dto.js';

const states = ['open', 'kept', 'late', 'broken', 'withdrawn'] as const;

export class PromiseQuery extends PageQuery {
  @ApiPropertyOptional({ enum: states, default: 'open' })
  @IsOptional()
  @IsIn(states)
  readonly state: (typeof states)[number] = 'open';

  @ApiPropertyOptional({ format: 'date-time', description: 'due before then' })
  @IsOptional()
  @Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/, {
    message: 'must be an instant with a zone, such as 2026-03-06T12:00:00Z',
  })
  @IsISO8601()
  readonly dueBefore?: string;

  @ApiPropertyOptional({ description: 'who answers for it: its owner, or else who has the case' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly owner?: string;
}

export class ListedPromiseAnswer extends PromiseAnswer {
  @ApiProperty({ format: 'uuid' }) caseId!: string;
  @ApiProperty({ example: 'TR-8K3M-2Q7F' }) reference!: string;
  @ApiPropertyOptional() queueId?: string;
  @ApiPropertyOptional({ description: 'who has the case' }) agentId?: string;
}

export class ListedPromises {
  @ApiProperty({ type: [ListedPromiseAnswer] }) items!: readonly ListedPromiseAnswer[];
  @ApiPropertyOptional() nextCursor?: string;
}
