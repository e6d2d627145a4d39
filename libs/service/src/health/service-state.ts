import { Injectable } from '@nestjs/common';

/** Whether the service still takes work. */
@Injectable()
export class ServiceState {
  private stopping = false;

  get isStopping(): boolean {
    return this.stopping;
  }

  /** From now on `/health/ready` says no, while work in hand is finished. */
  beginShutdown(): void {
    this.stopping = true;
  }
}
