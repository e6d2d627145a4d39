import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CaseAnswer } from './case.dto.js';
import { DecisionAnswer } from './decision.dto.js';

/** One thing that happened, or one decision of the engine. */
export class StoryEntryAnswer {
  @ApiProperty({ enum: ['event', 'decision'] }) entry!: 'event' | 'decision';
  @ApiProperty({ type: String, format: 'date-time' }) at!: Date;
  @ApiProperty({ example: 'Offered to agent-ines, until 2026-03-02T08:02:05.000Z.' }) words!: string;
  @ApiPropertyOptional({ description: 'of an event: its place among those of the case' }) sequence?: number;
  @ApiPropertyOptional({ example: 'case.offered', description: 'of an event' }) type?: string;
  @ApiPropertyOptional({ enum: ['customer', 'agent', 'bot', 'system'], description: 'of an event' }) actor?: string;
  @ApiPropertyOptional({ type: Object, description: 'of an event: what it says beside what the case says' })
  data?: Readonly<Record<string, unknown>>;
  @ApiPropertyOptional({ type: DecisionAnswer }) decision?: DecisionAnswer;
}

export class StoryPage {
  @ApiProperty({ type: CaseAnswer }) case!: CaseAnswer;
  @ApiProperty({ type: [StoryEntryAnswer] }) items!: readonly StoryEntryAnswer[];
  @ApiPropertyOptional() nextCursor?: string;
}
