import type { CloudEvent, InteractionClassified, InteractionSubmitted } from '#libs/contracts';
import { automaticOf } from '../domain/automatic-sender.js';
import { continuationOf, type Trace } from '../domain/case-link.js';
import { pointersOf, type Pointers } from './case-link-ids.js';
import type { IntakeUnit } from './stores.js';

type Continued = Pick<
  InteractionClassified,
  'caseId' | 'caseLink' | 'threadNote' | 'threadKey' | 'caseReference' | 'automatic'
>;

/**
 * What a contact is part of, and whether a machine sent it. A reference that leads to a case of somebody else is not
 * handed on: nobody after intake can mistake it for theirs.
 * @param own every key of the sender
 */
export async function continueCase(
  event: CloudEvent<InteractionSubmitted>,
  own: readonly string[],
  unit: IntakeUnit,
): Promise<Continued> {
  const pointers = pointersOf(event);
  const { self, quoted, thread } = pointers;
  const ours = self === undefined ? undefined : await unit.links.get(self);
  const automatic = ours?.isOurs === true ? { reason: 'own-message' } : automaticOf(event.data);
  const found = continuationOf(await tracesOf(pointers, unit), new Set(own));
  const isForeign = found.threadNote === 'quotes-case-of-another';
  return {
    ...found,
    ...(quoted !== undefined && !isForeign && { caseReference: quoted.reference }),
    ...(thread !== undefined && { threadKey: thread }),
    ...(automatic !== undefined && { automatic }),
  };
}

async function tracesOf({ quoted, repliedTo, thread }: Pointers, unit: IntakeUnit): Promise<readonly Trace[]> {
  const traces: Trace[] = [];
  if (quoted !== undefined) traces.push({ by: 'reference', link: await unit.links.get(quoted.linkId) });
  if (repliedTo !== undefined) traces.push({ by: 'in-reply-to', link: await unit.links.get(repliedTo) });
  if (thread !== undefined) traces.push({ by: 'thread', link: await unit.links.get(thread) });
  return traces;
}
