import type { World } from '../world/world.js';

export interface Invitation {
  readonly to: string;
  readonly responseId: string;
}

/** What an adapter delivers: each invitation to a survey, as it appears in the topic; some come twice. */
export class Invitations {
  private read = 0;

  constructor(private readonly world: World) {}

  next(): Invitation | undefined {
    const { records } = this.world;
    while (this.read < records.length) {
      const record = records[this.read];
      this.read += 1;
      if (record?.headers['ce_type'] !== 'thirdring.message.requested.v1') continue;
      const { purpose, to, responseId } = JSON.parse(record.value ?? '{}') as Record<string, string>;
      if (purpose === 'survey' && to !== undefined && responseId !== undefined) return { to, responseId };
    }
    return undefined;
  }
}
