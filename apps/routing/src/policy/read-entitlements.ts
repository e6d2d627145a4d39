import { channels, kinds } from '#libs/contracts';
import type { YamlNode } from '#libs/templates';
import type { Entitlement, SlaPolicy } from '../domain/time/sla-policy.js';
import { knownCalendar } from './read-sla.js';

interface Known {
  readonly policies: readonly SlaPolicy[];
  readonly calendarIds: readonly string[];
}

export function readEntitlements(root: YamlNode, known: Known): readonly Entitlement[] {
  const { entitlements } = root.record(['entitlements']);
  const ids = new Set<string>();
  return (entitlements?.list() ?? []).flatMap((node) => {
    const found = entitlementOf(node, known);
    if (found === undefined) return [];
    if (ids.has(found.entitlementId)) node.refuse('duplicate', `there are two entitlements "${found.entitlementId}"`);
    ids.add(found.entitlementId);
    return [found];
  });
}

function entitlementOf(node: YamlNode, { policies, calendarIds }: Known): Entitlement | undefined {
  const given = node.record(['id', 'plans', 'kinds', 'channels', 'policy', 'calendar', 'priority']);
  const entitlementId = given.id === undefined ? node.refuse('missing', 'an entitlement needs an id') : given.id.text();
  const policyId = given.policy && knownPolicy(given.policy, policies);
  const calendar = given.calendar && knownCalendar(given.calendar, calendarIds);
  const priority = given.priority?.number('urgency', 1, 5);
  if (given.policy === undefined && given.calendar === undefined && given.priority === undefined)
    node.refuse('entitlement.empty', 'it gives nothing: no policy, no calendar, no priority');
  if (entitlementId === undefined) return undefined;
  const when = {
    ...(given.plans && { plans: given.plans.texts() }),
    ...(given.kinds && { kinds: given.kinds.someOf(kinds) }),
    ...(given.channels && { channels: given.channels.someOf(channels) }),
  };
  return {
    ...{ entitlementId, when },
    ...(policyId !== undefined && { policyId }),
    ...(calendar !== undefined && { calendar }),
    ...(priority !== undefined && { priority }),
  };
}

function knownPolicy(node: YamlNode, policies: readonly SlaPolicy[]): string | undefined {
  const id = node.text();
  if (id === undefined || policies.some(({ policyId }) => policyId === id)) return id;
  const known = policies.map(({ policyId }) => policyId).join(', ');
  return node.refuse('unknown-policy', `there is no SLA policy "${id}"; there are ${known}`);
}
