import { Injectable } from '@nestjs/common';
import { CaseInteractionAdded, type CloudEvent, type InteractionReceived } from '#libs/contracts';
import type { Store, Unit } from '#libs/messaging';

export interface Activity {
  readonly customerId: string;
  readonly version: number;
  readonly contacts: number;
  readonly lastChannel: string;
  readonly lastAt: Date;
  readonly last: object;
}

export interface ActivityStores {
  activities: Store<Activity>;
}

@Injectable()
export class RecordContact {
  async run({ data }: CloudEvent<InteractionReceived>, unit: Unit<ActivityStores>): Promise<void> {
    const before = await unit.activities.get(data.customerId);
    const version = (before?.version ?? 0) + 1;
    const last = { language: data.language, subject: data.subject };
    unit.activities.put({
      customerId: data.customerId,
      version,
      contacts: version,
      lastChannel: data.channel,
      lastAt: new Date(data.occurredAt),
      last,
    });
    const { customerId, interactionId, channel, direction, occurredAt } = data;
    unit.publish(
      CaseInteractionAdded,
      {
        caseId: customerId,
        customerId,
        cycle: version,
        channel,
        actorType: 'customer',
        interactionId,
        direction,
        occurredAt,
        product: data.text ?? '',
      },
      { sequence: version },
    );
  }
}
