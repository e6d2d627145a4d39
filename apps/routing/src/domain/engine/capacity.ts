export interface Cost {
  readonly units: number;
  /** Takes the whole agent: nothing beside it, whatever the units. */
  readonly exclusive: boolean;
}

const voice: Cost = { units: 100, exclusive: true };
const chat: Cost = { units: 20, exclusive: false };
const unhurried: Cost = { units: 10, exclusive: false };

/** What one case takes of an agent's units; an agent usually has 100. */
export function costOf(channel: string): Cost {
  if (channel === 'phone') return voice;
  return channel === 'chat' ? chat : unhurried;
}
