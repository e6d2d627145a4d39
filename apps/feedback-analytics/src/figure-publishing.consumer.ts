import { Controller } from '@nestjs/common';
import { OnTimer, Units, type DueTimer } from '#libs/messaging';
import { PublishFigures, publishFigures, sweep } from './application/publish-figures.js';
import type { FeedbackAnalyticsStores, FeedbackAnalyticsUnit } from './application/stores.js';

/** The third part of the table: figures that are due to be published. */
@Controller()
export class FigurePublishingConsumer {
  constructor(
    private readonly publish: PublishFigures,
    private readonly units: Units<FeedbackAnalyticsStores>,
  ) {}

  /** Called by Nest. Whoever starts last sets the timer anew; it is one for all instances. */
  async onApplicationBootstrap(): Promise<void> {
    await this.units.run('start-publishing', {}, (unit) => {
      unit.schedule({ kind: publishFigures, ref: sweep, dueAt: unit.now });
      return Promise.resolve();
    });
  }

  @OnTimer(publishFigures)
  onPublishFigures(timer: DueTimer, unit: FeedbackAnalyticsUnit): Promise<void> {
    return this.publish.due(timer, unit);
  }
}
