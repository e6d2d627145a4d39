import { Module } from '@nestjs/common';
import { IssuedKeys } from '#libs/service';
import { AdapterDirectory, KeyRecords, SecretRecords } from './application/adapter-directory.js';
import { AdapterRegistry, RegistryUpdates } from './application/adapter-registry.js';
import { AdapterRights, SourcePolicy } from './application/adapter-rights.js';
import { Allowances, AllowanceStore } from './application/allowances.js';
import { IssueKeys } from './application/issue-keys.js';
import { QuarantineWebhook } from './application/quarantine-webhook.js';
import { QualityRecords, QualityTally } from './application/quality-tally.js';
import { Quarantine } from './application/quarantine.js';
import { RegisterAdapter } from './application/register-adapter.js';
import { SecretBox } from './application/secret-box.js';
import { WebhookSecrets } from './application/webhook-secrets.js';
import { AdaptersController } from './http/adapters.controller.js';
import { IssuedAdapterKeys } from './http/issued-adapter-keys.js';
import { KeysController } from './http/keys.controller.js';
import { QualityController } from './http/quality.controller.js';
import { QuarantineController } from './http/quarantine.controller.js';
import { SubmissionAllowance } from './http/submission-allowance.js';
import { WebhookSecretsController } from './http/webhook-secrets.controller.js';
import { IntakeSettings } from './intake.config.js';
import { AdapterRepository } from './persistence/adapter.repository.js';
import { AllowanceRepository } from './persistence/allowance.repository.js';
import { KeyRepository } from './persistence/key.repository.js';
import { QualityRepository } from './persistence/quality.repository.js';
import { RegistryRefresher } from './persistence/registry-refresher.js';
import { WebhookSecretRepository } from './persistence/webhook-secret.repository.js';

/** Who may bring contacts in: adapters, their keys, secrets and rates; and what they brought that was refused. */
@Module({
  controllers: [KeysController, AdaptersController, WebhookSecretsController, QuarantineController, QualityController],
  providers: [
    AdapterRegistry,
    AdapterRights,
    RegisterAdapter,
    IssueKeys,
    WebhookSecrets,
    Allowances,
    Quarantine,
    QuarantineWebhook,
    QualityTally,
    { provide: QualityRecords, useClass: QualityRepository },
    SubmissionAllowance,
    { provide: AdapterDirectory, useClass: AdapterRepository },
    { provide: KeyRecords, useClass: KeyRepository },
    { provide: SecretRecords, useClass: WebhookSecretRepository },
    { provide: AllowanceStore, useClass: AllowanceRepository },
    { provide: RegistryUpdates, useClass: RegistryRefresher },
    { provide: IssuedKeys, useClass: IssuedAdapterKeys },
    {
      provide: SecretBox,
      inject: [IntakeSettings],
      useFactory: ({ secretsKeys }: IntakeSettings) => new SecretBox(secretsKeys ?? []),
    },
    {
      provide: SourcePolicy,
      inject: [IntakeSettings],
      useFactory: ({ unregisteredSources }: IntakeSettings): SourcePolicy => ({
        refusesUnregistered: unregisteredSources === 'refuse',
      }),
    },
  ],
  exports: [AdapterRegistry, AdapterRights, IssuedKeys, SubmissionAllowance, QuarantineWebhook, QualityTally],
})
export class AdaptersModule {}
