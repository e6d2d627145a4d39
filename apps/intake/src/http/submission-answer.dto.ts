import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Problem } from '#libs/service';

export class SubmissionAnswer {
  @ApiProperty({ format: 'uuid', example: '6f0c1d52-3a5e-8b1c-9d27-0f3f0f5e9a41' })
  readonly interactionId!: string;

  @ApiProperty({ description: 'It was here before, with the same body' })
  readonly repeated!: boolean;
}

export class BatchItemAnswer {
  @ApiProperty({ type: 'integer', description: 'Place of the submission in the array, from 0' })
  readonly index!: number;

  @ApiProperty({ type: 'integer', description: 'The status that it would have had alone', example: 202 })
  readonly status!: number;

  @ApiPropertyOptional({ format: 'uuid' })
  readonly interactionId?: string;

  @ApiPropertyOptional()
  readonly repeated?: boolean;

  @ApiPropertyOptional({ $ref: '#/components/schemas/Problem', type: Object } as never)
  readonly problem?: Problem;
}

export class BatchAnswer {
  @ApiProperty({ type: [BatchItemAnswer] })
  readonly items!: readonly BatchItemAnswer[];
}

export class WebhookItemAnswer {
  @ApiProperty({ type: 'integer', description: 'Place of the submission in the array, from 0' })
  readonly index!: number;

  @ApiProperty({ type: 'integer', example: 202 })
  readonly status!: number;

  @ApiPropertyOptional({ format: 'uuid' })
  readonly interactionId?: string;

  @ApiPropertyOptional()
  readonly repeated?: boolean;

  @ApiPropertyOptional({ type: 'integer', description: 'Where it is kept, because it cannot be taken in as it is' })
  readonly quarantineId?: number;
}

export class WebhookAnswer {
  @ApiProperty({ type: [WebhookItemAnswer] })
  readonly items!: readonly WebhookItemAnswer[];
}
