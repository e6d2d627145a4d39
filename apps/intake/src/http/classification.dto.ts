import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { components, kinds, needs, type Component, type Kind, type Need } from '#libs/contracts';
import { PageQuery } from '#libs/service';
import { trainingTargets, type TrainingTarget } from '../domain/correction.js';

/** Only what is to change. */
export class CorrectionBody {
  @ApiPropertyOptional({ example: 'agent-ines', description: 'who says so; absent: the owner of the key' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly agentId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'the case that was worked on' })
  @IsOptional()
  @IsUUID()
  readonly caseId?: string;

  @ApiPropertyOptional({ enum: kinds, example: 'claim' })
  @IsOptional()
  @IsIn(kinds)
  readonly kind?: Kind;

  @ApiPropertyOptional({ enum: needs, isArray: true, description: 'every need that holds, the primary one first' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(needs, { each: true })
  readonly needs?: Need[];

  @ApiPropertyOptional({ minimum: 1, maximum: 5, description: '5 is the most urgent' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5)
  readonly urgency?: number;

  @ApiPropertyOptional({ example: 'zh-Hant', description: 'BCP 47' })
  @IsOptional()
  @Matches(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, { message: 'language must be one of BCP 47, such as en or zh-Hant' })
  @Length(2, 35)
  readonly language?: string;

  @ApiPropertyOptional({ minimum: -1, maximum: 1 })
  @IsOptional()
  @IsNumber()
  @Min(-1)
  @Max(1)
  readonly sentiment?: number;

  @ApiPropertyOptional({ type: [String], maxItems: 20, description: 'all of them; an empty list: none' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 255, { each: true })
  readonly topics?: string[];

  @ApiPropertyOptional({ enum: components, isArray: true, description: 'all of them; an empty list: none' })
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(components, { each: true })
  readonly components?: Component[];
}

class Finding {
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }] }) value!: string | number;
  @ApiProperty({ minimum: 0, maximum: 1 }) confidence!: number;
  @ApiProperty({ example: 'rule:lexicon-en@1', description: '`adapter`, `rule:…`, `model:…` or `agent:…`' })
  by!: string;
}

class ClassificationState {
  @ApiProperty({ type: Finding }) kind!: unknown;
  @ApiProperty({ type: Finding, description: 'the primary need' }) need!: unknown;
  @ApiProperty({ enum: needs, isArray: true }) needs!: readonly string[];
  @ApiProperty({ type: Finding }) urgency!: unknown;
  @ApiProperty({ type: Finding }) language!: unknown;
  @ApiPropertyOptional({ type: Finding }) sentiment?: unknown;
  @ApiProperty({ type: [Finding] }) topics!: readonly unknown[];
  @ApiProperty({ type: [Finding] }) components!: readonly unknown[];
}

export class CorrectionAnswerBody {
  @ApiProperty({ format: 'uuid' }) interactionId!: string;
  @ApiProperty({ description: 'false: you had said the same before' }) changed!: boolean;
  @ApiProperty({ type: ClassificationState, description: 'as it is now' }) classification!: ClassificationState;
}

class CorrectionEntry {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ example: 'agent:agent-ines' }) by!: string;
  @ApiPropertyOptional({ format: 'uuid' }) caseId?: string;
  @ApiProperty({ type: ClassificationState, description: 'only what was said' })
  corrected!: Partial<ClassificationState>;
}

export class ClassificationBody {
  @ApiProperty({ format: 'uuid' }) interactionId!: string;
  @ApiProperty({ type: ClassificationState, description: 'as it is now' }) classification!: ClassificationState;
  @ApiProperty({ type: [CorrectionEntry], description: 'oldest first' }) corrections!: readonly CorrectionEntry[];
}

export class TrainingQuery extends PageQuery {
  @ApiProperty({ enum: trainingTargets, example: 'kind' })
  @IsIn(trainingTargets)
  readonly target!: TrainingTarget;
}

class TrainingEntry {
  @ApiProperty({ format: 'uuid' }) interactionId!: string;
  @ApiProperty({ description: 'subject and text' }) text!: string;
  @ApiProperty({ type: [String], description: 'one; of topics, needs and components also several or none' })
  labels!: readonly string[];
  @ApiProperty({ example: 'agent:agent-ines' }) by!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class TrainingPageBody {
  @ApiProperty({ type: [TrainingEntry] }) items!: readonly TrainingEntry[];
  @ApiPropertyOptional() nextCursor?: string;
}
