import { setTimeout as delay } from 'node:timers/promises';
import type { Operation } from '../check/evidence.js';
import type { World } from '../world/world.js';
import { call } from './http-client.js';
import type { Load } from './load.js';

export interface HttpSubmission {
  readonly mark: string;
  readonly id: string;
  readonly subject: string;
  readonly body: object;
}

const everyMs = 120;
/** A submission without an answer is repeated so often, then left: whether it happened stays unknown. */
const mostTries = 3;

/** An adapter that submits over HTTP, one contact after the other. */
export class HttpLoad implements Load {
  private stopping = false;
  private readonly done: Promise<void>;

  constructor(
    private readonly world: World,
    private readonly key: string,
    private readonly next: () => HttpSubmission,
  ) {
    this.done = this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.done;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      await this.submit(this.next());
      await delay(everyMs);
    }
  }

  private async submit({ mark, id, subject, body }: HttpSubmission): Promise<void> {
    const operation: Operation = {
      ...{ mark, door: 'http', kind: 'event', note: 'submission', source: 'chaos', id, subject },
      told: 'unknown',
    };
    this.world.operations.push(operation);
    for (let tries = 0; tries < mostTries && operation.told === 'unknown'; tries += 1) {
      const instances = this.world.instancesOf('intake');
      const url = instances[tries % Math.max(1, instances.length)]?.url;
      if (url === undefined) return;
      operation.told = (await call(`${url}/v1/interactions`, this.key, 'POST', body)).told;
      if (operation.told === 'unknown') await delay(300);
      if (this.stopping) return;
    }
  }
}
