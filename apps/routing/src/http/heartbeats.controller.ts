import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireRole } from '#libs/service';
import { Heartbeat } from '../application/desk/heartbeat.js';
import { validAgentId } from './agent-id.js';

class HeartbeatAnswer {
  @ApiProperty({ example: 'agent-ines' }) agentId!: string;
  @ApiProperty({ description: 'false of who is offline: nobody waits for the next one' }) isExpected!: boolean;
  @ApiProperty({ example: 30, description: 'nothing for so long: the connection is lost. Send three in that time' })
  lostAfterSeconds!: number;
}

@ApiTags('agents')
@ApiProblems(400, 401, 403, 404, 503)
@RequireRole('agent')
@Controller('v1/agents/:agentId/heartbeat')
export class HeartbeatsController {
  constructor(private readonly heartbeat: Heartbeat) {}

  /**
   * The agent is still there. Whoever sends one is expected to go on until they go offline; an open event stream sends
   * them by itself. When they stop, nothing is offered any more, calls and chats go to others at once, and the rest, with
   * the presence `away`, after a grace. The next one makes everything as it was said before.
   */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ type: HeartbeatAnswer })
  async beat(@Param('agentId') agentId: string): Promise<HeartbeatAnswer> {
    const { lostAfterMs, ...heard } = await this.heartbeat.beat(validAgentId(agentId));
    return { ...heard, lostAfterSeconds: lostAfterMs / 1000 };
  }
}
