import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CustomerChanged } from '#libs/contracts';
import { DomainError } from '#libs/messaging';
import {
  ApiContractResponse,
  ApiProblems,
  CurrentCaller,
  InvalidFields,
  RequireRole,
  type Caller,
} from '#libs/service';
import { customerChangedData } from '../application/customer-changed.js';
import { EditCustomer } from '../application/edit-customer.js';
import { EraseCustomer } from '../application/erase-customer.js';
import { FindCustomers } from '../application/find-customers.js';
import { CustomerRecords } from '../application/records.js';
import { CustomerEditBody, CustomerSearchQuery, ErasureAnswer } from './customer.dto.js';
import { knownId } from './is-uuid.js';
import { personOf } from './person.js';

@ApiTags('customers')
@RequireRole('agent', 'operator')
@ApiProblems(400, 401, 403, 404, 503)
@Controller('v1/customers')
export class CustomersController {
  constructor(
    private readonly customers: CustomerRecords,
    private readonly findCustomers: FindCustomers,
    private readonly editCustomer: EditCustomer,
    private readonly eraseCustomer: EraseCustomer,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Who has this handle or external id on file',
    description: 'At most 100. `verified` of their handles tells who has it and who only claims it.',
  })
  @ApiContractResponse(CustomerChanged, { description: 'Whole states', page: true })
  async search(@Query() query: CustomerSearchQuery): Promise<{ items: readonly CustomerChanged[] }> {
    if (query.handle === undefined && query.externalId === undefined) {
      throw new InvalidFields([{ field: 'handle', problem: 'or externalId must be given' }]);
    }
    return { items: (await this.findCustomers.run(query)).map(customerChangedData) };
  }

  @Get(':customerId')
  @ApiOperation({ summary: 'What is known of a customer, with those who were merged into it' })
  @ApiContractResponse(CustomerChanged, { description: 'The whole state' })
  async find(@Param('customerId') customerId: string): Promise<CustomerChanged> {
    const found = await this.customers.find(knownId(customerId));
    if (found === undefined) throw new DomainError('unknown-customer', 'there is no such customer', 'not-found');
    return customerChangedData(found);
  }

  @Patch(':customerId')
  @ApiProblems(409)
  @ApiOperation({
    summary: 'Correct a file',
    description:
      'Only what is to change; `null` takes a value back. What you say is verified: no adapter overrules it. A handle that you add as verified belongs to this customer, who is merged with whoever came by it, unless their external ids contradict.',
  })
  @ApiContractResponse(CustomerChanged, { description: 'The whole state' })
  async edit(
    @Param('customerId') customerId: string,
    @Body() { agentId, ...edit }: CustomerEditBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CustomerChanged> {
    const edited = await this.editCustomer.run(knownId(customerId), edit, personOf(caller, agentId));
    return customerChangedData(edited);
  }

  @Post(':customerId/erasure')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Forget a customer and everybody merged with it, here at once and in every other service soon after',
    description:
      'Nothing brings it back. Who comes again under the same handle is somebody new. Repeating it gives the same answer.',
  })
  @ApiOkResponse({ type: ErasureAnswer })
  async erase(@Param('customerId') customerId: string, @CurrentCaller() caller: Caller): Promise<ErasureAnswer> {
    const erasure = await this.eraseCustomer.run(knownId(customerId), `${caller.role}:${caller.id}`);
    return { customerId: erasure.customerId, erasedAt: erasure.erasedAt.toISOString() };
  }
}
