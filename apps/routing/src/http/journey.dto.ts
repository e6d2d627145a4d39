import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { limits } from '#libs/contracts';
import { expectationSources } from '../domain/journey/agreement.js';
import { journeySteps } from '../domain/journey/case-journey.js';

const confirmers = ['customer', 'agent'] as const;
const instant = { type: String, format: 'date-time', example: '2027-03-16T08:00:00Z' };

export class StepBody {
  @ApiPropertyOptional({
    example: 'agent-ines',
    description: 'absent: who has the case; 403 where somebody else has it',
  })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly agentId?: string;

  @ApiPropertyOptional({ description: 'of the case that you have seen, as the header If-Match' })
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly version?: number;
}

export class RestateBody extends StepBody {
  @ApiProperty({ example: 'The lamp came without its shade, and it was meant for a birthday on Friday.' })
  @IsString()
  @Length(1, 4096)
  readonly restatement!: string;

  @ApiPropertyOptional({ enum: confirmers, description: 'where it was confirmed at once, such as on the phone' })
  @IsOptional()
  @IsIn(confirmers)
  readonly confirmedBy?: (typeof confirmers)[number];

  @ApiPropertyOptional({ format: 'uuid', description: 'the contact in which the customer confirmed it' })
  @IsOptional()
  @IsUUID()
  readonly interactionId?: string;
}

export class ConfirmBody extends StepBody {
  @ApiProperty({ enum: confirmers, description: "the customer's word is not taken back by the agent's" })
  @IsIn(confirmers)
  readonly confirmedBy!: (typeof confirmers)[number];

  @ApiPropertyOptional({ format: 'uuid', description: 'the contact in which the customer said so' })
  @IsOptional()
  @IsUUID()
  readonly interactionId?: string;
}

export class OptionBody {
  @ApiProperty({ example: 'a new shade by express' }) @IsString() @Length(1, 1024) readonly what!: string;
  @ApiProperty({ description: 'what the customer took; at most one' }) @IsBoolean() readonly chosen!: boolean;
}

export class ExpectationBody {
  @ApiProperty({ description: '1: what matters most; without gaps' }) @IsInt() @Min(1) @Max(20) readonly rank!: number;
  @ApiProperty({ example: 'complete by Friday' }) @IsString() @Length(1, 1024) readonly what!: string;
  @ApiProperty({ enum: expectationSources })
  @IsIn(expectationSources)
  readonly expectationSource!: (typeof expectationSources)[number];
}

export class LoweredBody {
  @ApiProperty({ description: 'of the expectation' }) @IsInt() @Min(1) @Max(20) readonly rank!: number;
  @ApiPropertyOptional({ example: 'ivory instead of white', description: 'absent: nothing' })
  @IsOptional()
  @IsString()
  @Length(1, 1024)
  readonly to?: string;
  @ApiProperty({ example: 'white is sold out until spring' }) @IsString() @Length(1, 1024) readonly reason!: string;
}

export class AgreeBody extends StepBody {
  @ApiProperty({ type: [OptionBody] })
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => OptionBody)
  readonly options!: OptionBody[];

  @ApiProperty({ type: [ExpectationBody] })
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ExpectationBody)
  readonly expectations!: ExpectationBody[];

  @ApiPropertyOptional({ type: [LoweredBody] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => LoweredBody)
  readonly lowered?: LoweredBody[];

  @ApiProperty({ example: 'An ivory shade by express, there on Thursday.' })
  @IsString()
  @Length(1, 4096)
  readonly agreement!: string;
}

export class VerifyBody extends StepBody {
  @ApiProperty({ description: 'false opens the case again' }) @IsBoolean() readonly helped!: boolean;

  @ApiProperty({ enum: confirmers }) @IsIn(confirmers) readonly confirmedBy!: (typeof confirmers)[number];

  @ApiPropertyOptional({ example: 'all there now' })
  @IsOptional()
  @IsString()
  @Length(1, 4096)
  readonly comment?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'the contact in which the customer said so' })
  @IsOptional()
  @IsUUID()
  readonly interactionId?: string;
}

export class CourtesyBody extends StepBody {
  @ApiPropertyOptional({ description: 'written to the customer; absent where it was said' })
  @IsOptional()
  @IsString()
  @Length(1, limits.textBytes)
  readonly text?: string;
}

export class ShelveBody extends StepBody {
  @ApiProperty({ ...instant, description: 'when the case is looked at again; in the future, with an offset or Z' })
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(/(Z|[+-]\d\d:?\d\d)$/, { message: '$property must end with Z or an offset such as +01:00' })
  readonly reviewAt!: string;

  @ApiProperty({ example: 'white shades come in two weeks' }) @IsString() @Length(1, 1024) readonly reason!: string;
}

export class ResumeBody extends StepBody {
  @ApiPropertyOptional({ example: 'they came early' })
  @IsOptional()
  @IsString()
  @Length(1, 1024)
  readonly note?: string;
}

export class StepAnswer {
  @ApiProperty({ enum: journeySteps }) step!: string;
  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'absent: not taken in this cycle' }) at?: Date;
}

class AgreedAnswer {
  @ApiProperty({ description: 'counts the agreements of the case' }) revision!: number;
  @ApiProperty({ type: String, format: 'date-time' }) at!: Date;
  @ApiProperty({ type: [OptionBody] }) options!: readonly OptionBody[];
  @ApiProperty({ type: [ExpectationBody] }) expectations!: readonly ExpectationBody[];
  @ApiProperty({ type: [LoweredBody] }) lowered!: readonly LoweredBody[];
  @ApiProperty() agreement!: string;
}

class ShelfAnswer {
  @ApiProperty({ type: String, format: 'date-time' }) reviewAt!: Date;
  @ApiProperty() reason!: string;
}

export class JourneyAnswer {
  @ApiProperty({ type: [StepAnswer], description: 'in their order' }) steps!: readonly StepAnswer[];
  @ApiPropertyOptional() restatement?: string;
  @ApiPropertyOptional({ enum: confirmers }) confirmedBy?: string;
  @ApiPropertyOptional({ description: 'whether it helped, where that was asked' }) helped?: boolean;
  @ApiPropertyOptional({ type: AgreedAnswer, description: 'the latest' }) agreed?: AgreedAnswer;
  @ApiPropertyOptional({ type: ShelfAnswer, description: 'while it is shelved' }) shelved?: ShelfAnswer;
}
