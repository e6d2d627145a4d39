import type { Classification } from './classification.js';

/** A submission that was taken in. Only what it is about can change; its id follows from `channelAccount` and `externalId`. */
export interface Interaction {
  readonly interactionId: string;
  readonly version: number;
  readonly customerId: string;
  /** The party's handle, normalised. */
  readonly handle: string;
  readonly isFirstContact: boolean;
  /** It gives an address that is known as somebody else's, and nobody attests it: nothing is sent there. */
  readonly isAddressOfAnother?: boolean | null;
  /** The submission as canonical JSON: the text that `bodyHash` is of. */
  readonly body: string;
  /** SHA-256 of `body` in hex. */
  readonly bodyHash: string;
  /** What it is about, as it is known now; nothing of an erased one. */
  readonly classification?: Classification | null;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
}

/** An envelope's identity and the interaction that it stands for: the first one, or the one it is an alias of. */
export interface Submission {
  /** See `envelopeKey`. */
  readonly envelope: string;
  readonly version: number;
  readonly interactionId: string;
}

/** Source and id of an envelope as one text; no other pair gives the same one. */
export function envelopeKey(source: string, id: string): string {
  return `${String(source.length)}|${source}|${id}`;
}

/** Of the event of a version: the first one has two, received and classified. */
export const sequenceOf = (version: number): number => version + 1;
