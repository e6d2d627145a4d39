import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  Length,
  Matches,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { consentPurposes, contactStyles, partyTypes, relationTypes, type PartyType } from '#libs/contracts';

class ByPerson {
  @ApiPropertyOptional({ example: 'agent-ines', description: 'who does it; absent: the owner of the key' })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly agentId?: string;
}

const handleTypes = partyTypes.filter((type) => type !== 'anonymous');
const optionalText = { type: String, nullable: true } as const;

class EditedConsent {
  @ApiProperty({ enum: consentPurposes })
  @IsIn(consentPurposes)
  readonly purpose!: string;

  @ApiProperty()
  @IsBoolean()
  readonly granted!: boolean;

  @ApiPropertyOptional({ example: 'call of 3 March' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly source?: string;
}

class EditedRelation {
  @ApiProperty({ enum: relationTypes })
  @IsIn(relationTypes)
  readonly type!: string;

  @ApiProperty({ example: 'crm:20418', description: 'handle or external id of the other customer' })
  @IsString()
  @Length(1, 255)
  readonly to!: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  readonly removed?: boolean;
}

class EditedHandle {
  @ApiProperty({ enum: handleTypes })
  @IsIn(handleTypes)
  readonly type!: PartyType;

  @ApiProperty({ example: '+40722000111' })
  @IsString()
  @Length(1, 255)
  readonly handle!: string;

  @ApiPropertyOptional({ default: true, description: 'you made sure that it is theirs' })
  @IsOptional()
  @IsBoolean()
  readonly verified?: boolean;

  @ApiPropertyOptional({ description: 'take it off the file' })
  @IsOptional()
  @IsBoolean()
  readonly removed?: boolean;
}

class EditedQuietHours {
  @ApiProperty({ example: '21:00' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'start must be a time such as 21:00' })
  readonly start!: string;

  @ApiProperty({ example: '08:00', description: 'before the start: on the next day' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'end must be a time such as 08:00' })
  readonly end!: string;
}

/** Only what is to change; `null` takes a value back. */
export class CustomerEditBody extends ByPerson {
  @ApiPropertyOptional(optionalText)
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly name?: string | null;

  @ApiPropertyOptional(optionalText)
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly organisation?: string | null;

  @ApiPropertyOptional(optionalText)
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly segment?: string | null;

  @ApiPropertyOptional(optionalText)
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly tier?: string | null;

  @ApiPropertyOptional({ ...optionalText, example: 'ro', description: 'BCP 47' })
  @IsOptional()
  @IsString()
  @Length(2, 35)
  @Matches(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, { message: 'language must be a tag such as ro or zh-Hant' })
  readonly language?: string | null;

  @ApiPropertyOptional({ ...optionalText, example: 'Europe/Bucharest' })
  @IsOptional()
  @IsTimeZone()
  readonly timeZone?: string | null;

  @ApiPropertyOptional({ enum: contactStyles, nullable: true })
  @IsOptional()
  @IsIn(contactStyles)
  readonly contactStyle?: string | null;

  @ApiPropertyOptional({ type: EditedQuietHours, nullable: true, description: 'local time of the customer' })
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @ValidateNested()
  @Type(() => EditedQuietHours)
  readonly quietHours?: EditedQuietHours | null;

  @ApiPropertyOptional({ type: [EditedConsent] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EditedConsent)
  readonly consent?: EditedConsent[];

  @ApiPropertyOptional({ type: [EditedRelation] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => EditedRelation)
  readonly relations?: EditedRelation[];

  @ApiPropertyOptional({ type: [EditedHandle] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EditedHandle)
  readonly handles?: EditedHandle[];
}

export class MergeBody extends ByPerson {
  @ApiProperty({ format: 'uuid', description: 'who becomes a part of this customer' })
  @IsUUID()
  readonly other!: string;

  @ApiPropertyOptional({ example: 'said on the phone that both addresses are hers' })
  @IsOptional()
  @IsString()
  @Length(1, 1024)
  readonly reason?: string;
}

export class ByPersonQuery extends ByPerson {}

export class MergeAnswerDto {
  @ApiProperty({ format: 'uuid', description: 'under whom later events of either are read' })
  readonly survivorId!: string;

  @ApiProperty({ description: 'whether it was not so before' })
  readonly changed!: boolean;
}

export class ErasureAnswer {
  @ApiProperty({ format: 'uuid' })
  readonly customerId!: string;

  @ApiProperty({ format: 'date-time' })
  readonly erasedAt!: string;
}

export class CustomerSearchQuery {
  @ApiPropertyOptional({ example: 'ilinca.pop@mail.example', description: 'in whatever spelling' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly handle?: string;

  @ApiPropertyOptional({ example: 'crm:20418' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly externalId?: string;
}
