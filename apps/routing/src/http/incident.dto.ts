import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { incidentKinds, type IncidentKind } from '#libs/contracts';
import { PageQuery } from '#libs/service';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const hasZone = { message: 'must be an instant with a zone, such as 2026-03-06T12:00:00Z' };
const toldBy = ['message', 'other-case', 'nothing'] as const;
const states = ['declared', 'ended'] as const;

function Values(description: string): PropertyDecorator {
  const all = [
    ApiPropertyOptional({ type: [String], description }),
    IsOptional(),
    IsArray(),
    ArrayNotEmpty(),
    ArrayMaxSize(50),
    IsString({ each: true }),
    Length(1, 255, { each: true }),
  ];
  return (target, property) => {
    for (const one of all) one(target, property);
  };
}

class RuleBody {
  @Values('what a case is about first') readonly topics?: string[];
  @Values('of the contact') readonly products?: string[];
  @Values('of the contact') readonly sites?: string[];
  @Values('of the contact') readonly brands?: string[];
  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @Matches(instant, hasZone)
  @IsISO8601()
  readonly openedFrom?: string;
  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @Matches(instant, hasZone)
  @IsISO8601()
  readonly openedUntil?: string;
}

const texts = {
  type: 'object' as const,
  additionalProperties: { type: 'string' },
  example: { en: 'A storm has closed our depot in the north.', ro: 'O furtună ne-a închis depozitul din nord.' },
};

export class PreviewBody {
  @ApiProperty({ type: RuleBody, description: 'all that are given must hold; of the values of one, any' })
  @IsObject()
  @ValidateNested()
  @Type(() => RuleBody)
  readonly rule!: RuleBody;
}

export class DeclareBody extends PreviewBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'chosen by you: sending it again gives the incident as it is' })
  @IsOptional()
  @IsUUID()
  readonly incidentId?: string;

  @ApiProperty({ enum: incidentKinds }) @IsIn(incidentKinds) readonly kind!: IncidentKind;

  @ApiProperty({ example: 'storm over the northern depots' }) @IsString() @Length(1, 900) readonly title!: string;

  @ApiProperty({ ...texts, description: 'what everyone affected is told, by language' })
  @IsObject()
  readonly reasons!: Readonly<Record<string, unknown>>;

  @ApiPropertyOptional({ default: 'en', description: 'for those in whose language there is no reason' })
  @IsOptional()
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  readonly language: string = 'en';

  @ApiPropertyOptional({ default: 'UTC', description: 'in which due times are written' })
  @IsOptional()
  @IsTimeZone()
  readonly timeZone: string = 'UTC';

  @ApiProperty({ format: 'date-time', description: 'by when everyone affected hears of it' })
  @Matches(instant, hasZone)
  @IsISO8601()
  readonly newDueAt!: string;
}

export class UpdateBody {
  @ApiPropertyOptional(texts) @IsOptional() @IsObject() readonly reasons?: Readonly<Record<string, unknown>>;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @Matches(instant, hasZone)
  @IsISO8601()
  readonly newDueAt?: string;
}

export class EndBody {
  @ApiProperty({ format: 'date-time', description: 'by when each of its cases is looked at again' })
  @Matches(instant, hasZone)
  @IsISO8601()
  readonly reviewBy!: string;

  @ApiPropertyOptional({ ...texts, description: 'said beside that it is over, by language' })
  @IsOptional()
  @IsObject()
  readonly closing?: Readonly<Record<string, unknown>>;
}

export class IncidentQuery extends PageQuery {
  @ApiPropertyOptional({ enum: states }) @IsOptional() @IsIn(states) readonly state?: (typeof states)[number];
}

export class IncidentCaseQuery extends PageQuery {
  @ApiPropertyOptional({ enum: toldBy, description: '`nothing`: cannot be written to, so somebody has to call' })
  @IsOptional()
  @IsIn(toldBy)
  readonly toldBy?: (typeof toldBy)[number];
}

export class PreviewAnswer {
  @ApiProperty({ description: 'open cases that the rule concerns now' }) openCases!: number;
}

export class IncidentAnswer {
  @ApiProperty({ format: 'uuid' }) incidentId!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: states }) state!: string;
  @ApiProperty({ type: RuleBody }) rule!: object;
  @ApiProperty(texts) reasons!: Readonly<Record<string, string>>;
  @ApiProperty() language!: string;
  @ApiProperty() timeZone!: string;
  @ApiProperty({ type: String, format: 'date-time' }) newDueAt!: Date;
  @ApiProperty({ description: 'counts what was told' }) revision!: number;
  @ApiProperty({ type: String, format: 'date-time' }) declaredAt!: Date;
  @ApiProperty() declaredBy!: string;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) endedAt?: Date;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) reviewBy?: Date;
  @ApiPropertyOptional() endedBy?: string;
}

class ToldAnswer {
  @ApiProperty() message!: number;
  @ApiProperty({ description: 'by a message about another case of the customer' }) 'other-case'!: number;
  @ApiProperty({ description: 'cannot be written to' }) nothing!: number;
}

class CountsAnswer {
  @ApiProperty() linked!: number;
  @ApiProperty({ type: ToldAnswer }) told!: ToldAnswer;
  @ApiProperty({ description: 'still to hear what was said last' }) outstanding!: number;
  @ApiProperty({ description: 'taken up again after the end' }) reviewed!: number;
}

export class IncidentWithCounts extends IncidentAnswer {
  @ApiProperty({ type: CountsAnswer }) counts!: CountsAnswer;
}

export class IncidentPage {
  @ApiProperty({ type: [IncidentAnswer] }) items!: readonly IncidentAnswer[];
  @ApiPropertyOptional() nextCursor?: string;
}

class IncidentCaseAnswer {
  @ApiProperty({ format: 'uuid' }) caseId!: string;
  @ApiProperty() reference!: string;
  @ApiProperty({ enum: ['open', 'resolved', 'closed'] }) state!: string;
  @ApiProperty({ enum: toldBy }) toldBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) linkedAt!: Date;
  @ApiPropertyOptional({ format: 'uuid', description: 'what the customer was promised at last' }) promiseId?: string;
  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'taken up again after the end' })
  endedAt?: Date;
}

export class IncidentCasePage {
  @ApiProperty({ type: [IncidentCaseAnswer] }) items!: readonly IncidentCaseAnswer[];
  @ApiPropertyOptional() nextCursor?: string;
}
