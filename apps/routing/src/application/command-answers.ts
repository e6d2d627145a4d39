import { Injectable } from '@nestjs/common';
import type { CommandResult } from '../domain/engine/engine-command.js';
import { RoutingReads } from './routing-reads.js';

const firstPollMs = 10;
const longestPollMs = 80;

/** Brings the engine's answers to who waits for them: at once where the leader is this process, by polling elsewhere. */
@Injectable()
export class CommandAnswers {
  private readonly waiting = new Map<string, (result: CommandResult) => void>();

  constructor(private readonly reads: RoutingReads) {}

  /** The engine of this process has committed a result. */
  tell(commandId: string, result: CommandResult): void {
    this.waiting.get(commandId)?.(result);
  }

  /** Undefined when there is no answer in time; the command stands and will be carried out. */
  async wait(commandId: string, timeoutMs: number): Promise<CommandResult | undefined> {
    const asking = { isOver: false };
    try {
      const told = new Promise<CommandResult>((resolve) => this.waiting.set(commandId, resolve));
      return await Promise.race([told, this.poll(commandId, timeoutMs, asking)]);
    } finally {
      asking.isOver = true;
      this.waiting.delete(commandId);
    }
  }

  private async poll(
    commandId: string,
    timeoutMs: number,
    asking: { readonly isOver: boolean },
  ): Promise<CommandResult | undefined> {
    const until = performance.now() + timeoutMs;
    for (let pauseMs = firstPollMs; performance.now() < until; pauseMs = Math.min(pauseMs * 2, longestPollMs)) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      if (asking.isOver) return undefined;
      const found = await this.reads.command(commandId);
      if (found?.result) return found.result;
    }
    return undefined;
  }
}
