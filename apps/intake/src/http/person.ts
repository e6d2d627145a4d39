import type { Caller } from '#libs/service';

/** Who is written down as the one who did it: whom the caller names, or else the owner of the key. */
export const personOf = (caller: Caller, agentId: string | undefined): string => `agent:${agentId ?? caller.id}`;
