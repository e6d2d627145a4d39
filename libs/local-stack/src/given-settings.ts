import { databaseOwners } from './local-stack.js';
import { StackFailure } from './stack-failure.js';

export interface GivenSettings {
  /** `undefined`: the stack starts its own Kafka. */
  readonly brokers: readonly string[] | undefined;
  /** By owner; `undefined`: the stack starts its own Postgres. */
  readonly databaseUrls: ReadonlyMap<string, string> | undefined;
}

/** `feedback-analytics` → `FEEDBACK_ANALYTICS_DATABASE_URL`. */
export function databaseUrlSetting(owner: string): string {
  return `${owner.toUpperCase().replaceAll('-', '_')}_DATABASE_URL`;
}

/** @throws StackFailure when only some of the database settings are given: half a set is a typing error */
export function readGivenSettings(settings: Readonly<Record<string, string | undefined>>): GivenSettings {
  const brokers = (settings['KAFKA_BROKERS'] ?? '')
    .split(',')
    .map((broker) => broker.trim())
    .filter(Boolean);
  const urls = new Map<string, string>();
  for (const owner of databaseOwners) {
    const url = settings[databaseUrlSetting(owner)]?.trim();
    if (url) urls.set(owner, url);
  }
  const missing = databaseOwners.filter((owner) => !urls.has(owner)).map(databaseUrlSetting);
  if (urls.size > 0 && missing.length > 0) {
    throw new StackFailure(
      `Some databases are given but ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set: ` +
        'set all four to use a Postgres of your own, or none to have one started.',
    );
  }
  return {
    brokers: brokers.length > 0 ? brokers : undefined,
    databaseUrls: urls.size > 0 ? urls : undefined,
  };
}
