import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FieldError } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import { ApiProblems, CurrentCaller, RequireRole, type Caller } from '#libs/service';
import { DeclareIncident } from '../application/incidents/declare-incident.js';
import { IncidentReads } from '../application/incidents/incident-reads.js';
import type { Incident, Told } from '../domain/incidents/incident.js';
import {
  DeclareBody,
  EndBody,
  IncidentCasePage,
  IncidentCaseQuery,
  IncidentPage,
  IncidentQuery,
  IncidentWithCounts,
  PreviewAnswer,
  PreviewBody,
  UpdateBody,
  type IncidentAnswer,
} from './incident.dto.js';

@ApiTags('incidents')
@ApiProblems(400, 401, 403, 404, 409, 503)
@RequireRole('supervisor', 'operator')
@Controller()
export class IncidentsController {
  constructor(
    private readonly declareIncident: DeclareIncident,
    private readonly reads: IncidentReads,
  ) {}

  /** How many open cases a rule concerns, before everybody is written to. */
  @Post('v1/incidents::preview')
  @HttpCode(200)
  @ApiOkResponse({ type: PreviewAnswer })
  async preview(@Body() { rule }: PreviewBody): Promise<PreviewAnswer> {
    return { openCases: await this.reads.concerned({ ...rule }) };
  }

  /** Open and coming cases become part of it; everyone affected hears the reason and by when there is news, in their language. */
  @Post('v1/incidents')
  @ApiCreatedResponse({ type: IncidentWithCounts })
  async declare(@Body() body: DeclareBody, @CurrentCaller() { id }: Caller): Promise<IncidentWithCounts> {
    const { incidentId, kind, title, rule, reasons, language, timeZone, newDueAt } = body;
    return this.answer(
      await this.declareIncident.declare({
        ...{ kind, title, rule: { ...rule }, reasons: toldOf('reasons', reasons), language, timeZone, by: id },
        newDueAt: new Date(newDueAt),
        ...(incidentId !== undefined && { incidentId: incidentId.toLowerCase() }),
      }),
    );
  }

  @Get('v1/incidents')
  @ApiOkResponse({ type: IncidentPage })
  async list(@Query() { state, limit, cursor }: IncidentQuery): Promise<IncidentPage> {
    const { items, nextCursor } = await this.reads.list(state, limit, cursor);
    return { items: items.map(incidentAnswer), ...(nextCursor !== undefined && { nextCursor }) };
  }

  /** With how far it has come. */
  @Get('v1/incidents/:incidentId')
  @ApiOkResponse({ type: IncidentWithCounts })
  async one(@Param('incidentId', ParseUUIDPipe) incidentId: string): Promise<IncidentWithCounts> {
    return this.answer(await this.declareIncident.found(incidentId));
  }

  @Get('v1/incidents/:incidentId/cases')
  @ApiOkResponse({ type: IncidentCasePage })
  async cases(
    @Param('incidentId', ParseUUIDPipe) incidentId: string,
    @Query() { toldBy, limit, cursor }: IncidentCaseQuery,
  ): Promise<IncidentCasePage> {
    await this.declareIncident.found(incidentId);
    const { items, nextCursor } = await this.reads.cases(incidentId, toldBy, limit, cursor);
    const shown = items.map(
      ({ linkId: _link, version: _version, incidentId: _id, revision: _revision, ...one }) => one,
    );
    return { items: shown, ...(nextCursor !== undefined && { nextCursor }) };
  }

  /** Another reason or another due time: everyone affected hears it. */
  @Post('v1/incidents/:incidentId/update')
  @HttpCode(200)
  @ApiOkResponse({ type: IncidentWithCounts })
  async update(
    @Param('incidentId', ParseUUIDPipe) incidentId: string,
    @Body() { reasons, newDueAt }: UpdateBody,
    @CurrentCaller() { id: by }: Caller,
  ): Promise<IncidentWithCounts> {
    const change = {
      ...(reasons && { reasons: toldOf('reasons', reasons) }),
      ...(newDueAt !== undefined && { newDueAt: new Date(newDueAt) }),
    };
    return this.answer(await this.declareIncident.update(incidentId, { ...change, by }));
  }

  /** It is over: each of its open cases is taken up again, with a promise by when. */
  @Post('v1/incidents/:incidentId/end')
  @HttpCode(200)
  @ApiOkResponse({ type: IncidentWithCounts })
  async end(
    @Param('incidentId', ParseUUIDPipe) incidentId: string,
    @Body() { reviewBy, closing }: EndBody,
    @CurrentCaller() { id: by }: Caller,
  ): Promise<IncidentWithCounts> {
    const command = { reviewBy: new Date(reviewBy), by, ...(closing && { closing: toldOf('closing', closing) }) };
    return this.answer(await this.declareIncident.end(incidentId, command));
  }

  private async answer(incident: Incident): Promise<IncidentWithCounts> {
    return { ...incidentAnswer(incident), counts: await this.reads.counts(incident) };
  }
}

function incidentAnswer(incident: Incident): IncidentAnswer {
  const { version: _version, sweptAt: _swept, fullSweepAt: _full, ...shown } = incident;
  return shown;
}

const maxText = 4_096;

function toldOf(field: string, texts: Readonly<Record<string, unknown>>): Told {
  const entries = Object.entries(texts);
  const errors = entries.flatMap(([language, text]): FieldError[] => {
    const at = `${field}.${language.slice(0, 35)}`;
    if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language))
      return [{ field: at, problem: 'must be a language, such as en' }];
    return typeof text === 'string' &&
      text.trim() !== '' &&
      text.length <= maxText &&
      text.isWellFormed() &&
      !text.includes('\0')
      ? []
      : [{ field: at, problem: `must be text of 1 to ${String(maxText)} characters`, limit: maxText }];
  });
  if (entries.length === 0 || entries.length > 50)
    errors.push({ field, problem: 'must have 1 to 50 languages', limit: 50 });
  if (errors.length === 0) return Object.fromEntries(entries) as Told;
  throw new DomainError('invalid-fields', 'the texts are not as they must be', 'invalid', { errors });
}
