import 'reflect-metadata';
import { Global, Module, type Type } from '@nestjs/common';
import { Seams, type Bug, type SeamPoint } from '#libs/messaging/testing';
import { startService } from '#libs/service';

/** Told by the run: when `point` was reached so often, this process gets the signal there and then. */
export interface Arming {
  readonly point: SeamPoint;
  readonly after: number;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

const modules: Readonly<Record<string, () => Promise<Type>>> = {
  reference: async () => (await import('../reference/reference.module.js')).ReferenceModule,
  intake: async () => (await import('../../apps/intake/src/intake.module.js')).IntakeModule,
  routing: async () => (await import('../../apps/routing/src/routing.module.js')).RoutingModule,
  'follow-up': async () => (await import('../../apps/follow-up/src/follow-up.module.js')).FollowUpModule,
  'feedback-analytics': async () =>
    (await import('../../apps/feedback-analytics/src/feedback-analytics.module.js')).FeedbackAnalyticsModule,
};

class ArmedSeams extends Seams {
  private armed: Arming | undefined;
  private left = 0;

  constructor(readonly bugs: ReadonlySet<Bug>) {
    super();
  }

  arm(arming: Arming): void {
    this.armed = arming;
    this.left = arming.after;
  }

  override reach(point: SeamPoint): void {
    if (point !== this.armed?.point) return;
    this.left -= 1;
    if (this.left > 0) return;
    const { signal } = this.armed;
    this.armed = undefined;
    process.send?.({ reached: point });
    process.kill(process.pid, signal);
  }
}

const [service = '', bugs = ''] = process.argv.slice(2);
const seams = new ArmedSeams(new Set(bugs.split(',').filter(Boolean) as Bug[]));
process.on('message', (arming: Arming) => seams.arm(arming));
// The run is gone: nothing of it stays behind.
process.on('disconnect', () => process.exit(1));

@Global()
@Module({ providers: [{ provide: Seams, useValue: seams }], exports: [Seams] })
class SeamsModule {}

@Module({})
class ServiceUnderTest {}

const load = modules[service];
if (load === undefined) throw new Error(`no service named ${service}`);
await startService({ module: ServiceUnderTest, imports: [SeamsModule, await load()] }, { name: service });
