import { Injectable } from '@nestjs/common';
import { MessagingHealth } from '#libs/messaging';

const everyMs = 1_000;

/**
 * Until when the figures hold everything that was published: a moment at which nothing was known to be waiting, and still
 * nothing a second later, when whatever had been published by then would have been noticed.
 */
@Injectable()
export class Completeness {
  private suspected: Date | undefined;
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
  get until(): Date | undefined {
    return this.latest;
  }

  private async look(): Promise<void> {
    const asked = new Date();
    const { ready, details } = await this.health.check();
    const hasAll = ready && details['lagging'] === false && details['parked'] === 0;
    if (hasAll) this.latest = this.suspected ?? this.latest;
    this.suspected = hasAll ? asked : undefined;
  }
}
