import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';

const repeatable = { format: 'uuid', description: 'chosen by you, so that a repetition is known as one' };

export class TakeBody {
  @ApiProperty({ example: 'supervisor-vera', description: 'who has it from now on' })
  @IsString()
  @Length(1, 255)
  readonly agentId!: string;

  @ApiPropertyOptional({ example: 'knows the customer' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly reason?: string;

  @ApiPropertyOptional(repeatable) @IsOptional() @IsUUID() readonly commandId?: string;
}

export class AssignBody {
  @ApiProperty({ example: 'agent-bo', description: 'to whom' }) @IsString() @Length(1, 255) readonly agentId!: string;
  @ApiProperty({ example: 'speaks Hungarian' }) @IsString() @Length(1, 255) readonly reason!: string;

  @ApiPropertyOptional({ example: 'supervisor-vera' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly decidedBy?: string;

  @ApiPropertyOptional({ default: false, description: 'whatever the room, presence and skills of the agent' })
  @IsOptional()
  @IsBoolean()
  readonly override?: boolean;

  @ApiPropertyOptional(repeatable) @IsOptional() @IsUUID() readonly commandId?: string;
}

export class UrgencyBody {
  @ApiProperty({ minimum: 1, maximum: 5, description: '5 is the most urgent' })
  @IsInt()
  @Min(1)
  @Max(5)
  readonly urgency!: number;

  @ApiPropertyOptional({ example: 'waits at the airport' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly reason?: string;

  @ApiPropertyOptional({ example: 'supervisor-vera' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly agentId?: string;
}

export class DrainBody {
  @ApiProperty({ example: 'billing' }) @IsString() @Length(1, 255) readonly to!: string;
  @ApiProperty({ example: 'nobody is in today' }) @IsString() @Length(1, 255) readonly reason!: string;
  @ApiPropertyOptional(repeatable) @IsOptional() @IsUUID() readonly drainId?: string;

  @ApiPropertyOptional({ example: 'supervisor-vera' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly decidedBy?: string;
}

export class DrainAnswer {
  @ApiProperty({ format: 'uuid' }) drainId!: string;
  @ApiProperty({ example: 'claims' }) queueId!: string;
  @ApiProperty({ example: 'billing' }) to!: string;
  @ApiProperty() reason!: string;
  @ApiPropertyOptional() decidedBy?: string;
  @ApiProperty({ enum: ['running', 'done'] }) state!: string;
  @ApiProperty({ description: 'cases so far' }) moved!: number;
  @ApiProperty({ type: String, format: 'date-time' }) startedAt!: Date;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) endedAt?: Date;
  @ApiProperty({ example: '/v1/drains/019ab8f6-6cb0-7f2e-9d57-3c1c8a1f0a11' }) href!: string;
}

export class DrainList {
  @ApiProperty({ type: [DrainAnswer], description: 'newest first' }) items!: readonly DrainAnswer[];
}
