import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsISO8601,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { limits } from '#libs/contracts';
import { PageQuery } from '#libs/service';
import { adapterIdPattern, type CredentialStatus } from '../domain/adapter.js';
import { ratePattern } from '../domain/rate.js';

const mostAccounts = 1_000;
const mostSources = 100;
const mostOverlapSeconds = 30 * 86_400;

const texts: [StringConstructor] = [String];
const accountsProperty = {
  type: texts,
  example: ['help@example.org', '+4021555*'],
  description: 'Exact names, or beginnings with a trailing `*`; `*` alone is every account',
  maxItems: mostAccounts,
};
const notEmptyOrSpaced = { each: true, message: 'each value must not be empty, nor begin or end with a space' };
const starOnlyAtEnd = { each: true, message: 'each value may have a * at its end only' };

/** Text in the form in which a door compares it. */
const inNfc = Transform(({ value }: { value: unknown }) =>
  Array.isArray(value) ? value.map((one: unknown) => (typeof one === 'string' ? one.normalize('NFC') : one)) : value,
);

export class AdapterBody {
  @ApiProperty(accountsProperty)
  @inNfc
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostAccounts)
  @IsString({ each: true })
  @MaxLength(limits.idCharacters, { each: true })
  @Matches(/^\S(.*\S)?$/, notEmptyOrSpaced)
  @Matches(/^[^*]*\*?$/, starOnlyAtEnd)
  readonly accounts!: string[];

  @ApiPropertyOptional({
    type: [String],
    example: ['/adapters/mail'],
    description: 'Values of `ce_source` that are this adapter’s alone; its id is one always',
  })
  @inNfc
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(mostSources)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(limits.idCharacters, { each: true })
  readonly sources?: string[];
}

export class KeyBody {
  @ApiProperty({ example: 'shop-mail' })
  @Matches(adapterIdPattern, { message: 'must be 1 to 64 letters, digits, ".", "_" and "-"' })
  readonly adapterId!: string;

  @ApiPropertyOptional({
    ...accountsProperty,
    description: `${accountsProperty.description}. Absent: all that the adapter has. An adapter that is not known yet is registered for these`,
  })
  @inNfc
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostAccounts)
  @IsString({ each: true })
  @MaxLength(limits.idCharacters, { each: true })
  @Matches(/^\S(.*\S)?$/, notEmptyOrSpaced)
  @Matches(/^[^*]*\*?$/, starOnlyAtEnd)
  readonly accounts?: string[];

  @ApiPropertyOptional({
    example: '50/s',
    description: 'Submissions in a second (s), minute (m) or hour (h), all instances together; absent: no limit',
  })
  @IsOptional()
  @Matches(ratePattern, { message: 'must look like 50/s, 1000/m or 20000/h' })
  readonly rate?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'The key ends by itself at this time' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly expiresAt?: string;
}

export class RotateBody {
  @ApiPropertyOptional({
    type: 'integer',
    default: 86_400,
    maximum: mostOverlapSeconds,
    description: 'How long what it replaces goes on',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(mostOverlapSeconds)
  readonly overlapSeconds: number = 86_400;
}

export class SecretBody {
  @ApiPropertyOptional({
    type: 'integer',
    maximum: mostOverlapSeconds,
    description: 'How long the one before goes on; absent: until it is revoked',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(mostOverlapSeconds)
  readonly overlapSeconds?: number;
}

export class KeyQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @Matches(adapterIdPattern, { message: 'must be the id of an adapter' })
  readonly adapter?: string;
}

export class AdapterAnswer {
  @ApiProperty() readonly adapterId!: string;
  @ApiProperty({ type: [String] }) readonly accounts!: readonly string[];
  @ApiProperty({ type: [String] }) readonly sources!: readonly string[];
  @ApiProperty() readonly createdAt!: Date;
  @ApiProperty() readonly createdBy!: string;
  @ApiProperty() readonly changedAt!: Date;
  @ApiProperty() readonly changedBy!: string;
}

class CredentialAnswer {
  @ApiProperty() readonly adapterId!: string;
  @ApiProperty({ enum: ['active', 'expired', 'revoked'] }) readonly status!: CredentialStatus;
  @ApiProperty() readonly createdAt!: Date;
  @ApiProperty() readonly createdBy!: string;
  @ApiPropertyOptional() readonly expiresAt?: Date;
  @ApiPropertyOptional() readonly revokedAt?: Date;
  @ApiPropertyOptional() readonly revokedBy?: string;
}

export class KeyAnswer extends CredentialAnswer {
  @ApiProperty({ example: '4k2m9x0q7abz', description: 'Public part of the key' }) readonly keyId!: string;
  @ApiPropertyOptional({ type: [String], description: 'Absent: all of the adapter' })
  readonly accounts?: readonly string[];
  @ApiPropertyOptional({ example: '50/s', description: 'Absent: no limit' }) readonly rate?: string;
  @ApiPropertyOptional({ description: 'To the minute' }) readonly lastUsedAt?: Date;
}

export class CreatedKeyAnswer extends KeyAnswer {
  @ApiProperty({ description: 'The key itself. It is shown this once and kept nowhere' }) readonly key!: string;
}

export class SecretAnswer extends CredentialAnswer {
  @ApiProperty() readonly secretId!: string;
}

export class CreatedSecretAnswer extends SecretAnswer {
  @ApiProperty({ example: 'whsec_…', description: 'What the sender signs with. It is shown this once' })
  readonly secret!: string;
}

export class AdapterPage {
  @ApiProperty({ type: [AdapterAnswer] }) readonly items!: readonly AdapterAnswer[];
  @ApiPropertyOptional() readonly nextCursor?: string;
}

export class KeyPage {
  @ApiProperty({ type: [KeyAnswer] }) readonly items!: readonly KeyAnswer[];
  @ApiPropertyOptional() readonly nextCursor?: string;
}

export class SecretList {
  @ApiProperty({ type: [SecretAnswer] }) readonly items!: readonly SecretAnswer[];
}
