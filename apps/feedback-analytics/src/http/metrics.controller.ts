import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems, RequireRole } from '#libs/service';
import { QueryMetric } from '../application/query-metric.js';
import { ReportBacklog } from '../application/report-backlog.js';
import { ReportVolume } from '../application/report-volume.js';
import { metricCatalogue } from '../domain/catalogue/metric-catalogue.js';
import { formulas } from '../domain/figures/formulas.js';
import { present } from '../domain/present.js';
import { FigureQuery } from './figure-query.dto.js';
import { metricAnswer, metricCsv } from './metric-answer.js';
import { backlogExample, catalogueExample, metricExamples, volumeExamples } from './metric-examples.js';
import { MetricQuery } from './metric-query.dto.js';
import { volumeAnswer, volumeCsv } from './volume-answer.js';

/** Figures as JSON, or as CSV for who asks with `accept: text/csv`. */
@ApiTags('metrics')
@RequireRole('analyst')
@Controller('v1/metrics')
export class MetricsController {
  constructor(
    private readonly query: QueryMetric,
    private readonly volumes: ReportVolume,
    private readonly backlog: ReportBacklog,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The catalogue: every metric with formula, methods, unit, direction and minimum n' })
  @ApiOkResponse({ content: { 'application/json': { example: catalogueExample } } })
  @ApiProblems(401, 403, 503)
  catalogue(): object {
    return {
      items: metricCatalogue.map((entry) => ({
        ...entry,
        isServed: formulas.has(entry.id) || entry.id === 'backlog-age',
      })),
    };
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
    const report = await this.volumes.run(present(range), by);
    return isCsv(accept) ? csv(reply, volumeCsv(report)) : volumeAnswer(report);
  }

  @Get('backlog-age')
  @ApiOperation({ summary: 'How old the open cases are now, in days: median, p90 and three buckets' })
  @ApiOkResponse({ content: { 'application/json': { example: backlogExample } } })
  @ApiProblems(400, 401, 403, 503)
  async backlogAge(@Query() { by, filter }: FigureQuery): Promise<object> {
    const report = await this.backlog.run(present({ by, filter }), new Date());
    const figures = report.figures.map(({ isWithheld, ...figure }) => ({
      ...figure,
      ...(isWithheld && { withheld: true }),
    }));
    return { metric: 'backlog-age', formulaVersion: 1, unit: 'days', ...report, figures };
  }

  @Get(':id')
  @ApiParam({ name: 'id', example: 'nps' })
  @ApiOperation({
    summary: 'A metric by every method, in windows and slices, with n, missing, interval and status',
    description:
      'Undefined where there is nothing to divide by; withheld about people on fewer answers than the minimum n. ' +
      '`provisional` until ordinary facts of the window have come, then `final`, and `revised` when it changed after that.',
  })
  @ApiOkResponse({ content: metricExamples })
  @ApiProblems(400, 401, 403, 404, 503)
  async metric(
    @Param('id') metric: string,
    @Query() question: FigureQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const answer = await this.query.run({ metric, ...present(question) }, new Date());
    return isCsv(accept) ? csv(reply, metricCsv(answer)) : metricAnswer(answer);
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
