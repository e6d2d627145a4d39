import { Injectable } from '@nestjs/common';
import { DomainError, Units } from '#libs/messaging';
import type { CommandResult, EngineCommand } from '../domain/engine/engine-command.js';
import { CommandAnswers } from './command-answers.js';
import { RoutingReads } from './routing-reads.js';
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
    private readonly reads: RoutingReads,
  ) {}

  /**
   * A command under an id that was asked before is answered with what came of it then.
   * @throws DomainError `command-id-taken` when that was something else
   */
  async run(body: EngineCommand, chosenId?: string): Promise<Asked> {
    const repeated = chosenId === undefined ? undefined : await this.repeated(chosenId, body);
    if (repeated !== undefined) return repeated;
    let commandId: string;
    try {
      commandId = await this.ask(body, chosenId);
    } catch (error) {
      // Somebody may have asked the same at the same moment.
      const first = chosenId === undefined ? undefined : await this.repeated(chosenId, body);
      if (first === undefined) throw error;
      return first;
    }
    return this.answerOf(commandId, body);
  }

  private ask(body: EngineCommand, chosenId: string | undefined): Promise<string> {
    return this.units.run('ask-engine', {}, async (unit) => {
      const commandId = chosenId ?? unit.newId();
      unit.commands.append({ commandId, body });
      return commandId;
    });
  }

  private async answerOf(commandId: string, { kind }: EngineCommand): Promise<Asked> {
    const result = await this.answers.wait(commandId, patienceMs);
    if (result?.outcome === 'refused' && result.code === 'failed')
      throw new Error(`the engine failed at ${kind} ${commandId}`);
    return result === undefined ? { commandId } : { commandId, result };
  }

  private async repeated(commandId: string, body: EngineCommand): Promise<Asked | undefined> {
    const known = await this.reads.commandLike(commandId, body);
    if (known === undefined) return undefined;
    if (!known.isSame)
      throw new DomainError('command-id-taken', 'another command has this commandId', 'conflict', { commandId });
    return known.result === undefined ? this.answerOf(commandId, body) : { commandId, result: known.result };
  }
}
