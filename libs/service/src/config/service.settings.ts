import type { ServiceMessagingOptions } from '#libs/messaging';
import type { DatabaseSettings } from '#libs/persistence';
import { IsIn, IsNotEmpty, IsOptional, Matches, Max, Min, ValidateIf } from 'class-validator';
import { logLevels } from './log-levels.js';
import type { CallerKey } from './parse-setting.js';
import { identityOf, Setting, settingsOf, type SettingsClass } from './setting.js';

/**
 * What every service needs to know. A service's own class extends it, carries `@SettingsOf({ service, port })` and adds
 * what is its own. Injectable as `ServiceSettings` and as that class.
 */
export abstract class ServiceSettings {
  @Setting('KAFKA_BROKERS', { as: 'list', help: 'host:port of one or more Kafka brokers, separated by commas' })
  @Matches(/^[^\s:,]+:\d{1,5}$/, { each: true, message: 'each value must look like host:port' })
  readonly brokers!: readonly string[];

  @Setting('<SERVICE>_DATABASE_URL', {
    secret: true,
    help: 'postgres://user:password@host:port/database of this service',
  })
  @Matches(/^postgres(ql)?:\/\/\S+\/\S+$/, { message: 'must look like postgres://user:password@host:port/database' })
  readonly databaseUrl!: string;

  @Setting('<SERVICE>_PORT', { help: 'port of the HTTP API; 0 lets the system choose' })
  @Min(0)
  @Max(65_535)
  readonly port!: number;

  @Setting('HOST', { default: '127.0.0.1', help: 'address that the HTTP API listens on' })
  readonly host!: string;

  @Setting('LOG_LEVEL', { default: 'info', help: `one of ${logLevels.join(', ')}` })
  @IsIn(logLevels)
  readonly logLevel!: string;

  @Setting('SHUTDOWN_TIMEOUT', { as: 'duration', default: 25_000, help: 'a shutdown that takes longer is cut off' })
  @Min(1_000)
  readonly shutdownTimeoutMs!: number;

  @Setting('DATABASE_POOL_SIZE', { default: 10, help: 'connections for HTTP and queries' })
  @Min(2)
  @Max(200)
  readonly databasePoolSize!: number;

  @Setting('DATABASE_CONNECT_TIMEOUT', {
    as: 'duration',
    default: 30_000,
    help: 'how long to wait for the database at start',
  })
  @Min(0)
  readonly databaseConnectTimeoutMs!: number;

  @Setting('CONSUMER_CONCURRENCY', { default: 6, help: 'partitions that are consumed at the same time' })
  @Min(1)
  @Max(100)
  readonly consumerConcurrency!: number;

  @Setting('SLICE_SESSIONS', { default: 3, help: 'database connections that consume, one transaction each' })
  @Min(1)
  @Max(50)
  readonly sliceSessions!: number;

  @Setting('COMMAND_SESSIONS', { default: 6, help: 'database connections for commands over HTTP' })
  @Min(1)
  @Max(50)
  readonly commandSessions!: number;

  @Setting('ADAPTER_KEYS', {
    as: 'keys',
    optional: true,
    secret: true,
    help: 'adapterId:key pairs of channel adapters',
  })
  @IsOptional()
  readonly adapterKeys?: readonly CallerKey[];

  @Setting('AGENT_KEYS', { as: 'keys', optional: true, secret: true, help: 'id:key pairs of what agents work with' })
  @IsOptional()
  readonly agentKeys?: readonly CallerKey[];

  @Setting('ANALYST_KEYS', { as: 'keys', optional: true, secret: true, help: 'id:key pairs of analysts' })
  @IsOptional()
  readonly analystKeys?: readonly CallerKey[];

  @Setting('OIDC_ISSUER', {
    optional: true,
    help: 'issuer of OpenID Connect whose tokens agents, supervisors, analysts and operators may show; exactly as in its tokens',
  })
  @IsOptional()
  @Matches(/^https?:\/\/\S+$/, { message: 'must look like https://login.example.org/realms/desk' })
  readonly oidcIssuer?: string;

  @Setting('OIDC_AUDIENCE', { optional: true, help: 'audience that a token must be for; needed with OIDC_ISSUER' })
  @ValidateIf(({ oidcIssuer }: { oidcIssuer?: string }) => oidcIssuer !== undefined)
  @IsNotEmpty({ message: 'is needed with OIDC_ISSUER: a token that was given for another service opens nothing here' })
  readonly oidcAudience?: string;

  @Setting('OIDC_ROLES_CLAIM', {
    default: 'roles',
    help: 'claim with the roles agent, supervisor, analyst, operator; a path with dots goes into objects',
  })
  readonly oidcRolesClaim!: string;

  @Setting('OIDC_AGENT_CLAIM', { default: 'sub', help: 'claim with the id that the agent has in routing' })
  readonly oidcAgentClaim!: string;

  @Setting('OIDC_CLOCK_TOLERANCE', {
    as: 'duration',
    default: 30_000,
    help: 'by how much the clocks of the issuer and of the service may differ',
  })
  @Min(0)
  @Max(300_000)
  readonly oidcClockToleranceMs!: number;

  @Setting('SUPERVISOR_KEYS', {
    as: 'keys',
    optional: true,
    secret: true,
    help: 'id:key pairs of what supervisors work with',
  })
  @IsOptional()
  readonly supervisorKeys?: readonly CallerKey[];

  @Setting('OPERATOR_KEYS', {
    as: 'keys',
    optional: true,
    secret: true,
    help: 'id:key pairs of operators, who administer: keys, quarantine, erasure',
  })
  @IsOptional()
  readonly operatorKeys?: readonly CallerKey[];

  /** For `MessagingModule.forRootAsync`: all but the tables. */
  get messaging(): Omit<ServiceMessagingOptions, 'stores'> {
    return {
      service: this.serviceName,
      databaseUrl: this.databaseUrl,
      brokers: this.brokers,
      concurrency: this.consumerConcurrency,
      sliceSessions: this.sliceSessions,
      commandSessions: this.commandSessions,
    };
  }

  /** For `databaseModule({ settings: ServiceSettings, … })`. */
  get database(): DatabaseSettings {
    const settingsClass = this.constructor as SettingsClass;
    return {
      url: this.databaseUrl,
      setting: settingsOf(settingsClass).find(({ property }) => property === 'databaseUrl')?.variable ?? 'databaseUrl',
      applicationName: `thirdring-${this.serviceName}`,
      poolSize: this.databasePoolSize,
      connectTimeoutMs: this.databaseConnectTimeoutMs,
    };
  }

  private get serviceName(): string {
    const identity = identityOf(this.constructor as SettingsClass);
    if (!identity) throw new Error(`${this.constructor.name} needs @SettingsOf({ service, port })`);
    return identity.service;
  }
}
