import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { PageQuery } from '#libs/service';

export class DecisionQuery extends PageQuery {
  @ApiProperty({ description: 'the case’s id or its reference', example: 'TR-2C8K-7Q4D' })
  @IsString()
  @Length(1, 64)
  readonly caseId!: string;
}

class ExclusionAnswer {
  @ApiProperty({ example: 'missing-skill' }) reason!: string;
  @ApiProperty({ description: 'how many agents' }) count!: number;
  @ApiProperty({ description: 'the first of them' }) agentIds!: readonly string[];
}

class ScoredAnswer {
  @ApiProperty() agentId!: string;
  @ApiProperty({ description: 'by the strategy; the greater, the better' }) score!: number;
}

/** One decision of the engine. What does not apply to its kind is absent. */
export class DecisionAnswer {
  @ApiProperty() decisionId!: string;
  @ApiProperty({ format: 'uuid' }) caseId!: string;
  @ApiProperty({ format: 'uuid', description: 'the case’s stay in a queue' }) itemId!: string;
  @ApiProperty({ type: String, format: 'date-time' }) at!: Date;
  @ApiProperty({ example: 'offered', description: '`offered`, or what else was decided' }) decision!: string;
  @ApiProperty({ description: 'the same in words' }) words!: string;
  @ApiPropertyOptional({ description: 'the rules that it was decided by' }) policyVersion?: string;
  @ApiPropertyOptional({ format: 'uuid' }) offerId?: string;
  @ApiPropertyOptional({ description: 'who it was offered to' }) winner?: string;
  @ApiPropertyOptional({ example: 'longest-idle' }) strategy?: string;
  @ApiPropertyOptional() queueId?: string;
  @ApiPropertyOptional({ description: 'relaxation step, from 0' }) step?: number;
  @ApiPropertyOptional({ description: 'of urgency, 0 the most urgent' }) tier?: number;
  @ApiPropertyOptional({ description: 'how many could have taken it' }) candidates?: number;
  @ApiPropertyOptional({ type: [ExclusionAnswer] }) exclusions?: readonly ExclusionAnswer[];
  @ApiPropertyOptional({ type: [ScoredAnswer], description: 'the best, the winner first' })
  ranked?: readonly ScoredAnswer[];
  @ApiPropertyOptional({ type: Object, description: 'what belongs to any other kind' })
  detail?: Readonly<Record<string, string | number>>;
}

export class DecisionPage {
  @ApiProperty({ type: [DecisionAnswer] }) items!: readonly DecisionAnswer[];
  @ApiPropertyOptional() nextCursor?: string;
}
