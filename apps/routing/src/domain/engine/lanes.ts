import type { Agent, Item, Requirement } from './engine-model.js';
import { TimeOrder, type Entry } from './time-order.js';

/** What waits for the same agents: same queues, same channel, same skills. */
export interface Lane {
  readonly key: string;
  readonly queues: readonly string[];
  readonly channel: string;
  readonly need: readonly Requirement[];
  readonly order: TimeOrder;
  /** The place of the first in it; beyond all others when nothing waits. */
  headAt: number;
  /** Who could serve it, by profile. */
  readonly servers: Map<Profile, Service>;
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
  /** How they serve the lanes that something waits in, by channel. */
  readonly active: Map<string, Set<Service>>;
  /** The same by the first in each lane, and by rank; ranks ascend. */
  readonly heads: Map<string, RankedHeads[]>;
}

interface Head extends Entry {
  readonly service: Service;
}

interface RankedHeads {
  readonly rank: number;
  readonly order: TimeOrder<Head>;
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

/** What of an item decides whom it waits for. */
export type Place = Pick<Item, 'queueId' | 'channel' | 'added' | 'need' | 'lane'>;

export function laneKey(item: Place): string {
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
  private readonly lanes = new Map<string, Lane>();
  private readonly profiles = new Map<string, Profile>();
  private readonly byQueue = new Map<string, QueueIndex>();
  private readonly known = new Map<string, { readonly agent: Agent; readonly profile: Profile }>();
  private pruneAt = manyLanes;

  laneOf(item: Place): Lane {
    const key = item.lane ?? laneKey(item);
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

  /** How many agents work in any of the queues, whatever they can do. */
  membersIn(queues: readonly string[]): number {
    const [queueId = '', ...others] = queues;
    if (others.length === 0) return this.indexOf(queueId).members;
    const profiles = new Set(queues.flatMap((id) => [...this.indexOf(id).profiles]));
    return [...profiles].reduce((sum, { members }) => sum + members.size, 0);
  }

  lanesOf(queueId: string): Iterable<Lane> {
    return this.indexOf(queueId).lanes;
  }

  enter(agentId: string, profile: Profile): void {
    if (profile.members.has(agentId)) return;
    profile.members.add(agentId);
    for (const queueId of profile.queues) this.indexOf(queueId).members += 1;
  }

  leave(agentId: string, profile: Profile): void {
    profile.roomy.delete(agentId);
    if (profile.members.delete(agentId)) for (const queueId of profile.queues) this.indexOf(queueId).members -= 1;
  }

  /** Another one is the first in it, or nothing waits any more: whoever serves it looks only at what is first. */
  moveHead(lane: Lane): void {
    const before = lane.headAt;
    lane.headAt = lane.order.first?.at ?? Infinity;
    if (before === lane.headAt) return;
    for (const service of lane.servers.values()) moveHead(service, before);
  }

  /** Forgets lanes that nothing waits in and profiles that nobody has, when there are many of them. */
  prune(agents: number): void {
    const isCrowded = this.lanes.size > this.pruneAt || this.profiles.size > fewProfiles + 2 * agents;
    if (!isCrowded) return;
    for (const [key, lane] of this.lanes) {
      if (lane.order.size > 0) continue;
      this.lanes.delete(key);
      for (const queueId of lane.queues) this.indexOf(queueId).lanes.delete(lane);
    }
    for (const [key, profile] of this.profiles) {
      if (profile.members.size > 0) continue;
      this.profiles.delete(key);
      for (const queueId of profile.queues) {
        this.indexOf(queueId).profiles.delete(profile);
        for (const skill of profile.levels.keys()) this.indexOf(queueId).bySkill.get(skill)?.delete(profile);
      }
    }
    const profiles = new Set(this.profiles.values());
    for (const [agentId, { profile }] of this.known) if (!profiles.has(profile)) this.known.delete(agentId);
    for (const { servers, delayed } of this.lanes.values()) {
      for (const profile of servers.keys()) if (!profiles.has(profile)) servers.delete(profile);
      delayed.splice(0, delayed.length, ...delayed.filter(({ profile }) => profiles.has(profile)));
    }
    this.pruneAt = Math.max(manyLanes, 2 * this.lanes.size);
  }

  private addLane(key: string, item: Place): Lane {
    const queues = [item.queueId, ...(item.added ?? [])];
    const { channel, need = nothing } = item;
    const lane: Lane = {
      key,
      queues,
      channel,
      need,
      order: new TimeOrder(),
      headAt: Infinity,
      servers: new Map(),
      delayed: [],
    };
    this.lanes.set(key, lane);
    const fitting = new Set<Profile>();
    const [first] = need;
    for (const queueId of queues) {
      const index = this.indexOf(queueId);
      index.lanes.add(lane);
      const able = first === undefined ? index.profiles : (index.bySkill.get(first.skill) ?? []);
      for (const profile of able) fitting.add(profile);
    }
    for (const profile of fitting) join(lane, profile);
    return lane;
  }

  private addProfile(key: string, { queues, skills, queueTerms = {} }: Agent): Profile {
    const levels = new Map(skills.map(({ skill, level }) => [skill, level]));
    const profile: Profile = {
      queues,
      queueTerms,
      levels,
      members: new Set(),
      roomy: new Set(),
      active: new Map(),
      heads: new Map(),
    };
    this.profiles.set(key, profile);
    const fitting = new Set<Lane>();
    for (const queueId of queues) {
      const index = this.indexOf(queueId);
      index.profiles.add(profile);
      for (const skill of levels.keys()) {
        const able = index.bySkill.get(skill);
        if (able === undefined) index.bySkill.set(skill, new Set([profile]));
        else able.add(profile);
      }
      for (const lane of index.lanes) fitting.add(lane);
    }
    for (const lane of fitting) join(lane, profile);
    return profile;
  }

  private indexOf(queueId: string): QueueIndex {
    let index = this.byQueue.get(queueId);
    if (index === undefined) {
      index = { lanes: new Set(), profiles: new Set(), bySkill: new Map(), members: 0 };
      this.byQueue.set(queueId, index);
    }
    return index;
  }
}

interface QueueIndex {
  readonly lanes: Set<Lane>;
  readonly profiles: Set<Profile>;
  readonly bySkill: Map<string, Set<Profile>>;
  members: number;
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
  lane.servers.set(profile, service);
  if (delayMs > 0) lane.delayed.push(service);
  if (lane.headAt !== Infinity) moveHead(service, Infinity);
}

function moveHead(service: Service, before: number): void {
  const { lane, profile, rank } = service;
  const { channel, key, headAt } = lane;
  const order = headsOf(profile, channel, rank);
  if (before !== Infinity) order.remove({ at: before, id: key });
  else setOf(profile, channel).add(service);
  if (headAt !== Infinity) order.add({ at: headAt, id: key, service });
  else setOf(profile, channel).delete(service);
}

function setOf({ active }: Profile, channel: string): Set<Service> {
  let services = active.get(channel);
  if (services === undefined) active.set(channel, (services = new Set()));
  return services;
}

function headsOf({ heads }: Profile, channel: string, rank: number): TimeOrder<Head> {
  let ranks = heads.get(channel);
  if (ranks === undefined) heads.set(channel, (ranks = []));
  const found = ranks.find((one) => one.rank === rank);
  if (found) return found.order;
  const order = new TimeOrder<Head>();
  ranks.push({ rank, order });
  ranks.sort((a, b) => a.rank - b.rank);
  return order;
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
