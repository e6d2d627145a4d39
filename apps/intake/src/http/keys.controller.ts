import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems, CurrentCaller, RequireRole, type Caller } from '#libs/service';
import { KeyRecords } from '../application/adapter-directory.js';
import { IssueKeys } from '../application/issue-keys.js';
import { parseRate } from '../domain/rate.js';
import { CreatedKeyAnswer, KeyAnswer, KeyBody, KeyPage, KeyQuery, RotateBody } from './adapter.dto.js';
import { keyAnswer } from './credential-answers.js';

@ApiTags('keys of adapters')
@ApiProblems(400, 401, 403, 404, 409, 503)
@RequireRole('operator')
@Controller('v1/keys')
export class KeysController {
  constructor(
    private readonly issueKeys: IssueKeys,
    private readonly keys: KeyRecords,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Give an adapter a key',
    description:
      'The key is in the answer, and nowhere else ever. An adapter that is not known yet is registered for the accounts named.',
  })
  @ApiResponse({ status: 201, type: CreatedKeyAnswer })
  async create(@Body() body: KeyBody, @CurrentCaller() { id }: Caller): Promise<CreatedKeyAnswer> {
    const now = new Date();
    const { adapterId, accounts, rate, expiresAt } = body;
    const wanted = {
      adapterId,
      accounts,
      rate: rate === undefined ? undefined : parseRate(rate),
      expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
    };
    const { record, key } = await this.issueKeys.create(wanted, id, now);
    return { ...keyAnswer(record, now), key };
  }

  @Get()
  @ApiOperation({ summary: 'All keys, without the keys themselves' })
  @ApiResponse({ status: 200, type: KeyPage })
  async list(@Query() { adapter, limit, cursor }: KeyQuery): Promise<KeyPage> {
    const now = new Date();
    const page = await this.keys.list({ adapterId: adapter }, { limit, cursor });
    return { ...page, items: page.items.map((key) => keyAnswer(key, now)) };
  }

  @Get(':keyId')
  @ApiOperation({ summary: 'One key' })
  @ApiResponse({ status: 200, type: KeyAnswer })
  async find(@Param('keyId') keyId: string): Promise<KeyAnswer> {
    return keyAnswer(await this.issueKeys.found(keyId), new Date());
  }

  @Post(':keyId/rotate')
  @ApiOperation({ summary: 'A new key that may do the same; the old one goes on for a while' })
  @ApiBody({ type: RotateBody, required: false })
  @ApiResponse({ status: 201, type: CreatedKeyAnswer })
  async rotate(
    @Param('keyId') keyId: string,
    @Body() { overlapSeconds }: RotateBody = { overlapSeconds: 86_400 },
    @CurrentCaller() { id }: Caller,
  ): Promise<CreatedKeyAnswer> {
    const now = new Date();
    const { record, key } = await this.issueKeys.rotate(keyId, overlapSeconds, id, now);
    return { ...keyAnswer(record, now), key };
  }

  @Post(':keyId/revoke')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Refuse a key from now on',
    description: 'On every instance within two seconds. Again changes nothing.',
  })
  @ApiResponse({ status: 200, type: KeyAnswer })
  async revoke(@Param('keyId') keyId: string, @CurrentCaller() { id }: Caller): Promise<KeyAnswer> {
    return keyAnswer(await this.issueKeys.revoke(keyId, id), new Date());
  }
}
