import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

class TierAnswer {
  @ApiProperty({ minimum: 1, maximum: 5, description: '5 is the most urgent; as it stands now, with all promotions' })
  urgency!: number;
  @ApiProperty() waiting!: number;
  @ApiProperty() longestWaitSeconds!: number;
}

export class QueueAnswer {
  @ApiProperty({ example: 'default' }) queueId!: string;
  @ApiProperty() waiting!: number;
  @ApiProperty({ description: 'not to be offered yet: callbacks, closed hours' }) held!: number;
  @ApiProperty({ description: 'offered, not yet answered' }) reserved!: number;
  @ApiProperty() assigned!: number;
  @ApiProperty({ description: 'over for the customer, its agent still busy with it' }) wrapping!: number;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) oldestEnqueuedAt?: Date;
  @ApiProperty() longestWaitSeconds!: number;
  @ApiProperty({ description: 'agents who are available on some channel, with or without room' })
  agentsAvailable!: number;
  @ApiProperty({ description: 'those of them who could be offered something' }) agentsWithRoom!: number;
  @ApiProperty({ description: 'at work, taking nothing at the moment' }) agentsBusy!: number;
  @ApiProperty({ description: 'away, or not heard of' }) agentsAway!: number;
  @ApiProperty({ type: [TierAnswer], description: 'what waits, most urgent first' }) tiers!: readonly TierAnswer[];
}

export class QueueList {
  @ApiProperty({ type: [QueueAnswer] }) items!: readonly QueueAnswer[];
}

export class EstimateQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 5, default: 3 })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(5)
  readonly urgency: number = 3;
}

class EstimateErrorAnswer {
  @ApiProperty({ description: 'estimates that were told and whose wait is over' }) count!: number;
  @ApiProperty() meanAbsoluteSeconds!: number;
  @ApiProperty({ description: 'above 0: longer waits were told than came' }) biasSeconds!: number;
}

const methods = ['room', 'throughput', 'recent-waits'];

export class EstimateAnswer {
  @ApiProperty({ example: 'default' }) queueId!: string;
  @ApiProperty() waiting!: number;
  @ApiProperty() agentsAvailable!: number;
  @ApiPropertyOptional({
    description: 'of who comes now; absent when nobody is there, or nothing was seen of the queue',
  })
  estimatedSeconds?: number;
  @ApiPropertyOptional({
    enum: methods,
    description:
      'room: somebody is free; throughput: place × the time between two acceptances while somebody waited, by the agents present; recent-waits: what others waited lately',
  })
  method?: string;
  @ApiPropertyOptional({ description: '1: the next' }) position?: number;
  @ApiPropertyOptional({ type: EstimateErrorAnswer }) error?: EstimateErrorAnswer;
}
