import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DomainError } from '#libs/messaging';
import { ApiProblems, RequireRole } from '#libs/service';
import { ExportRows } from '../application/export-rows.js';
import { ParquetFile, type ExportTable, type ExportValue } from '../application/export-table.js';
import { metricCatalogue } from '../domain/catalogue/metric-catalogue.js';
import { present } from '../domain/present.js';
import { ExportRequest } from './export.dto.js';
import { csvOf } from './metric-csv.js';

@ApiTags('exports')
@RequireRole('analyst')
@Controller('v1/exports')
export class ExportsController {
  constructor(
    private readonly rows: ExportRows,
    private readonly parquet: ParquetFile,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'A CSV or Parquet file of figures or of feedback records, the same as the API answers',
    description:
      'Figures take what `GET /v1/metrics/{id}` takes. Records take `from`, `to` (of `occurredAt`) and `measure`; at most 100,000 of them.',
  })
  @ApiOkResponse({
    content: {
      'text/csv': { example: 'metric,method,…\r\nnps,unweighted,…\r\n' },
      'application/vnd.apache.parquet': { schema: { type: 'string', format: 'binary' } },
    },
  })
  @ApiProblems(400, 401, 403, 404, 503)
  async export(
    @Body() request: ExportRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Buffer> {
    const table = await this.tableOf(request);
    const name = `${request.of === 'metric' ? (request.metric ?? 'metric') : 'feedback'}.${request.format}`;
    void reply.header('content-disposition', `attachment; filename="${name}"`);
    void reply.type(request.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.apache.parquet');
    return request.format === 'csv' ? csvText(table) : Buffer.from(this.parquet.write(table));
  }

  private async tableOf({ of, format: _, metric, measure, ...asked }: ExportRequest): Promise<ExportTable> {
    if (of === 'feedback') {
      return this.rows.records(present({ from: dateOf('from', asked.from), to: dateOf('to', asked.to), measure }));
    }
    if (metric !== undefined) return this.rows.figures({ metric, ...present(asked) }, new Date());
    const metrics = metricCatalogue.map(({ id }) => id);
    throw new DomainError('metric-missing', 'say which metric; see details.metrics', 'invalid', { metrics });
  }
}

function dateOf(field: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return at;
  throw new DomainError('invalid-instant', `${field} must be a day or an instant`, 'invalid', { field });
}

function csvText({ columns, rows }: ExportTable): string {
  const names = columns.map(({ name }) => name);
  const lines = rows.map((row) => Object.fromEntries(names.map((name) => [name, cell(row[name])])));
  return csvOf(names, lines);
}

function cell(value: ExportValue): string | number | undefined {
  if (value === undefined || typeof value === 'number' || typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
