import helmet from '@fastify/helmet';
import type { DynamicModule, Type } from '@nestjs/common';
import { ModuleRef, NestFactory } from '@nestjs/core';
import { PinoLogger } from 'nestjs-pino';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { KafkaBatchServer } from '#libs/messaging';
import { Authenticator } from '../auth/authenticator.js';
import { checkCallers } from '../auth/check-callers.js';
import { startLogLevel } from '../config/early-settings.js';
import type { Environment } from '../config/load-settings.js';
import { httpAdapter } from '../http/http-adapter.js';
import { rootLog } from '../logging/root-log.js';
import { ServiceLog, StartLog } from '../logging/service-log.js';
import { carryRequestIds, logRequests } from '../logging/request-log.js';
import { openApiDocument } from '../openapi/open-api-document.js';
import { optionalProvider } from './optional-provider.js';
import { ServiceHostModule } from './service-host.module.js';

export interface ServiceOptions {
  /** As in `ce_source`, kebab-case. */
  readonly name: string;
  /** For tests; a service reads `process.env`. */
  readonly env?: Environment;
}

/**
 * A service put together and migrated, which neither listens nor consumes yet. Tests use it to have the real thing in
 * their own process; `main.ts` uses `startService`.
 */
export async function createService(
  module: Type | DynamicModule,
  options: ServiceOptions,
): Promise<NestFastifyApplication> {
  const log = rootLog(options.name, startLogLevel(options.env));
  const host = ServiceHostModule.around(module, log, options.env);
  const app = await NestFactory.create<NestFastifyApplication>(host, httpAdapter(), {
    logger: new StartLog(log),
    bodyParser: false,
    abortOnError: false,
  });
  app.useLogger(app.get(ServiceLog));
  carryRequestIds(app.getHttpAdapter().getInstance(), await app.resolve(PinoLogger));
  logRequests(app.getHttpAdapter().getInstance(), log);
  await app.register(helmet, { contentSecurityPolicy: contentSecurityPolicy() });
  // After the hooks whose headers every answer has, refusals too.
  checkCallers(app.getHttpAdapter().getInstance(), app.get(Authenticator));
  SwaggerModule.setup('docs', app, () => openApiDocument(app, options.name), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
  });
  connectConsumer(app);
  return app;
}

/** A service consumes when one of its modules provides the batch transport. */
function connectConsumer(app: NestFastifyApplication): void {
  const strategy = optionalProvider(app.get(ModuleRef), KafkaBatchServer);
  if (!strategy) return;
  app.connectMicroservice({ strategy }, { inheritAppConfig: true });
}

/** Nothing from elsewhere; the page of the API documents has styles within. */
function contentSecurityPolicy() {
  return {
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      // Services speak plain HTTP; TLS ends before them.
      upgradeInsecureRequests: null,
    },
  };
}
