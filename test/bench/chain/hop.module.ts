import { Controller, Module, type DynamicModule } from '@nestjs/common';
import {
  CaseInteractionAdded,
  InteractionReceived,
  MessageRequested,
  SurveyExpired,
  type CloudEvent,
} from '#libs/contracts';
import {
  MessagingModule,
  MessagingQuarantine1700000001410,
  MessagingSchema1700000000000,
  On,
  type Unit,
} from '#libs/messaging';
import { databaseModule, stateTable } from '#libs/persistence';
import { ServiceSettings, SettingsOf, settingsModule } from '#libs/service';
import { ActivityEntity } from '../../reference/activity.entity.js';
import { Activity1700000000001 } from '../../reference/activity.migration.js';
import type { ActivityStores } from '../../reference/record-contact.js';

@SettingsOf({ service: 'hop', port: 3191 })
export class HopSettings extends ServiceSettings {}

type HopUnit = Unit<ActivityStores>;

/** The same work as the reference consumer: one state read and written, one event published. */
async function count(customerId: string, unit: HopUnit): Promise<number> {
  const before = await unit.activities.get(customerId);
  const version = (before?.version ?? 0) + 1;
  unit.activities.put({
    customerId,
    version,
    contacts: version,
    lastChannel: 'email',
    lastAt: unit.now,
    last: { language: 'en' },
  });
  return version;
}

@Controller()
export class FirstHop {
  @On(InteractionReceived, ({ data }) => ({ activities: data.customerId }))
  async onInteractionReceived({ data }: CloudEvent<InteractionReceived>, unit: HopUnit): Promise<void> {
    const { customerId, interactionId, channel, direction } = data;
    const cycle = await count(customerId, unit);
    const added = { caseId: customerId, customerId, cycle, channel, interactionId, direction };
    unit.publish(CaseInteractionAdded, { ...added, actorType: 'customer' }, { sequence: cycle });
  }
}

@Controller()
export class SecondHop {
  @On(CaseInteractionAdded, ({ data }) => ({ activities: data.customerId }))
  async onCaseInteractionAdded({ data }: CloudEvent<CaseInteractionAdded>, unit: HopUnit): Promise<void> {
    const { customerId, interactionId } = data;
    const sequence = await count(customerId, unit);
    const expired = { responseId: interactionId, customerId, programmeId: 'chain', expiredAt: unit.now.toISOString() };
    unit.publish(SurveyExpired, expired, { sequence });
  }
}

@Controller()
export class ThirdHop {
  @On(SurveyExpired, ({ data }) => ({ activities: data.customerId }))
  async onSurveyExpired({ data }: CloudEvent<SurveyExpired>, unit: HopUnit): Promise<void> {
    const { customerId, responseId } = data;
    const sequence = await count(customerId, unit);
    const to = 'customer@mail.example';
    const message = { messageId: responseId, customerId, channelAccount: 'help@lamps.example', to, text: 'Through.' };
    unit.publish(MessageRequested, { ...message, purpose: 'other', channel: 'email' }, { sequence });
  }
}

/** Who may publish what the hop publishes: consumers check that. */
const hops = [
  { service: 'routing', controller: FirstHop },
  { service: 'follow-up', controller: SecondHop },
  { service: 'intake', controller: ThirdHop },
] as const;

/** One of three services in a row, each with a database of its own, for the latency of a path through several. */
@Module({})
export class HopModule {
  static at(index: number): DynamicModule {
    const hop = hops[index];
    if (hop === undefined) throw new RangeError(`There is no hop ${index}`);
    return {
      module: HopModule,
      imports: [
        settingsModule(HopSettings),
        databaseModule({
          settings: HopSettings,
          entities: [ActivityEntity],
          migrations: [MessagingSchema1700000000000, MessagingQuarantine1700000001410, Activity1700000000001],
        }),
        MessagingModule.forRootAsync({
          inject: [HopSettings],
          useFactory: (settings: HopSettings) => ({
            ...settings.messaging,
            service: hop.service,
            stores: { activities: stateTable(ActivityEntity, { key: 'customerId' }) },
          }),
        }),
      ],
      controllers: [hop.controller],
    };
  }
}
