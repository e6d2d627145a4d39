import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CustomerChanged } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import { ApiContractResponse, ApiProblems, RequireRole } from '#libs/service';
import { customerChangedData } from '../application/customer-changed.js';
import { CustomerRecords } from '../application/records.js';
import { isUuid } from './is-uuid.js';

@ApiTags('customers')
@RequireRole('adapter')
@Controller('v1/customers')
export class CustomersController {
  constructor(private readonly customers: CustomerRecords) {}

  @Get(':customerId')
  @ApiOperation({ summary: 'What is known of a customer' })
  @ApiContractResponse(CustomerChanged, { description: 'The whole state' })
  @ApiProblems(401, 403, 404, 503)
  async find(@Param('customerId') customerId: string): Promise<CustomerChanged> {
    const found = isUuid(customerId) ? await this.customers.find(customerId) : undefined;
    if (found === undefined) throw new DomainError('unknown-customer', 'there is no such customer', 'not-found');
    return customerChangedData(found);
  }
}
