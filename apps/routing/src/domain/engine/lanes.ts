import type { Agent, Item, Requirement } from './engine-model.js';
import { TimeOrder } from './time-order.js';

/** What waits for the same agents: same queues, same channel, same skills. */
export interface Lane {
  readonly key: string;
  readonly queues: readonly string[];
  readonly channel: string;
  readonly need: readonly Requirement[];
  readonly order: TimeOrder;
  /** Who could serve it, by profile. */
  readonly servers: Service[];
  /** Those of them for whom it must have waited. */
  readonly delayed: Service[];
}

/** Agents with the same queues and skills: they can serve the same lanes. */
export interface Profile {
  readonly queues: readonly string[];
  readonly queueTerms: NonNullable<Agent['queueTerms']>;
  readonly levels: ReadonlyMap<string, number>;
  readonly members: Set<string>;
  /** Members who could be offered something. */
  readonly roomy: Set<string>;
  readonly lanes: Map<string, Service[]>;
}

/** How a profile serves a lane. */
export interface Service {
  readonly lane: Lane;
  readonly profile: Profile;
  readonly rank: number;
  readonly delayMs: number;
}

const nothing: readonly Requirement[] = [];
const manyLanes = 20_000;
const fewProfiles = 1_000;

export function laneKey(item: Item): string {
  const { queueId, added, channel, need = nothing } = item;
  const queues = added === undefined || added.length === 0 ? queueId : `${queueId}\u0001${added.join('\u0001')}`;
  if (need.length === 0) return `${queues}\u0000${channel}`;
  let key = `${queues}\u0000${channel}`;
  for (const { skill, level } of need) key += `\u0000${skill}\u0001${String(level)}`;
  return key;
}

/** Whether agents of the profile have the skills, at the level or above. */
export function meets(levels: ReadonlyMap<string, number>, need: readonly Requirement[]): boolean {
  for (const { skill, level } of need) if ((levels.get(skill) ?? 0) < level) return false;
  return true;
}

/**
 * Which lanes and profiles there are, and which fit. It only remembers what follows from the items and agents that it was
 * asked about: it grows by being asked, and no decision depends on what it has seen. What a lane or profile holds is
 * changed by the state alone.
 */
export class LaneCatalogue {
  readonly lanes = new Map<string, Lane>();
  private readonly profiles = new Map<string, Profile>();
  private readonly byQueue = new Map<string, { readonly lanes: Set<Lane>; readonly profiles: Set<Profile> }>();
  private readonly known = new Map<string, { readonly agent: Agent; readonly profile: Profile }>();

  laneOf(item: Item): Lane {
    const key = laneKey(item);
    return this.lanes.get(key) ?? this.addLane(key, item);
  }

  profileOf(agent: Agent): Profile {
    const found = this.known.get(agent.agentId);
    if (found && isAlike(found.agent, agent)) return found.profile;
    const key = profileKey(agent);
    const profile = this.profiles.get(key) ?? this.addProfile(key, agent);
    this.known.set(agent.agentId, { agent, profile });
    return profile;
  }

  profilesOf(queueId: string): Iterable<Profile> {
    return this.indexOf(queueId).profiles;
  }

  lanesOf(queueId: string): Iterable<Lane> {
    return this.indexOf(queueId).lanes;
  }

  /** Forgets lanes that nothing waits in and profiles that nobody has, when there are many of them. */
  prune(agents: number): void {
    if (this.lanes.size < manyLanes && this.profiles.size < fewProfiles + 2 * agents) return;
    for (const [key, lane] of this.lanes) {
      if (lane.order.size > 0) continue;
      this.lanes.delete(key);
      for (const queueId of lane.queues) this.indexOf(queueId).lanes.delete(lane);
    }
    for (const [key, profile] of this.profiles) {
      if (profile.members.size > 0) continue;
      this.profiles.delete(key);
      for (const queueId of profile.queues) this.indexOf(queueId).profiles.delete(profile);
    }
    const profiles = new Set(this.profiles.values());
    const lanes = new Set(this.lanes.values());
    for (const [agentId, { profile }] of this.known) if (!profiles.has(profile)) this.known.delete(agentId);
    for (const lane of lanes)
      for (const list of [lane.servers, lane.delayed]) keep(list, (service) => profiles.has(service.profile));
    for (const profile of profiles)
      for (const list of profile.lanes.values()) keep(list, ({ lane }) => lanes.has(lane));
  }

  private addLane(key: string, item: Item): Lane {
    const queues = [item.queueId, ...(item.added ?? [])];
    const lane: Lane = {
      ...{ key, queues, channel: item.channel, need: item.need ?? nothing },
      ...{ order: new TimeOrder(), servers: [], delayed: [] },
    };
    this.lanes.set(key, lane);
    const fitting = new Set<Profile>();
    for (const queueId of queues) {
      const index = this.indexOf(queueId);
      index.lanes.add(lane);
      for (const profile of index.profiles) fitting.add(profile);
    }
    for (const profile of fitting) join(lane, profile);
    return lane;
  }

  private addProfile(key: string, { queues, skills, queueTerms = {} }: Agent): Profile {
    const levels = new Map(skills.map(({ skill, level }) => [skill, level]));
    const profile: Profile = { queues, queueTerms, levels, members: new Set(), roomy: new Set(), lanes: new Map() };
    this.profiles.set(key, profile);
    const fitting = new Set<Lane>();
    for (const queueId of queues) {
      const index = this.indexOf(queueId);
      index.profiles.add(profile);
      for (const lane of index.lanes) fitting.add(lane);
    }
    for (const lane of fitting) join(lane, profile);
    return profile;
  }

  private indexOf(queueId: string) {
    let index = this.byQueue.get(queueId);
    if (index === undefined) this.byQueue.set(queueId, (index = { lanes: new Set(), profiles: new Set() }));
    return index;
  }
}

function keep<T>(list: T[], isKept: (one: T) => boolean): void {
  list.splice(0, list.length, ...list.filter(isKept));
}

function join(lane: Lane, profile: Profile): void {
  if (!meets(profile.levels, lane.need)) return;
  let rank = Infinity;
  let delayMs = Infinity;
  for (const queueId of lane.queues) {
    if (!profile.queues.includes(queueId)) continue;
    const terms = profile.queueTerms[queueId];
    rank = Math.min(rank, terms?.rank ?? 1);
    delayMs = Math.min(delayMs, terms?.delayMs ?? 0);
  }
  const service = { lane, profile, rank, delayMs };
  lane.servers.push(service);
  const others = profile.lanes.get(lane.channel);
  if (others === undefined) profile.lanes.set(lane.channel, [service]);
  else others.push(service);
  if (delayMs > 0) lane.delayed.push(service);
}

const isAlike = (a: Agent, b: Agent): boolean =>
  a.skills === b.skills && a.queues === b.queues && a.queueTerms === b.queueTerms;

function profileKey({ queues, skills, queueTerms = {} }: Agent): string {
  const levels = skills
    .map(({ skill, level }) => [skill, level])
    .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
  const terms = [...queues].sort().map((queueId) => [queueId, queueTerms[queueId]?.rank, queueTerms[queueId]?.delayMs]);
  return JSON.stringify([levels, terms]);
}
