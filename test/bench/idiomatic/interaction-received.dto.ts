import { Type } from 'class-transformer';
import { IsBoolean, IsEmail, IsIn, IsISO8601, IsString, IsUUID, MaxLength, ValidateNested } from 'class-validator';

export class PartyDto {
  @IsIn(['email', 'phone', 'external-id', 'social', 'device', 'anonymous']) type!: string;
  @IsEmail() handle!: string;
  @IsBoolean() verified!: boolean;
}

export class InteractionReceivedDto {
  @IsUUID() interactionId!: string;
  @IsUUID() customerId!: string;
  @IsIn(['email', 'phone', 'chat', 'web-form']) channel!: string;
  @IsString() @MaxLength(255) channelAccount!: string;
  @IsString() @MaxLength(255) externalId!: string;
  @IsIn(['inbound', 'outbound']) direction!: string;
  @ValidateNested() @Type(() => PartyDto) party!: PartyDto;
  @IsString() @MaxLength(1024) subject!: string;
  @IsString() @MaxLength(65_536) text!: string;
  @IsString() @MaxLength(35) language!: string;
  @IsBoolean() isFirstContact!: boolean;
  @IsString() @MaxLength(255) handle!: string;
  @IsISO8601() occurredAt!: string;
  @IsISO8601() receivedAt!: string;
}
