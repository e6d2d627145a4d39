import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems, RequireRole } from '#libs/service';
import { ReportMetric } from '../application/report-metric.js';
import { present } from '../domain/present.js';
import { csatAnswer, csatCsv, volumeAnswer, volumeCsv } from './metric-answer.js';
import { csatExamples, volumeExamples } from './metric-examples.js';
import { MetricQuery } from './metric-query.dto.js';

/** Figures as JSON, or as CSV for who asks with `accept: text/csv`. */
@ApiTags('metrics')
@RequireRole('analyst')
@Controller('v1/metrics')
export class MetricsController {
  constructor(private readonly reports: ReportMetric) {}

  @Get('csat')
  @ApiOperation({ summary: '100 · n(4 and 5) / n(valid) on the scale 1–5; undefined where nobody answered' })
  @ApiOkResponse({ content: csatExamples })
  @ApiProblems(400, 401, 403, 503)
  async csat(
    @Query() { by, ...range }: MetricQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const report = await this.reports.csat(present(range), by);
    return isCsv(accept) ? csv(reply, csatCsv(report)) : csatAnswer(report);
  }

  @Get('volume')
  @ApiOperation({ summary: 'How much came in and was done, each event on the day on which it happened' })
  @ApiOkResponse({ content: volumeExamples })
  @ApiProblems(400, 401, 403, 503)
  async volume(
    @Query() { by, ...range }: MetricQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const report = await this.reports.volume(present(range), by);
    return isCsv(accept) ? csv(reply, volumeCsv(report)) : volumeAnswer(report);
  }
}

/** JSON unless CSV is named, and named before JSON. */
function isCsv(accept = ''): boolean {
  const [csvAt, jsonAt] = [accept.indexOf('text/csv'), accept.indexOf('application/json')];
  return csvAt >= 0 && (jsonAt < 0 || csvAt < jsonAt);
}

function csv(reply: FastifyReply, text: string): string {
  void reply.type('text/csv; charset=utf-8');
  return text;
}
