import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireRole } from '#libs/service';
import { ExportCustomer, type CustomerData } from '../application/export-customer.js';
import { knownId } from './is-uuid.js';

@ApiTags('customers')
@RequireRole('agent', 'operator')
@ApiProblems(401, 403, 404, 503)
@Controller('v1/customers/:customerId/data')
export class CustomerDataController {
  constructor(private readonly exportCustomer: ExportCustomer) {}

  @Get()
  @ApiOperation({
    summary: 'Everything that intake knows of a customer and those merged with it',
    description: 'For the right of access. `npm run ops -- customers export` gathers the parts of all services.',
  })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  export(@Param('customerId') customerId: string): Promise<CustomerData> {
    return this.exportCustomer.run(knownId(customerId));
  }
}
