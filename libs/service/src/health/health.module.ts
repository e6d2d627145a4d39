import { Global, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller.js';
import { Readiness } from './readiness.js';
import { ServiceState } from './service-state.js';

@Global()
@Module({
  // A probe that fails every second would fill the log; who wants to know reads the answer or the metrics.
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [Readiness, ServiceState],
  exports: [ServiceState],
})
export class HealthModule {}
