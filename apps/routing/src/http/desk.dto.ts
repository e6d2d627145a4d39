import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { SkillBody } from './agent.dto.js';

const modes = ['cold', 'direct', 'warm'] as const;
const withOffset = /(Z|[+-]\d\d:?\d\d)$/;

class RepeatableBody {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'chosen by you: sending it again within a day gives the first answer',
  })
  @IsOptional()
  @IsUUID()
  readonly commandId?: string;
}

/** Of what the engine decides about a case. */
export class CommandBody extends RepeatableBody {
  @ApiPropertyOptional({ example: 'agent-ines', description: 'who acts; 403 when somebody else has the case' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly agentId?: string;
}

export class TransferBody extends CommandBody {
  @ApiProperty({
    enum: modes,
    description:
      'cold: to a queue; direct: offered to one agent; warm: an agent is asked in, and has it when it is completed',
  })
  @IsIn(modes)
  readonly mode!: (typeof modes)[number];

  @ApiProperty({ example: 'asks about an invoice' }) @IsString() @Length(1, 255) readonly reason!: string;

  @ApiPropertyOptional({ example: 'billing', description: 'cold' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly toQueueId?: string;

  @ApiPropertyOptional({ type: [SkillBody], description: 'cold: what is asked for there, instead of before' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => SkillBody)
  readonly requiredSkills?: SkillBody[];

  @ApiPropertyOptional({ example: 'agent-bo', description: 'direct and warm' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly toAgentId?: string;

  @ApiPropertyOptional({ default: false, description: 'direct and warm: also when the agent has no room' })
  @IsOptional()
  @IsBoolean()
  readonly ignoreCapacity?: boolean;
}

const exits = ['abandoned', 'callback', 'voicemail'] as const;

export class LeaveQueueBody extends RepeatableBody {
  @ApiProperty({ enum: exits, description: 'abandoned closes the case; the others keep its place in the queue' })
  @IsIn(exits)
  readonly reason!: (typeof exits)[number];

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-03-06T16:00:00Z',
    description: 'callback: not before this; absent: as soon as it is their turn',
  })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(withOffset, { message: '$property must end with Z or an offset such as +01:00' })
  readonly notBefore?: string;
}

const outcomes = ['reached', 'busy', 'no-answer'] as const;

export class CallbackOutcomeBody extends CommandBody {
  @ApiProperty({ enum: outcomes }) @IsIn(outcomes) readonly outcome!: (typeof outcomes)[number];
}
