import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { InteractionClassified, uuidV8, type CloudEvent } from '#libs/contracts';
import { Units } from '#libs/messaging';
import { createService, shutDown } from '#libs/service';
import { caseLoads } from './application/case-ids.js';
import { OpenCase } from './application/open-case.js';
import type { RoutingStores } from './application/routing-unit.js';
import { RoutingModule } from './routing.module.js';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ContactOptions {
  readonly channel?: InteractionClassified['channel'];
  readonly urgency?: number;
  readonly topic?: string;
}

const key = 'a-key-for-the-desk';
const id = (...parts: string[]): string => uuidV8('routing-desk', ...parts);
const said = <T>(value: T) => ({ value, confidence: 1, by: 'rule:spec@1' });

/** Routing with its doors and its engine on a real database, and no broker: nothing is consumed, and the outbox stays. */
export class RoutingDesk {
  private readonly apps: NestFastifyApplication[] = [];

  constructor(
    private readonly databaseUrl: string,
    private readonly settings: Readonly<Record<string, string>> = {},
  ) {}

  /** One more instance. */
  async start(): Promise<NestFastifyApplication> {
    const env = {
      ...{ KAFKA_BROKERS: '127.0.0.1:9', ROUTING_DATABASE_URL: this.databaseUrl, ROUTING_PORT: '0' },
      ...{ AGENT_KEYS: `desk:${key}`, OPERATOR_KEYS: `boss:${key}`, LOG_LEVEL: 'fatal', ...this.settings },
    };
    const app = await createService(RoutingModule, { name: 'routing', env });
    await app.init();
    await app.listen(0, '127.0.0.1');
    this.apps.push(app);
    return app;
  }

  async stop(): Promise<void> {
    await Promise.all(this.apps.splice(0).map((app) => shutDown(app)));
  }

  async stopOne(app: NestFastifyApplication): Promise<void> {
    this.apps.splice(this.apps.indexOf(app), 1);
    await shutDown(app);
  }

  async call(method: string, path: string, body?: object, instance = 0): Promise<Answer> {
    const answer = await fetch(`${await this.url(instance)}/v1/${path}`, {
      method,
      headers: this.headers(),
      ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
    });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  }

  async url(instance = 0): Promise<string> {
    const app = this.apps[instance];
    if (app === undefined) throw new Error('no such instance');
    return app.getUrl();
  }

  headers(): Record<string, string> {
    return { 'x-api-key': key, 'content-type': 'application/json' };
  }

  async hire(agentId: string, more: object = {}): Promise<void> {
    await this.call('PUT', `agents/${agentId}`, { units: 100, ...more });
    await this.call('PUT', `agents/${agentId}/presence`, { state: 'available' });
  }

  /** A customer's contact, as intake would have told it. @returns the id of its case */
  async contact(customer: string, options: ContactOptions = {}, name = customer): Promise<string> {
    const { channel = 'email', urgency = 3, topic = 'delivery' } = options;
    const at = new Date().toISOString();
    const data: InteractionClassified = {
      ...{ interactionId: id('interaction', name), customerId: id('customer', customer), channel },
      ...{ channelAccount: 'help@example.org', direction: 'inbound', isFirstContact: true },
      ...{ occurredAt: at, receivedAt: at, kind: said('complaint'), needs: ['information'], urgency: said(urgency) },
      ...{ topics: [said(topic)], components: [], anonymous: false },
    };
    const event = { id: id('classified', name), time: at, data } as CloudEvent<InteractionClassified>;
    const [app] = this.apps;
    if (app === undefined) throw new Error('nothing runs');
    const units = app.get<Units<RoutingStores>>(Units, { strict: false });
    await units.run('contact', caseLoads(data), async (unit) => void (await app.get(OpenCase).run(event, unit)));
    const [first] = [caseLoads(data).cases].flat();
    return String(first);
  }
}
