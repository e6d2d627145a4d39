import { sequenceOf } from '../domain/interaction.js';
import type { IntakeUnit } from './stores.js';

/**
 * One more fact about an interaction that changes nothing of it: its place among the events whose subject the interaction
 * is, so that they all follow one counter.
 */
export async function nextOfInteraction(
  interactionId: string,
  unit: IntakeUnit,
): Promise<{ readonly sequence: number }> {
  const interaction = await unit.interactions.get(interactionId);
  if (interaction === undefined) throw new Error(`interaction ${interactionId} is told of, and is not stored`);
  const version = interaction.version + 1;
  unit.interactions.put({ ...interaction, version });
  return { sequence: sequenceOf(version) };
}
