import { Controller, Module } from '@nestjs/common';
import { InteractionReceived, type CloudEvent } from '#libs/contracts';
import {
  MessagingModule,
  MessagingQuarantine1700000001410,
  MessagingSchema1700000000000,
  On,
  type Unit,
} from '#libs/messaging';
import { databaseModule, stateTable } from '#libs/persistence';
import { ServiceSettings, SettingsOf, settingsModule } from '#libs/service';
import { ActivityEntity } from './activity.entity.js';
import { Activity1700000000001 } from './activity.migration.js';
import { RecordContact, type ActivityStores } from './record-contact.js';

@SettingsOf({ service: 'reference', port: 3190 })
export class ReferenceSettings extends ServiceSettings {}

@Controller()
export class ReferenceConsumer {
  constructor(private readonly recordContact: RecordContact) {}

  @On(InteractionReceived, (event) => ({ activities: event.data.customerId }))
  onInteractionReceived(event: CloudEvent<InteractionReceived>, unit: Unit<ActivityStores>): Promise<void> {
    return this.recordContact.run(event, unit);
  }
}

/** The smallest real service: inbox, one state, outbox. Tests, the benchmark and the chaos run measure the library by it. */
@Module({
  imports: [
    settingsModule(ReferenceSettings),
    databaseModule({
      settings: ReferenceSettings,
      entities: [ActivityEntity],
      migrations: [MessagingSchema1700000000000, MessagingQuarantine1700000001410, Activity1700000000001],
    }),
    MessagingModule.forRootAsync({
      inject: [ReferenceSettings],
      useFactory: (settings: ReferenceSettings) => ({
        service: 'reference',
        databaseUrl: settings.databaseUrl,
        brokers: settings.brokers,
        stores: { activities: stateTable(ActivityEntity, { key: 'customerId' }) },
      }),
    }),
  ],
  controllers: [ReferenceConsumer],
  providers: [RecordContact],
})
export class ReferenceModule {}
