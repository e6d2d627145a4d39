import { Injectable } from '@nestjs/common';
import { InteractionReclassified } from '#libs/contracts';
import { DomainError, Units } from '#libs/messaging';
import type { Classification } from '../domain/classification.js';
import { correct, type Change, type Corrected } from '../domain/correction.js';
import { sequenceOf } from '../domain/interaction.js';
import type { IntakeStores, IntakeUnit } from './stores.js';

export interface CorrectionOrder {
  readonly interactionId: string;
  readonly caseId?: string | undefined;
  readonly change: Change;
  /** `agent:<id>` */
  readonly by: string;
}

export interface CorrectionAnswer {
  readonly classification: Classification;
  readonly changed: boolean;
}

/** A person says what a contact is really about. */
@Injectable()
export class CorrectClassification {
  constructor(private readonly units: Units<IntakeStores>) {}

  /**
   * Again by the same person: the same answer, `changed: false`, and no second event.
   * @throws DomainError when there is no such interaction, or its customer was erased
   */
  run(order: CorrectionOrder): Promise<CorrectionAnswer> {
    const { interactionId } = order;
    return this.units.run('correct-classification', { interactions: interactionId }, (unit) => apply(order, unit));
  }
}

async function apply(
  { interactionId, caseId, change, by }: CorrectionOrder,
  unit: IntakeUnit,
): Promise<CorrectionAnswer> {
  const interaction = await unit.interactions.get(interactionId);
  if (interaction === undefined) {
    throw new DomainError('unknown-interaction', 'there is no such interaction', 'not-found');
  }
  const current = interaction.classification;
  if (interaction.body === '' || !current) {
    throw new DomainError('erased-interaction', 'its customer was erased', 'not-found');
  }
  const corrected = correct(current, change, by);
  if (corrected === undefined) return { classification: current, changed: false };
  const classification = { ...current, ...corrected };
  const version = interaction.version + 1;
  unit.interactions.put({ ...interaction, version, classification });
  unit.corrections.append({
    correctionId: unit.newId(),
    interactionId,
    interactionVersion: version,
    ...(caseId !== undefined && { caseId }),
    by,
    at: unit.now,
    corrected,
  });
  const event = { interactionId, customerId: interaction.customerId, ...(caseId !== undefined && { caseId }) };
  const sequence = sequenceOf(version);
  unit.publish(InteractionReclassified, { ...event, ...reclassified(corrected) }, { sequence });
  return { classification, changed: true };
}

type Reclassified = Omit<InteractionReclassified, 'interactionId' | 'customerId' | 'caseId'>;

/** The lists of an event may be changed by whoever gets it, those of the state may not. */
function reclassified({ needs, topics, components, ...single }: Corrected): Reclassified {
  return {
    ...single,
    ...(needs && { needs: [...needs] }),
    ...(topics && { topics: [...topics] }),
    ...(components && { components: [...components] }),
  };
}
