import { Controller } from '@nestjs/common';
import { CaseOpened, InteractionSubmitted, type CloudEvent } from '#libs/contracts';
import { On, type HandlerOutcome } from '#libs/messaging';
import { AcknowledgeCase } from './application/acknowledge-case.js';
import type { IntakeUnit } from './application/stores.js';
import { SubmitInteraction } from './application/submit-interaction.js';

/** What intake consumes: event → what is loaded → use case. */
@Controller()
export class IntakeConsumer {
  constructor(
    private readonly submitInteraction: SubmitInteraction,
    private readonly acknowledgeCase: AcknowledgeCase,
  ) {}

  @On(InteractionSubmitted, (event) => SubmitInteraction.loads(event), { door: true })
  onInteractionSubmitted(event: CloudEvent<InteractionSubmitted>, unit: IntakeUnit): Promise<HandlerOutcome> {
    return this.submitInteraction.run(event, unit);
  }

  @On(CaseOpened, ({ data }) => ({
    interactions: data.interactionId,
    customers: data.customerId,
    acknowledgements: data.caseId,
  }))
  onCaseOpened(event: CloudEvent<CaseOpened>, unit: IntakeUnit): Promise<HandlerOutcome> {
    return this.acknowledgeCase.run(event, unit);
  }
}
