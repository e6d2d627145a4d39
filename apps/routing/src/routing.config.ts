import { Min } from 'class-validator';
import { ServiceSettings, Setting, SettingsOf } from '#libs/service';

@SettingsOf({ service: 'routing', port: 3102 })
export class RoutingSettings extends ServiceSettings {
  @Setting('OFFER_TIMEOUT', { as: 'duration', default: 120_000, help: 'an offer that nobody answers ends after this' })
  @Min(1_000)
  readonly offerTimeoutMs!: number;

  @Setting('OFFER_EXCLUSION', {
    as: 'duration',
    default: 300_000,
    help: 'who declined an offer, or let it run out, is not offered the same case for this long',
  })
  @Min(0)
  readonly offerExclusionMs!: number;

  @Setting('HEARTBEAT_LOST_AFTER', {
    as: 'duration',
    default: 30_000,
    help: 'the connection of an agent who sent heartbeats counts as lost when none has come for this long',
  })
  @Min(1_000)
  readonly heartbeatLostMs!: number;

  @Setting('FIRST_RESPONSE_TARGET', {
    as: 'duration',
    default: 14_400_000,
    help: 'a customer is answered within this, where no policy folder says otherwise',
  })
  @Min(1_000)
  readonly firstResponseMs!: number;

  @Setting('ROUTING_POLICY', {
    optional: true,
    help: 'folder of the policy that counts until one is applied by command; a mistake in it keeps the service from starting',
  })
  readonly policyFolder?: string;

  @Setting('REOPEN_WINDOW', {
    as: 'duration',
    default: 604_800_000,
    help: 'a contact about a closed case opens it again for this long; later it is a new case',
  })
  @Min(0)
  readonly reopenWindowMs!: number;

  @Setting('HISTORY_RETENTION', {
    as: 'duration',
    default: 7_776_000_000,
    help: 'what happened to a case and why the engine did what it did is kept for this long, and until it is closed',
  })
  @Min(3_600_000)
  readonly historyRetentionMs!: number;

  @Setting('ROUTING_TEMPLATES', {
    optional: true,
    help: 'folder of templates (incident, incident-ended) that replace or add to those that ship',
  })
  readonly templates?: string;
}
