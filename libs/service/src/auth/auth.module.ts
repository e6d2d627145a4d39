import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ApiKeyGuard } from './api-key.guard.js';
import { ApiKeys } from './api-keys.js';
import { ClosedDoors } from './closed-doors.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [ApiKeys, ApiKeyGuard, ClosedDoors],
  exports: [ApiKeys, ApiKeyGuard],
})
export class AuthModule {}
