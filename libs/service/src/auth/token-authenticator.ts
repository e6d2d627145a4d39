import type { IncomingHttpHeaders } from 'node:http';
import { Authenticator, type Identity } from './authenticator.js';
import { callersOf, claimOf } from './token-callers.js';
import type { TokenIssuer, TokenSettings } from './token-issuer.js';

/** Tokens of people, where there is an issuer of them; anything else is a key. */
export class TokenAuthenticator extends Authenticator {
  constructor(
    private readonly issuer: TokenIssuer,
    private readonly settings: TokenSettings,
    private readonly keys: Authenticator,
  ) {
    super();
  }

  override async identify(headers: IncomingHttpHeaders): Promise<Identity> {
    const token = tokenOf(headers);
    if (token === undefined) return this.keys.identify(headers);
    const verified = await this.issuer.verify(token);
    if (verified.kind === 'refused') return verified;
    const { oidcRolesClaim, oidcAgentClaim } = this.settings;
    const { claims } = verified;
    const [first, ...others] = callersOf(claimOf(claims, oidcRolesClaim), claimOf(claims, oidcAgentClaim));
    if (first !== undefined) return { kind: 'known', callers: [first, ...others] };
    return {
      kind: 'refused',
      reason: `this token names nobody: it needs ${oidcAgentClaim} and a role in ${oidcRolesClaim}`,
    };
  }
}

/** A JSON object in base64 begins so, which no key of ours does. */
function tokenOf({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  return /^Bearer +(eyJ[\w-]*\.[\w-]*\.[\w-]*)$/i.exec(authorization)?.[1];
}
