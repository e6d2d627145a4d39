import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { DomainError } from '#libs/messaging';
import { ApiProblems, RequireRole } from '#libs/service';
import { RoutingReads, type CommandView } from '../application/routing-reads.js';

class CommandResultAnswer {
  @ApiProperty({ enum: ['done', 'refused'] }) outcome!: string;
  @ApiPropertyOptional({ example: 'unknown-offer' }) code?: string;
}

class CommandAnswer {
  @ApiProperty({ format: 'uuid' }) commandId!: string;
  @ApiProperty({ enum: ['pending', 'done'] }) state!: string;
  @ApiPropertyOptional({ type: CommandResultAnswer }) result?: CommandResultAnswer;
}

@ApiTags('commands')
@ApiProblems(400, 401, 403, 404)
@RequireRole('agent')
@Controller('v1/commands')
export class CommandsController {
  constructor(private readonly reads: RoutingReads) {}

  /** What became of a command that was answered with 202. */
  @Get(':commandId')
  @ApiOkResponse({ type: CommandAnswer })
  async one(@Param('commandId', ParseUUIDPipe) commandId: string): Promise<CommandView> {
    const found = await this.reads.command(commandId);
    if (found === undefined)
      throw new DomainError('unknown-command', 'there is no such command', 'not-found', { commandId });
    return found;
  }
}
