import type { GroupMember, PartitionAssigner } from 'kafkajs';
import { kafkajs } from './kafkajs.js';

const { AssignerProtocol } = kafkajs;

/** Which topics each member of a group has subscribed to. */
export interface Subscription {
  readonly memberId: string;
  readonly topics: readonly string[];
}

type Assignment = Record<string, number[]>;

/**
 * Gives a member the same partition numbers of every topic. The topics share their keys, so all events about one
 * customer are then handled in one process, one after the other, and do not collide in the database. (The round-robin
 * of kafkajs counts on from topic to topic: with 3 members and 4 partitions it splits each number among all members.)
 * A member gets nothing of a topic that it has not subscribed to: during a rolling upgrade they differ.
 */
export function assignCoPartitioned(
  members: readonly Subscription[],
  partitionsOf: (topic: string) => readonly number[],
): Map<string, Assignment> {
  const sorted = [...members].sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
  const assignments = new Map<string, Assignment>(sorted.map(({ memberId }) => [memberId, {}]));
  for (const topic of new Set(sorted.flatMap((member) => member.topics))) {
    const readers = sorted.filter((member) => member.topics.includes(topic));
    for (const partition of partitionsOf(topic)) {
      const reader = readers[partition % readers.length];
      if (reader) ((assignments.get(reader.memberId) ?? {})[topic] ??= []).push(partition);
    }
  }
  return assignments;
}

export const coPartitioned: PartitionAssigner = ({ cluster }) => ({
  name: 'co-partitioned',
  version: 0,

  async assign({ members, topics }) {
    const subscriptions = members.map(subscriptionOf);
    const all = new Set([...topics, ...subscriptions.flatMap((member) => member.topics)]);
    // The leader may not have asked yet about a topic that only a newer version reads.
    await cluster.addMultipleTargetTopics([...all]);
    const assignments = assignCoPartitioned(subscriptions, (topic) =>
      cluster.findTopicPartitionMetadata(topic).map((partition) => partition.partitionId),
    );
    return Array.from(assignments, ([memberId, assignment]) => ({
      memberId,
      memberAssignment: AssignerProtocol.MemberAssignment.encode({
        version: 0,
        assignment,
        userData: Buffer.alloc(0),
      }),
    }));
  },

  protocol({ topics }) {
    return {
      name: 'co-partitioned',
      metadata: AssignerProtocol.MemberMetadata.encode({ version: 0, topics, userData: Buffer.alloc(0) }),
    };
  },
});

function subscriptionOf({ memberId, memberMetadata }: GroupMember): Subscription {
  return { memberId, topics: AssignerProtocol.MemberMetadata.decode(memberMetadata)?.topics ?? [] };
}
