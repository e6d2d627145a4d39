import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireRole } from '#libs/service';
import { ExportCustomer, type CustomerData } from '../application/export-customer.js';

@ApiTags('customers')
@RequireRole('agent', 'operator')
@ApiProblems(400, 401, 403, 503)
@Controller('v1/customers/:customerId/data')
export class CustomerDataController {
  constructor(private readonly exportCustomer: ExportCustomer) {}

  @Get()
  @ApiOperation({
    summary: 'Everything that routing keeps of one customer',
    description:
      'Of a customer that it does not know: empty lists. Who was merged into it is asked for by their own id.',
  })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  export(@Param('customerId', ParseUUIDPipe) customerId: string): Promise<CustomerData> {
    return this.exportCustomer.run(customerId.toLowerCase());
  }
}
