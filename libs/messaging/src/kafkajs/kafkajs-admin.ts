import type { Admin } from 'kafkajs';
import type { LogAdmin, PartitionEnds, TopicSettings, TopicState } from '../log/log.js';
import type { Client } from './client.js';
import { kafkajs } from './kafkajs.js';

const { ConfigResourceTypes, ConfigSource } = kafkajs;

/** Topic administration through kafkajs. */
export class KafkajsAdmin implements LogAdmin {
  private readonly admin: Admin;

  constructor({ kafka, onRequestTimeout }: Client) {
    this.admin = kafka.admin();
    this.admin.on(this.admin.events.REQUEST_TIMEOUT, onRequestTimeout);
  }

  connect(): Promise<void> {
    return this.admin.connect();
  }

  disconnect(): Promise<void> {
    return this.admin.disconnect();
  }

  async describe(topics: readonly string[]): Promise<readonly TopicState[]> {
    const existing = new Set(await this.admin.listTopics());
    const wanted = topics.filter((topic) => existing.has(topic));
    if (wanted.length === 0) return [];
    const [metadata, configs] = await Promise.all([
      this.admin.fetchTopicMetadata({ topics: wanted }),
      this.configsOf(wanted),
    ]);
    return metadata.topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.length,
      config: Object.fromEntries((configs.get(name) ?? []).map((entry) => [entry.configName, entry.configValue])),
    }));
  }

  async create(topics: readonly TopicSettings[]): Promise<void> {
    if (topics.length === 0) return;
    await this.admin.createTopics({
      waitForLeaders: true,
      topics: topics.map((topic) => ({
        topic: topic.name,
        numPartitions: topic.partitions,
        replicationFactor: topic.replicationFactor,
        configEntries: Object.entries(topic.config).map(([name, value]) => ({ name, value })),
      })),
    });
  }

  /** The request of kafkajs replaces all settings of the topic, so those that were set before are sent along. */
  async alterConfig(topic: string, config: Readonly<Record<string, string>>): Promise<void> {
    const entries = (await this.configsOf([topic])).get(topic) ?? [];
    const kept = entries.filter((entry) => entry.configSource === ConfigSource.TOPIC_CONFIG);
    const settings = { ...Object.fromEntries(kept.map((entry) => [entry.configName, entry.configValue])), ...config };
    await this.admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: ConfigResourceTypes.TOPIC,
          name: topic,
          configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
        },
      ],
    });
  }

  async ends(topic: string): Promise<readonly PartitionEnds[]> {
    const offsets = await this.admin.fetchTopicOffsets(topic);
    return offsets
      .map(({ partition, low, high }) => ({ topic, partition, low, high }))
      .sort((a, b) => a.partition - b.partition);
  }

  async delete(topics: readonly string[]): Promise<void> {
    // Asked to delete what does not exist, kafkajs tries again for two minutes.
    const existing = new Set(await this.admin.listTopics());
    const found = topics.filter((topic) => existing.has(topic));
    if (found.length > 0) await this.admin.deleteTopics({ topics: found });
  }

  private async configsOf(topics: readonly string[]) {
    const { resources } = await this.admin.describeConfigs({
      includeSynonyms: false,
      resources: topics.map((name) => ({ type: ConfigResourceTypes.TOPIC, name })),
    });
    return new Map(resources.map((resource) => [resource.resourceName, resource.configEntries]));
  }
}
