import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';

export const offerStates = ['pending', 'accepted', 'declined', 'timed-out', 'rescinded'] as const;

export class OfferBody {
  @ApiProperty({ format: 'uuid' }) offerId!: string;
  @ApiProperty({ format: 'uuid' }) caseId!: string;
  @ApiProperty({ example: 'TR-8K3M-2Q7F' }) reference!: string;
  @ApiProperty({ example: 'agent-ines' }) agentId!: string;
  @ApiProperty({ enum: offerStates }) state!: string;
  @ApiProperty({ type: String, format: 'date-time' }) offeredAt!: Date;
  @ApiProperty({ type: String, format: 'date-time' }) expiresAt!: Date;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) endedAt?: Date;
  @ApiPropertyOptional() reason?: string;
  @ApiProperty({ example: 'email' }) channel!: string;
  @ApiProperty({ example: 'complaint' }) kind!: string;
  @ApiProperty({ example: 'delivery/parcel' }) issueKey!: string;
  @ApiProperty({ minimum: 1, maximum: 5 }) urgency!: number;
  @ApiPropertyOptional({ example: 'ro' }) language?: string;
  @ApiPropertyOptional({ description: 'who has the case now' }) ownerAgentId?: string;
}

export class OfferList {
  @ApiProperty({ type: [OfferBody] }) items!: OfferBody[];
}

export class OfferQuery {
  @ApiPropertyOptional({ enum: offerStates, default: 'pending' })
  @IsOptional()
  @IsIn(offerStates)
  readonly state: (typeof offerStates)[number] = 'pending';

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1000, default: 200 })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly limit: number = 200;
}

export class AcceptBody {
  @ApiPropertyOptional({ example: 'agent-ines', description: 'who accepts; refused when the offer is not theirs' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly agentId?: string;
}

export class DeclineBody extends AcceptBody {
  @ApiPropertyOptional({ example: 'I know this customer in person' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly reason?: string;
}
