import type { DynamicModule, Type } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { LoggerModule, PARAMS_PROVIDER_TOKEN, PinoLogger, type Params } from 'nestjs-pino';
import type { Logger } from 'pino';
import { AuthModule } from '../auth/auth.module.js';
import type { Environment } from '../config/load-settings.js';
import { SETTINGS_ENVIRONMENT } from '../config/settings.module.js';
import { HealthModule } from '../health/health.module.js';
import { ServiceLog } from '../logging/service-log.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { ProblemFilter } from '../problems/problem.filter.js';
import { validationPipe } from '../validation/validation-pipe.js';

/** What every service has around its own module. */
export class ServiceHostModule {
  static around(service: Type | DynamicModule, log: Logger, env: Environment | undefined): DynamicModule {
    return {
      module: ServiceHostModule,
      global: true,
      imports: [
        LoggerModule.forRoot({ pinoHttp: { logger: log }, forRoutes: [] }),
        HealthModule,
        MetricsModule,
        AuthModule,
        service,
      ],
      providers: [
        { provide: SETTINGS_ENVIRONMENT, useValue: env },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
        {
          provide: ServiceLog,
          inject: [PinoLogger, PARAMS_PROVIDER_TOKEN],
          useFactory: (out: PinoLogger, params: Params) => new ServiceLog(out, params),
        },
      ],
      exports: [SETTINGS_ENVIRONMENT],
    };
  }
}
