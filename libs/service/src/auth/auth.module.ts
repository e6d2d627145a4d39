import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ApiKeyGuard } from './api-key.guard.js';
import { ApiKeys } from './api-keys.js';
import { Authenticator, KeyAuthenticator } from './authenticator.js';
import { ClosedDoors } from './closed-doors.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [ApiKeys, ApiKeyGuard, ClosedDoors, { provide: Authenticator, useClass: KeyAuthenticator }],
  exports: [ApiKeys, ApiKeyGuard, Authenticator],
})
export class AuthModule {}
