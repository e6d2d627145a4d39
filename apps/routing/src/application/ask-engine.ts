import { Injectable } from '@nestjs/common';
import { Units } from '#libs/messaging';
import type { CommandResult, EngineCommand } from '../domain/engine/engine-command.js';
import { CommandAnswers } from './command-answers.js';
import type { RoutingStores } from './routing-unit.js';

const patienceMs = 2_000;

export interface Asked {
  readonly commandId: string;
  /** Absent when the engine has not answered yet; ask for the command later. */
  readonly result?: CommandResult;
}

/** Puts a command before the engine and waits a little for what comes of it. */
@Injectable()
export class AskEngine {
  constructor(
    private readonly units: Units<RoutingStores>,
    private readonly answers: CommandAnswers,
  ) {}

  async run(body: EngineCommand): Promise<Asked> {
    const commandId = await this.units.run('ask-engine', {}, async (unit) => {
      const id = unit.newId();
      unit.commands.append({ commandId: id, body });
      return id;
    });
    const result = await this.answers.wait(commandId, patienceMs);
    if (result?.outcome === 'refused' && result.code === 'failed')
      throw new Error(`the engine failed at ${body.kind} ${commandId}`);
    return result === undefined ? { commandId } : { commandId, result };
  }
}
