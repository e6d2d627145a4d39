import { Body, Controller, Delete, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, CurrentCaller, RequireRole, type Caller } from '#libs/service';
import { MergeCustomers } from '../application/merge-customers.js';
import { ByPersonQuery, MergeAnswerDto, MergeBody } from './customer.dto.js';
import { knownId } from './is-uuid.js';
import { personOf } from './person.js';

@ApiTags('customers')
@RequireRole('agent', 'operator')
@ApiProblems(400, 401, 403, 404, 409, 503)
@Controller('v1/customers/:customerId/merges')
export class MergesController {
  constructor(private readonly mergeCustomers: MergeCustomers) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Two customers are one: `other` becomes a part of this one',
    description:
      'Each keeps what it said; replies go where the contact came from, as before. Asking again changes nothing. Refused: an anonymous or erased customer, and one that is part of a third.',
  })
  @ApiOkResponse({ type: MergeAnswerDto })
  merge(
    @Param('customerId') customerId: string,
    @Body() { other, reason, agentId }: MergeBody,
    @CurrentCaller() caller: Caller,
  ): Promise<MergeAnswerDto> {
    const order = { customerId: knownId(customerId), otherId: knownId(other), by: personOf(caller, agentId), reason };
    return this.mergeCustomers.merge(order);
  }

  @Delete(':other')
  @ApiOperation({
    summary: 'They are not one after all',
    description:
      'Gives back exactly what each had; what came since stays with the handle by which it came. Whoever was merged into `other` before goes with it.',
  })
  @ApiOkResponse({ type: MergeAnswerDto })
  unmerge(
    @Param('customerId') customerId: string,
    @Param('other') other: string,
    @Query() { agentId }: ByPersonQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<MergeAnswerDto> {
    const order = { customerId: knownId(customerId), otherId: knownId(other), by: personOf(caller, agentId) };
    return this.mergeCustomers.unmerge(order);
  }
}
