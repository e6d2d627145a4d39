import 'reflect-metadata';
import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { AppModule } from './app.module.js';
import { settings } from './settings.js';

const { brokers, groupId, partitionsConsumedConcurrently } = settings;

const app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule, {
  logger: ['error', 'warn'],
  transport: Transport.KAFKA,
  options: {
    client: { clientId: 'idiomatic', brokers },
    consumer: { groupId },
    subscribe: { fromBeginning: true },
    ...(partitionsConsumedConcurrently > 1 ? { run: { partitionsConsumedConcurrently } } : {}),
  },
});
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
app.enableShutdownHooks();
await app.listen();
