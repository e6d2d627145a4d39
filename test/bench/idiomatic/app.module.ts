import { Module } from '@nestjs/common';
import { ClientsModule, Transport } from '@nestjs/microservices';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesService } from './activities.service.js';
import { Activity } from './activity.entity.js';
import { CreateActivity1700000000000 } from './create-activity.migration.js';
import { InteractionsController } from './interactions.controller.js';
import { settings } from './settings.js';

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: settings.databaseUrl,
      entities: [Activity],
      migrations: [CreateActivity1700000000000],
      migrationsRun: true,
    }),
    TypeOrmModule.forFeature([Activity]),
    ClientsModule.register([
      {
        name: 'KAFKA',
        transport: Transport.KAFKA,
        options: { client: { clientId: 'idiomatic', brokers: settings.brokers }, producerOnlyMode: true },
      },
    ]),
  ],
  controllers: [InteractionsController],
  providers: [ActivitiesService],
})
export class AppModule {}
