import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ApiProblems, CurrentCaller, InvalidFields, PageQuery, RequireRole, type Caller } from '#libs/service';
import { AdapterDirectory } from '../application/adapter-directory.js';
import { RegisterAdapter, unknownAdapter } from '../application/register-adapter.js';
import { adapterIdPattern } from '../domain/adapter.js';
import { AdapterAnswer, AdapterBody, AdapterPage } from './adapter.dto.js';

@ApiTags('adapters')
@ApiProblems(400, 401, 403, 404, 409, 503)
@RequireRole('operator')
@Controller('v1/adapters')
export class AdaptersController {
  constructor(
    private readonly registerAdapter: RegisterAdapter,
    private readonly directory: AdapterDirectory,
  ) {}

  @Get()
  @ApiOperation({ summary: 'All registered adapters' })
  @ApiResponse({ status: 200, type: AdapterPage })
  list(@Query() { limit, cursor }: PageQuery): Promise<AdapterPage> {
    return this.directory.list({ limit, cursor });
  }

  @Get(':adapterId')
  @ApiOperation({ summary: 'One adapter' })
  @ApiResponse({ status: 200, type: AdapterAnswer })
  async find(@Param('adapterId') adapterId: string): Promise<AdapterAnswer> {
    const found = await this.directory.find(adapterId);
    if (found === undefined) throw unknownAdapter(adapterId);
    return found;
  }

  @Put(':adapterId')
  @ApiOperation({
    summary: 'Register an adapter: what it may publish for, at every door',
    description: 'Replaces what was registered. Its keys may do what both they and this allow.',
  })
  @ApiResponse({ status: 200, type: AdapterAnswer })
  async register(
    @Param('adapterId') adapterId: string,
    @Body() { accounts, sources }: AdapterBody,
    @CurrentCaller() { id }: Caller,
  ): Promise<AdapterAnswer> {
    if (!adapterIdPattern.test(adapterId)) {
      throw new InvalidFields([
        { field: 'adapterId', problem: 'must be 1 to 64 letters, digits, ".", "_" and "-"', limit: 64 },
      ]);
    }
    return this.registerAdapter.run({ adapterId, accounts, sources }, id);
  }
}
