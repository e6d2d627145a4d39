import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { waitingParties } from './case.dto.js';

export class WaitingBody {
  @ApiProperty({ enum: waitingParties, description: 'whose move it is; `agent` ends the waiting' })
  @IsIn(waitingParties)
  readonly on!: (typeof waitingParties)[number];

  @ApiPropertyOptional({ example: 'asked for the invoice number' })
  @IsOptional()
  @IsString()
  @Length(1, 1024)
  readonly reason?: string;
}

export class CarryOverBody {
  @ApiPropertyOptional({ example: 'contract of March' })
  @IsOptional()
  @IsString()
  @Length(1, 1024)
  readonly reason?: string;
}
