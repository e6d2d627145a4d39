import { Injectable } from '@nestjs/common';
import { MessagingHealth } from '#libs/messaging';

const everyMs = 1_000;

/** Until when the figures hold everything that was published: the last moment at which nothing was waiting to be read. */
@Injectable()
export class Completeness {
  private latest: Date | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly health: MessagingHealth) {}

  /** Called by Nest. */
  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), everyMs).unref();
  }

  /** Called by Nest. */
  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Undefined until everything was read once since the start. */
  async until(): Promise<Date | undefined> {
    await this.look();
    return this.latest;
  }

  private async look(): Promise<void> {
    const asked = new Date();
    const { ready, details } = await this.health.check();
    if (ready && details['lagging'] === false && Number(details['parked'] ?? 0) === 0) this.latest = asked;
  }
}
