import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { channels, type Channel } from '#libs/contracts';

const settablePresence = ['available', 'busy', 'away', 'offline'] as const;

export class SkillBody {
  @ApiProperty({ example: 'hu' }) @IsString() @Length(1, 255) readonly skill!: string;
  @ApiProperty({ minimum: 1, maximum: 5, example: 4 }) @IsInt() @Min(1) @Max(5) readonly level!: number;
}

export class AgentBody {
  @ApiPropertyOptional({ example: 'team-north' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly teamId?: string;

  @ApiPropertyOptional({ default: 100, description: 'a call takes all, a chat 20, anything else 10' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  readonly units: number = 100;

  @ApiPropertyOptional({ type: [String], default: ['default'] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @Length(1, 255, { each: true })
  readonly queues: string[] = ['default', 'praise', 'suggestions'];

  @ApiPropertyOptional({ type: [SkillBody], default: [] })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => SkillBody)
  readonly skills: SkillBody[] = [];
}

export class PresenceBody {
  @ApiProperty({ enum: settablePresence, example: 'available' })
  @IsIn(settablePresence)
  readonly state!: (typeof settablePresence)[number];

  @ApiPropertyOptional({ enum: channels, description: 'absent: on every channel' })
  @IsOptional()
  @IsIn([...channels])
  readonly channel?: Channel;

  @ApiPropertyOptional({ example: 'lunch' })
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly reason?: string;
}

class PresenceEntry {
  @ApiPropertyOptional({ enum: channels }) channel?: string;
  @ApiProperty({ enum: settablePresence }) state!: string;
  @ApiPropertyOptional() reason?: string;
  @ApiProperty({ format: 'date-time' }) since!: string;
}

export class AgentAnswer {
  @ApiProperty({ example: 'agent-ines' }) agentId!: string;
  @ApiProperty({ description: 'grows with each published change' }) version!: number;
  @ApiPropertyOptional() teamId?: string;
  @ApiProperty({ type: [SkillBody] }) skills!: readonly SkillBody[];
  @ApiProperty({ type: [String] }) queues!: readonly string[];
  @ApiProperty({ type: [PresenceEntry] }) presence!: readonly PresenceEntry[];
  @ApiPropertyOptional({ format: 'date-time', description: 'nothing is heard of them since; what they said is kept' })
  connectionLostAt?: string;
  @ApiProperty() units!: number;
  @ApiProperty({ description: 'taken by pending offers and assigned cases' }) unitsHeld!: number;
}
