import type { DeadLetter, DeadLetterDetails } from '#libs/messaging';
import type { QuarantinedAnswer, QuarantinedDetails } from './quarantine.dto.js';

export function quarantinedAnswer(letter: DeadLetter): QuarantinedAnswer {
  const { id, status, code, reason, fields, tries } = letter;
  const known = {
    source: letter.eventSource,
    eventId: letter.eventId,
    type: letter.eventType,
    editedBy: letter.editedBy,
    editedAt: letter.editedAt,
    decidedBy: letter.decidedBy,
    decidedAt: letter.decidedAt,
    decisionReason: letter.decisionReason,
    outcome: letter.replayOutcome,
  };
  return {
    ...{ id, status, code, reason, fields, tries },
    firstRefusedAt: letter.firstFailedAt,
    lastRefusedAt: letter.lastFailedAt,
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
  };
}

export function quarantinedDetails(letter: DeadLetterDetails): QuarantinedDetails {
  const { headers, body, edited } = letter;
  return {
    ...quarantinedAnswer(letter),
    received: { headers, ...(body !== undefined && { body: readable(body) }) },
    ...(edited && { edited: { headers: edited.headers, body: readable(edited.body) } }),
  };
}

function readable(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes)) return { base64: bytes.toString('base64') };
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
