import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ClientKafka } from '@nestjs/microservices';
import { InjectRepository } from '@nestjs/typeorm';
import { randomUUID } from 'node:crypto';
import { lastValueFrom } from 'rxjs';
import { Repository } from 'typeorm';
import { Activity } from './activity.entity.js';
import type { InteractionReceivedDto } from './interaction-received.dto.js';
import { settings } from './settings.js';

@Injectable()
export class ActivitiesService implements OnModuleInit {
  constructor(
    @InjectRepository(Activity) private readonly activities: Repository<Activity>,
    @Inject('KAFKA') private readonly kafka: ClientKafka,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.kafka.connect();
  }

  async record(received: InteractionReceivedDto, causationId: string): Promise<void> {
    const { customerId, interactionId, channel, direction, occurredAt, language, subject, text } = received;
    const activity =
      (await this.activities.findOneBy({ customerId })) ??
      this.activities.create({ customerId, version: 0, contacts: 0 });
    activity.version += 1;
    activity.contacts += 1;
    activity.lastChannel = channel;
    activity.lastAt = new Date(occurredAt);
    activity.last = { language, subject };
    await this.activities.save(activity);

    const value = {
      caseId: customerId,
      customerId,
      cycle: activity.version,
      channel,
      actorType: 'customer',
      interactionId,
      direction,
      occurredAt,
      product: text,
    };
    const headers = {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: randomUUID(),
      ce_source: '/idiomatic',
      ce_type: 'thirdring.case.interaction-added.v1',
      ce_time: new Date().toISOString(),
      ce_subject: customerId,
      ce_sequence: String(activity.version),
      ce_causationid: causationId,
      ce_correlationid: causationId,
    };
    // Waited for, or a broker's refusal would be lost together with the event.
    await lastValueFrom(this.kafka.emit(settings.outputTopic, { key: customerId, value, headers }));
  }
}
