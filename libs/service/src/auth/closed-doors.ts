import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModuleRef, Reflector } from '@nestjs/core';
import { optionalProvider } from '../start/optional-provider.js';
import { ApiKeys, type Role } from './api-keys.js';
import { IssuedKeys } from './issued-keys.js';
import { TokenIssuer } from './token-issuer.js';
import { requiredRolesKey } from './required-roles.js';

/** Says at start which doors nobody can open, because no key is set for their role. */
@Injectable()
export class ClosedDoors implements OnApplicationBootstrap {
  private readonly log = new Logger('Auth');

  constructor(
    private readonly keys: ApiKeys,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
  ) {}

  private get hasTokens(): boolean {
    return (optionalProvider<TokenIssuer | null>(this.modules, TokenIssuer) ?? null) !== null;
  }

  onApplicationBootstrap(): void {
    const issued = optionalProvider(this.modules, IssuedKeys)?.role;
    for (const role of this.rolesInUse()) {
      if (this.keys.has(role) || role === issued || (this.hasTokens && role !== 'adapter')) continue;
      this.log.warn(`${role.toUpperCase()}_KEYS is not set: what asks for the role ${role} answers 401 to everybody`);
    }
  }

  private rolesInUse(): ReadonlySet<Role> {
    const found = new Set<Role>();
    for (const { metatype } of this.discovery.getControllers()) {
      if (typeof metatype !== 'function') continue;
      const prototype = metatype.prototype as Record<string, unknown>;
      const methods = this.scanner.getAllMethodNames(prototype).map((name) => prototype[name]);
      for (const target of [metatype, ...methods]) {
        if (typeof target !== 'function') continue;
        for (const role of this.reflector.get<Role[] | undefined>(requiredRolesKey, target) ?? []) found.add(role);
      }
    }
    return found;
  }
}
