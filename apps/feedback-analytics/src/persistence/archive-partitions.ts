import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';

const monthsAhead = 3;
const everyMs = 24 * 3_600_000;

/** Makes the archive's partitions of the months to come. Without them its events go to the default one, and stay readable. */
@Injectable()
export class ArchivePartitions {
  private readonly logger = new Logger(ArchivePartitions.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: DataSource) {}

  /** Called by Nest. */
  async onApplicationBootstrap(): Promise<void> {
    this.timer = setInterval(() => void this.prepare(), everyMs).unref();
    await this.prepare();
  }

  /** Called by Nest. */
  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async prepare(): Promise<void> {
    try {
      await this.database.query('select event_archive_ahead($1)', [monthsAhead]);
    } catch (error) {
      // Another instance made them at the same time, or the database is away: tomorrow is early enough.
      this.logger.warn(`partitions of the archive: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
