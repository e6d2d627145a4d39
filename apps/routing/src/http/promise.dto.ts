import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';

const kinds = ['reply', 'callback', 'resolution', 'action'] as const;
const states = ['open', 'kept', 'late', 'broken', 'withdrawn'];
const answers = ['accepted', 'refused', 'none'] as const;
const withOffset = /(Z|[+-]\d\d:?\d\d)$/;
const instant = { type: String, format: 'date-time', example: '2026-03-06T16:00:00Z' };

class ByOwner {
  @ApiPropertyOptional({ example: 'agent-ines', description: 'who answers for it; absent: who has the case' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly agentId?: string;
}

export class PromiseBody extends ByOwner {
  @ApiProperty({
    enum: kinds,
    description: 'what keeps it: our next reply, a call, the resolution, or only your word (`keep`)',
  })
  @IsIn(kinds)
  readonly kind!: (typeof kinds)[number];

  @ApiProperty({ example: 'the refund is on the account by Friday', description: 'what the customer was told' })
  @IsString()
  @Length(1, 1024)
  readonly what!: string;

  @ApiProperty({ ...instant, description: 'in the future, with an offset or Z' })
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(withOffset, { message: '$property must end with Z or an offset such as +01:00' })
  readonly dueAt!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'chosen by you: saying it again makes no second promise' })
  @IsOptional()
  @IsUUID()
  readonly promiseId?: string;
}

export class WithdrawBody {
  @ApiProperty({ example: 'the customer found the answer' }) @IsString() @Length(1, 1024) readonly reason!: string;
}

export class KeepBody {
  @ApiPropertyOptional({ ...instant, description: 'when it was done; absent: now' })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(withOffset, { message: '$property must end with Z or an offset such as +01:00' })
  readonly doneAt?: string;
}

export class ExplainBody extends ByOwner {
  @ApiProperty({ example: 'the depot is closed after the storm' })
  @IsString()
  @Length(1, 4096)
  readonly reason!: string;

  @ApiProperty({ ...instant, description: 'the new promise' })
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(withOffset, { message: '$property must end with Z or an offset such as +01:00' })
  readonly newDueAt!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'of the new promise, chosen by you' })
  @IsOptional()
  @IsUUID()
  readonly newPromiseId?: string;

  @ApiPropertyOptional({ enum: answers, description: 'what the customer said to it' })
  @IsOptional()
  @IsIn(answers)
  readonly answer?: (typeof answers)[number];
}

export class PromiseAnswer {
  @ApiProperty({ format: 'uuid' }) promiseId!: string;
  @ApiProperty({ enum: kinds }) kind!: string;
  @ApiProperty() what!: string;
  @ApiProperty({ enum: states }) state!: string;
  @ApiProperty({ type: String, format: 'date-time' }) madeAt!: Date;
  @ApiProperty({ type: String, format: 'date-time' }) dueAt!: Date;
  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'when the deciding fact happened' })
  decidedAt?: Date;
  @ApiPropertyOptional({ example: 'agent-ines' }) owner?: string;
  @ApiPropertyOptional({ format: 'uuid' }) interactionId?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'the promise that it was made in place of' }) replaces?: string;
  @ApiProperty({ description: 'it is due soon: explain, and promise anew, before it is missed' }) isWarned!: boolean;
}

export class PromiseList {
  @ApiProperty({ type: [PromiseAnswer], description: 'oldest first' }) items!: readonly PromiseAnswer[];
}
