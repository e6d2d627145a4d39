import { Event } from '../event.js';
import { Instant, Integer, Nested, NestedList, OneOf, Optional, Text, TextList } from '../fields.js';
import { sources } from '../producers.js';
import { topics } from '../topics.js';
import type { Channel, PresenceState } from '../vocabulary.js';
import { channels, presenceStates } from '../vocabulary.js';

export class AgentSkill {
  @Text() skill!: string;
  @Integer(1, 5) level!: number;
}

export class AgentPresence {
  /** Absent: on every channel. */
  @Optional() @OneOf(channels) channel?: Channel;
  @OneOf(presenceStates) state!: PresenceState;
  @Optional() @Text() reason?: string;
  @Optional() @Instant() since?: string;
}

export class AgentShift {
  @Instant() startsAt!: string;
  @Instant() endsAt!: string;
}

/** The whole state of an agent. */
@Event({
  type: 'thirdring.agent.changed.v1',
  topic: topics.agents,
  subject: 'agentId',
  key: 'agentId',
  producers: [sources.routing],
})
export class AgentChanged {
  @Text() agentId!: string;
  @Integer(1) version!: number;
  @Optional() @Text() teamId?: string;
  @NestedList(() => AgentSkill, 200) skills!: AgentSkill[];
  @TextList(200) queues!: string[];
  /** Capacity in units; a case holds some of them. */
  @Integer(0) units!: number;
  @Optional() @Integer(0) unitsHeld?: number;
  @NestedList(() => AgentPresence, 20) presence!: AgentPresence[];
  /** Since when nothing is heard of them, though they did not say that they went. */
  @Optional() @Instant() connectionLostAt?: string;
  @Optional() @Nested(() => AgentShift) shift?: AgentShift;
}
