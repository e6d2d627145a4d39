import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import {
  HealthIndicatorService,
  TypeOrmHealthIndicator,
  type HealthIndicatorFunction,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import { MessagingHealth } from '#libs/messaging';
import { everyProvider, optionalProvider } from '../start/optional-provider.js';
import { PartHealth } from './part-health.js';
import { ServiceState } from './service-state.js';

/** Well below the 15 s in which health must tell the truth, and below the usual time-out of a probe. */
const checkTimeoutMs = 2_000;

/** What must hold for the service to be sent work. Parts that a service does not have are not asked. */
@Injectable()
export class Readiness {
  constructor(
    private readonly modules: ModuleRef,
    private readonly indicators: HealthIndicatorService,
    private readonly typeOrm: TypeOrmHealthIndicator,
    private readonly state: ServiceState,
  ) {}

  checks(): HealthIndicatorFunction[] {
    const database = optionalProvider(this.modules, DataSource);
    const messaging = optionalProvider(this.modules, MessagingHealth);
    // A part that is not used is null.
    const parts = everyProvider<PartHealth | null>(this.modules, PartHealth).filter((part) => part !== null);
    return [
      () => this.running(),
      ...(database
        ? [() => this.typeOrm.pingCheck('database', { connection: database, timeout: checkTimeoutMs })]
        : []),
      ...(messaging ? [() => this.messaging(messaging)] : []),
      ...parts.map((part) => () => this.part(part)),
    ];
  }

  private async running(): Promise<HealthIndicatorResult> {
    const session = this.indicators.check('service');
    return this.state.isStopping ? session.down('stopping') : session.up();
  }

  /** Work done less well is still done: it is said here, and takes no traffic away. */
  private async part(health: PartHealth): Promise<HealthIndicatorResult> {
    const { state, details } = health.state();
    return this.indicators.check(health.part).up({ state, details });
  }

  private async messaging(health: MessagingHealth): Promise<HealthIndicatorResult> {
    const session = this.indicators.check('messaging');
    const { ready, details } = await withTimeout(health.check());
    return ready ? session.up({ details }) : session.down({ details });
  }
}

type Answer = Awaited<ReturnType<MessagingHealth['check']>>;

async function withTimeout(check: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(
      () => resolve({ ready: false, details: { problem: `no answer in ${checkTimeoutMs} ms` } }),
      checkTimeoutMs,
    );
  });
  try {
    return await Promise.race([check, late]);
  } finally {
    clearTimeout(timer);
  }
}
