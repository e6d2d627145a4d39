import type { AccountRules } from '../domain/handle.js';

/** What the settings say of the company's own accounts. */
export abstract class ChannelAccounts implements AccountRules {
  abstract readonly country: string | undefined;
  abstract readonly countries: ReadonlyMap<string, string>;
  abstract readonly platforms: ReadonlyMap<string, string>;
}
