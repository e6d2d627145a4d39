import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/messaging';
import type { EngineCommand } from '../../domain/engine/engine-command.js';
import type { SupportCase } from '../../domain/support-case.js';
import { AskEngine } from '../ask-engine.js';
import { FindCase } from '../find-case.js';
import { refusalOf, stateOf } from './refusals.js';

/** What whoever asks may say of it. */
export interface Asking {
  /** Who acts; refused when somebody else has the case. */
  readonly agentId?: string | undefined;
  /** Chosen by the caller, so that a repetition is known as one. */
  readonly commandId?: string | undefined;
}

/** The case afterwards, or the id of the command when the engine has not answered yet. */
export type CaseAfter = SupportCase | { readonly commandId: string };

/** Puts before the engine what concerns the stay of one case in its queue. */
@Injectable()
export class AskAboutCase {
  constructor(
    private readonly findCase: FindCase,
    private readonly engine: AskEngine,
  ) {}

  /** @throws DomainError `unknown-case`, `not-your-case`, or why the engine refuses, with the state that is */
  async run(
    idOrReference: string,
    { agentId, commandId }: Asking,
    commandOf: (itemId: string, found: SupportCase) => EngineCommand,
  ): Promise<CaseAfter> {
    const found = await this.findCase.run(idOrReference);
    const { caseId, itemId } = found;
    // Said again, it may be somebody else's by now: that is for the first answer to tell.
    const isTheirs = agentId === undefined || found.agentId === undefined || found.agentId === agentId;
    if (!isTheirs && commandId === undefined)
      throw new DomainError('not-your-case', 'somebody else has the case', 'forbidden', stateOf(found));
    if (itemId === undefined) {
      const [code, what] = found.status === 'open' ? ['not-in-queue', 'in no queue'] : ['case-ended', found.status];
      throw new DomainError(code, `the case is ${what}`, 'conflict', stateOf(found));
    }
    const asked = await this.engine.run(commandOf(itemId, found), commandId);
    if (asked.result === undefined) return { commandId: asked.commandId };
    const after = await this.findCase.run(caseId);
    if (asked.result.outcome === 'refused') throw refusalOf(asked.result.code, stateOf(after));
    return after;
  }
}
