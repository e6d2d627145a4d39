import { interactionsOwed } from '../doors/ledger.js';
import { request } from '../doors/http.js';
import type { SimulatorOptions } from '../options.js';
import type { Platform } from '../platform/platform.js';
import type { RunningService } from '../platform/running-service.js';
import type { Simulation } from '../simulation.js';
import { sumOf, type ScreenFigures, type ServiceFigures } from './figures.js';
import { lineOf, screenOf, tokenCommand } from './screen.js';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const drawEveryMs = 500;
const printEveryMs = 5_000;
/** Questions to the APIs are asked less often than the screen is drawn. */
const askEveryMs = 2_000;

interface Asked {
  readonly casesWaiting?: number;
  readonly casesAssigned?: number;
  readonly csat?: { readonly value: number; readonly n: number };
}

const home = '\x1b[H';
const clearLine = '\x1b[K';
const clearBelow = '\x1b[J';
const ownScreen = '\x1b[?1049h\x1b[?25l';
const backToNormal = '\x1b[?1049l\x1b[?25h';

/** Draws one screen again and again, or prints a line from time to time where there is no terminal. */
export class LiveView {
  private readonly begun = performance.now();
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();
  private asked: Asked = {};
  private readonly last = new Map<
    string,
    { readonly at: number; readonly eventsIn: number; readonly eventsOut: number }
  >();

  constructor(
    private readonly platform: Platform,
    private readonly simulation: Simulation,
    private readonly options: SimulatorOptions,
    private readonly out: NodeJS.WriteStream,
  ) {}

  start(): void {
    const { rate, seed, agents, customers } = this.options;
    if (this.out.isTTY) this.out.write(ownScreen);
    else {
      this.out.write(`${rate} contacts a second of ${customers} customers, ${agents} agents, seed ${seed}\n`);
      for (const { name, url } of this.platform.services) this.out.write(`${name}: ${url}/docs ${url}/metrics\n`);
      this.out.write(`a token of an agent: ${tokenCommand}\n`);
    }
    this.running = Promise.all([
      this.repeat(askEveryMs, () => this.ask()),
      this.repeat(this.out.isTTY ? drawEveryMs : printEveryMs, () => this.draw()),
    ]);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    const figures = await this.figures();
    if (this.out.isTTY) this.out.write(backToNormal);
    this.out.write(`${lineOf(figures)}\n`);
  }

  private async repeat(everyMs: number, work: () => Promise<void>): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await work().catch((error: unknown) => this.simulation.note(error));
      await wait(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async draw(): Promise<void> {
    const figures = await this.figures();
    if (!this.out.isTTY) {
      this.out.write(`${lineOf(figures)}\n`);
      return;
    }
    const logs = dirname(this.platform.services[0]?.process.logFile ?? '');
    const lines = screenOf(figures, logs, this.out.columns).slice(0, this.out.rows - 1);
    this.out.write(`${home}${lines.map((line) => `${line}${clearLine}\n`).join('')}${clearBelow}`);
  }

  private async figures(): Promise<ScreenFigures> {
    const { ledger, agents, respondents, troubles } = this.simulation;
    return {
      services: await Promise.all(this.platform.services.map((service) => this.serviceFigures(service))),
      seconds: (performance.now() - this.begun) / 1000,
      fed: interactionsOwed(ledger),
      casesWaiting: this.asked.casesWaiting,
      casesAssigned: this.asked.casesAssigned,
      closed: agents.closed,
      pendingOffers: agents.pending,
      csat: this.asked.csat,
      invited: respondents.invited,
      answered: ledger.surveyAnswersByHttp + ledger.surveyAnswersByKafka,
      troubles: troubles.length,
      lastTrouble: troubles.at(-1),
    };
  }

  private async serviceFigures({ name, url, process }: RunningService): Promise<ServiceFigures> {
    const metrics = await textOf(`${url}/metrics`);
    const ready = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await ready?.arrayBuffer();
    const text = metrics ?? '';
    const eventsIn = sumOf(text, 'messaging_consumed_total');
    const eventsOut = sumOf(text, 'messaging_relayed_total');
    const earlier = this.last.get(name);
    const now = performance.now();
    const seconds = earlier === undefined ? 0 : (now - earlier.at) / 1000;
    const rate = (count: number, before = 0): number => (seconds > 0 ? Math.max(0, count - before) / seconds : 0);
    this.last.set(name, { at: now, eventsIn, eventsOut });
    return {
      name,
      url,
      state: metrics === undefined ? 'down' : ready?.ok === true ? 'ready' : 'not ready',
      restarts: process.restarts,
      lastEnd: process.lastEnd,
      eventsIn,
      eventsOut,
      inPerSecond: rate(eventsIn, earlier?.eventsIn),
      outPerSecond: rate(eventsOut, earlier?.eventsOut),
      lag: sumOf(text, 'messaging_consumer_lag'),
      outbox: await this.simulation.outboxOf(name),
      parked: sumOf(text, 'messaging_parked_events'),
      dead: sumOf(text, 'messaging_dead_letters'),
    };
  }

  private async ask(): Promise<void> {
    const { urlOf, keys } = this.platform;
    const queue = await request<{ waiting: number; assigned: number }>(`${urlOf('routing')}/v1/queues/default`, {
      key: keys.agent,
    });
    const today = new Date().toISOString().slice(0, 10);
    const { totals } = await request<{ totals: readonly { value?: number; n: number }[] }>(
      `${urlOf('feedback-analytics')}/v1/metrics/csat?from=${today}`,
      { key: keys.analyst },
    );
    const [csat] = totals;
    this.asked = {
      casesWaiting: queue.waiting,
      casesAssigned: queue.assigned,
      ...(csat?.value !== undefined && { csat: { value: csat.value, n: csat.n } }),
    };
  }
}

async function textOf(url: string): Promise<string | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  return response?.ok === true ? response.text() : undefined;
}
