import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { limits } from '#libs/contracts';
import { PageQuery } from '#libs/service';
import { clockMetrics } from '../domain/time/sla-terms.js';
import { JourneyAnswer, StepBody } from './journey.dto.js';
import { PromiseAnswer } from './promise.dto.js';

export const waitingParties = ['customer', 'agent', 'third-party'] as const;
const clockStates = ['running', 'paused', 'met', 'breached', 'cancelled', 'undecided'];
const states = ['open', 'resolved', 'closed'] as const;

export class CaseQuery extends PageQuery {
  @ApiPropertyOptional({ enum: states, description: 'absent: all' })
  @IsOptional()
  @IsIn(states)
  readonly state?: (typeof states)[number];
}

class ByAgent {
  @ApiPropertyOptional({ example: 'agent-ines', description: 'absent: who has the case' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly agentId?: string;
}

export class ReplyBody extends ByAgent {
  @ApiProperty({ example: 'Your parcel left the depot this morning; it is with you tomorrow.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(limits.textBytes)
  readonly text!: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'chosen by you: sending it again gives the first answer and no second message',
  })
  @IsOptional()
  @IsUUID()
  readonly messageId?: string;

  @ApiPropertyOptional({ enum: waitingParties, description: 'whose move it is then; clocks may stand still meanwhile' })
  @IsOptional()
  @IsIn(waitingParties)
  readonly waitingOn?: (typeof waitingParties)[number];
}

export class ResolveBody extends StepBody {
  @ApiPropertyOptional({ example: 'parcel stuck at the depot' })
  @IsOptional()
  @IsString()
  @Length(1, 4096)
  readonly cause?: string;

  @ApiPropertyOptional({ example: 'sent by express' })
  @IsOptional()
  @IsString()
  @Length(1, 4096)
  readonly remedy?: string;
}

export class CloseBody extends StepBody {
  @ApiPropertyOptional({ example: 'solved' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly reason?: string;
}

export class UnassignBody {
  @ApiProperty({ example: 'end of shift' }) @IsString() @Length(1, 255) readonly reason!: string;
}

export class ReplyAnswer {
  @ApiProperty({ format: 'uuid' }) messageId!: string;
  @ApiProperty({ format: 'uuid' }) caseId!: string;
  @ApiPropertyOptional() agentId?: string;
  @ApiProperty({ description: 'how long the customer had waited' }) waitedSeconds!: number;
  @ApiProperty({ description: 'false where there is no address to write to: by phone, in person, anonymous' })
  requested!: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) repliedAt!: Date;
}

export class ClockAnswer {
  @ApiProperty({ example: 'first-response', description: 'names it within the cycle' }) clockId!: string;
  @ApiProperty({ enum: clockMetrics }) metric!: string;
  @ApiProperty({ example: 'standard@3f9a1c20b7d4' }) policyVersion!: string;
  @ApiProperty({ enum: clockStates }) state!: string;
  @ApiProperty({ type: String, format: 'date-time' }) startedAt!: Date;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) dueAt?: Date;
  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'when the deciding fact happened' })
  decidedAt?: Date;
}

const transferModes = ['cold', 'direct', 'warm'];

class TransferAnswer {
  @ApiProperty({ description: 'the leg that began with it' }) leg!: number;
  @ApiProperty() cycle!: number;
  @ApiProperty({ enum: transferModes }) mode!: string;
  @ApiPropertyOptional({ description: 'who had it' }) from?: string;
  @ApiProperty({ description: 'a queue (cold) or an agent' }) to!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ type: String, format: 'date-time' }) at!: Date;
  @ApiPropertyOptional({ description: 'a supervisor' }) decidedBy?: string;
}

export class CaseAnswer {
  @ApiProperty({ format: 'uuid' }) caseId!: string;
  @ApiProperty({ example: 'TR-8K3M-2Q7F' }) reference!: string;
  @ApiProperty({ enum: states }) state!: string;
  @ApiProperty({ description: 'sequence of its last event' }) version!: number;
  @ApiProperty({ format: 'uuid' }) customerId!: string;
  @ApiProperty({ format: 'uuid' }) interactionId!: string;
  @ApiProperty({ example: 'delivery/parcel' }) issueKey!: string;
  @ApiProperty() cycle!: number;
  @ApiProperty({ example: 'email' }) channel!: string;
  @ApiProperty({ example: 'complaint' }) kind!: string;
  @ApiProperty() urgency!: number;
  @ApiPropertyOptional() queueId?: string;
  @ApiPropertyOptional() teamId?: string;
  @ApiPropertyOptional() product?: string;
  @ApiPropertyOptional() language?: string;
  @ApiPropertyOptional({ description: 'who has it' }) agentId?: string;
  @ApiProperty({ type: [String] }) agentIds!: readonly string[];
  @ApiProperty({ type: String, format: 'date-time' }) openedAt!: Date;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) resolvedAt?: Date;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) closedAt?: Date;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) waitingSince?: Date;
  @ApiPropertyOptional({ enum: waitingParties, description: 'whose move it is, where that was said' })
  waitingOn?: string;
  @ApiPropertyOptional({ example: 'vip', description: "the customer's tier when it was opened" }) plan?: string;
  @ApiPropertyOptional({ example: 'vip-day-and-night' }) entitlement?: string;
  @ApiPropertyOptional({ enum: clockStates }) firstResponse?: string;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) firstResponseDueAt?: Date;
  @ApiProperty({ type: [ClockAnswer], description: 'of this cycle, as they were told' })
  clocks!: readonly ClockAnswer[];
  @ApiProperty({ type: [PromiseAnswer], description: 'of all cycles' }) promises!: readonly PromiseAnswer[];
  @ApiProperty({ type: JourneyAnswer }) journey!: JourneyAnswer;
  @ApiPropertyOptional({ format: 'uuid', description: 'the case of the customer that it is a part of' })
  parentCaseId?: string;
  @ApiProperty({ type: [TransferAnswer], description: 'of all cycles, oldest first' })
  transfers!: readonly TransferAnswer[];
}

export class ResolveAnswer extends CaseAnswer {
  @ApiProperty({
    enum: ['needs-not-confirmed'],
    isArray: true,
    description: 'what the policy asks for and is not there',
  })
  warnings!: readonly string[];
}

export class CasePage {
  @ApiProperty({ type: [CaseAnswer] }) items!: readonly CaseAnswer[];
  @ApiPropertyOptional() nextCursor?: string;
}
