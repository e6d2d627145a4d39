import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiResponse, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { ApiProblems, InvalidFields, RequireRole } from '#libs/service';
import { AdapterDirectory } from '../application/adapter-directory.js';
import { QualityRecords, wholeSubmission } from '../application/quality-tally.js';
import { qualityProblems } from '../domain/quality.js';

const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const aDay = { message: 'must be a day such as 2026-01-31' };
const mostDays = 366;
const usualDays = 7;
const dayMs = 86_400_000;

class QualityQuery {
  @ApiPropertyOptional({ format: 'date', description: 'First day, UTC; a week before `to` where absent' })
  @IsOptional()
  @Matches(day, aDay)
  readonly from?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Last day, UTC; today where absent' })
  @IsOptional()
  @Matches(day, aDay)
  readonly to?: string;
}

class FieldQuality {
  @ApiProperty({ example: 'party.handle' }) readonly field!: string;
  @ApiProperty({ enum: qualityProblems }) readonly problem!: string;
  @ApiProperty({ type: 'integer' }) readonly count!: number;
}

class DayQuality {
  @ApiProperty({ format: 'date' }) readonly day!: string;
  @ApiProperty({ type: 'integer' }) readonly accepted!: number;
  @ApiProperty({ type: 'integer' }) readonly refused!: number;
  @ApiProperty({ type: [FieldQuality] }) readonly fields!: FieldQuality[];
}

class QualityAnswer {
  @ApiProperty() readonly adapterId!: string;
  @ApiProperty({ format: 'date' }) readonly from!: string;
  @ApiProperty({ format: 'date' }) readonly to!: string;
  @ApiProperty({ type: [DayQuality], description: 'Days with submissions, oldest first' })
  readonly days!: readonly DayQuality[];
}

@ApiTags('adapters')
@RequireRole('operator')
@Controller('v1/adapters/:adapterId/quality')
export class QualityController {
  constructor(
    private readonly records: QualityRecords,
    private readonly directory: AdapterDirectory,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What can be said against what an adapter submits, by day and field',
    description:
      '`missing`: expected and not there, or required; `invalid`; `unknown`: a word that no list has; `corrected`: written in another way than kept; `late`: in more than an hour after it happened. The name may be a `ce_source` that is not registered.',
  })
  @ApiResponse({ status: 200, type: QualityAnswer })
  @ApiProblems(400, 401, 403, 503)
  async quality(@Param('adapterId') adapterId: string, @Query() query: QualityQuery): Promise<QualityAnswer> {
    const to = query.to ?? new Date().toISOString().slice(0, 10);
    const from = query.from ?? new Date(Date.parse(to) - (usualDays - 1) * dayMs).toISOString().slice(0, 10);
    const length = (Date.parse(to) - Date.parse(from)) / dayMs;
    if (!(length >= 0 && length < mostDays)) {
      throw new InvalidFields([
        { field: 'from', problem: `must be at most ${mostDays} days before to`, limit: mostDays },
      ]);
    }
    const sources = (await this.directory.find(adapterId))?.sources ?? [adapterId];
    const counts = await this.records.of({ adapterId, from, to }, sources);
    const days = new Map<string, { day: string; accepted: number; refused: number; fields: FieldQuality[] }>();
    for (const { day: on, field, problem, count } of counts) {
      const known = days.get(on) ?? { day: on, accepted: 0, refused: 0, fields: [] };
      days.set(on, known);
      if (field !== wholeSubmission) known.fields.push({ field, problem, count });
      else if (problem === 'accepted') known.accepted += count;
      else known.refused += count;
    }
    return { adapterId, from, to, days: [...days.values()] };
  }
}
