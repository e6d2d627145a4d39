import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, KafkaContext, Payload } from '@nestjs/microservices';
import { ActivitiesService } from './activities.service.js';
import { InteractionReceivedDto } from './interaction-received.dto.js';
import { settings } from './settings.js';

@Controller()
export class InteractionsController {
  constructor(private readonly activities: ActivitiesService) {}

  @EventPattern<string>(settings.inputTopic)
  async onInteractionReceived(
    @Payload() received: InteractionReceivedDto,
    @Ctx() context: KafkaContext,
  ): Promise<void> {
    await this.activities.record(received, String(context.getMessage().headers?.['ce_id']));
  }
}
