import { DomainError } from '#libs/messaging';

/** @throws DomainError `invalid-agent-id` */
export function validAgentId(agentId: string): string {
  if (agentId.length <= 255 && agentId.isWellFormed() && !agentId.includes('\0')) return agentId;
  throw new DomainError('invalid-agent-id', 'an agent id is text of 1 to 255 characters', 'invalid');
}
