import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ApiKeyGuard } from './api-key.guard.js';
import { ApiKeys } from './api-keys.js';
import { Authenticator, KeyAuthenticator } from './authenticator.js';
import { ServiceSettings } from '../config/service.settings.js';
import { PartHealth } from '../health/part-health.js';
import { ClosedDoors } from './closed-doors.js';
import { TokenAuthenticator } from './token-authenticator.js';
import { TokenIssuer } from './token-issuer.js';

/** Null where the settings name none: then there are keys alone. */
const tokenIssuer = (settings: ServiceSettings): TokenIssuer | null =>
  settings.oidcIssuer === undefined ? null : new TokenIssuer(settings.oidcIssuer, settings);

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    ApiKeys,
    ApiKeyGuard,
    ClosedDoors,
    KeyAuthenticator,
    { provide: TokenIssuer, inject: [ServiceSettings], useFactory: tokenIssuer },
    {
      provide: Authenticator,
      inject: [ServiceSettings, KeyAuthenticator, TokenIssuer],
      useFactory: (settings: ServiceSettings, keys: KeyAuthenticator, issuer: TokenIssuer | null) =>
        issuer === null ? keys : new TokenAuthenticator(issuer, settings, keys),
    },
    { provide: PartHealth, useExisting: TokenIssuer },
  ],
  exports: [ApiKeys, ApiKeyGuard, Authenticator],
})
export class AuthModule {}
