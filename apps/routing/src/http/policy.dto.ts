import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsObject, IsOptional, IsString, Length, Min } from 'class-validator';

const files = {
  type: 'object' as const,
  additionalProperties: { type: 'string' },
  description: 'the texts by their path in the folder',
  example: { 'sla.yaml': 'policies:\n  - id: standard\n    targets: { first-response: 4h }\n' },
};

export class PolicyBody {
  @ApiProperty(files)
  @IsObject()
  readonly files!: Readonly<Record<string, unknown>>;
}

export class ComparePolicyBody extends PolicyBody {
  @ApiPropertyOptional({ description: 'absent: the version that was applied last' })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly against?: number;
}

export class ApplyPolicyBody extends PolicyBody {
  @ApiPropertyOptional({
    description: 'the version that it is meant to follow, 0 for none: where another was applied since, 409',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly expected?: number;

  @ApiPropertyOptional({ example: 'contract of March' })
  @IsOptional()
  @IsString()
  @Length(1, 1024)
  readonly note?: string;
}

class MistakeAnswer {
  @ApiProperty() file!: string;
  @ApiPropertyOptional({ description: 'from 1; absent where the file as a whole is meant' }) line?: number;
  @ApiProperty({ description: 'the rule that is broken', example: 'hours.overlap' }) rule!: string;
  @ApiProperty() message!: string;
}

export class PolicyCheckAnswer {
  @ApiProperty() isValid!: boolean;
  @ApiProperty({ description: 'follows from the texts' }) hash!: string;
  @ApiProperty({ type: [MistakeAnswer] }) mistakes!: readonly MistakeAnswer[];
}

export class PolicyVersionAnswer {
  @ApiProperty({ description: 'counts what was applied, from 1' }) version!: number;
  @ApiProperty({ description: 'follows from the texts' }) hash!: string;
  @ApiProperty({ enum: ['folder', 'command'] }) origin!: string;
  @ApiProperty({ type: String, format: 'date-time' }) appliedAt!: Date;
  @ApiPropertyOptional() appliedBy?: string;
  @ApiPropertyOptional() note?: string;
  @ApiProperty({ type: String, format: 'date-time', description: 'every instance goes by it from then on' })
  inForceFrom!: Date;
}

export class AppliedPolicyAnswer extends PolicyVersionAnswer {
  @ApiProperty({ description: 'false when it was the newest already' }) isNew!: boolean;
}

export class StoredPolicyAnswer extends PolicyVersionAnswer {
  @ApiProperty(files) files!: Readonly<Record<string, string>>;
}

export class PolicyPage {
  @ApiPropertyOptional({
    type: PolicyVersionAnswer,
    description: 'what this instance goes by; absent while only its settings say anything',
  })
  inForce?: PolicyVersionAnswer;
  @ApiProperty({ type: [PolicyVersionAnswer] }) items!: readonly PolicyVersionAnswer[];
  @ApiPropertyOptional() nextCursor?: string;
}

class PolicyChangeAnswer {
  @ApiProperty({ enum: ['added', 'removed', 'changed'] }) change!: string;
  @ApiProperty() file!: string;
  @ApiProperty({ example: 'queues.billing.strategy' }) path!: string;
  @ApiPropertyOptional() before?: string;
  @ApiPropertyOptional() after?: string;
}

export class PolicyDiffAnswer {
  @ApiPropertyOptional({ type: PolicyVersionAnswer, description: 'absent where nothing was ever applied' })
  against?: PolicyVersionAnswer;
  @ApiProperty({ type: [PolicyChangeAnswer] }) changes!: readonly PolicyChangeAnswer[];
}
