/** A second way in: the broker listens on `port` and tells its clients to come to `advertisedPort`. */
export interface ProxiedListener {
  readonly port: number;
  readonly advertisedPort: number;
}

export interface BrokerPlace {
  readonly port: number;
  readonly controllerPort: number;
  readonly logDirectory: string;
  readonly proxied?: ProxiedListener | undefined;
}

const mebibyte = 1024 * 1024;
/** The inbound topic takes records up to 6 MiB; a batch around such a record is a little larger. */
const largestBatchBytes = 8 * mebibyte;

/** The server.properties of one node that is broker and controller, on loopback only. */
export function brokerProperties({ port, controllerPort, logDirectory, proxied }: BrokerPlace): string {
  const listener = (at: number | undefined) => (at === undefined ? '' : `,PROXIED://127.0.0.1:${at}`);
  const properties: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.bootstrap.servers': `127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}${listener(proxied?.port)}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}${listener(proxied?.advertisedPort)}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT',
    'log.dirs': logDirectory,

    'message.max.bytes': largestBatchBytes,
    'replica.fetch.max.bytes': largestBatchBytes,
    'auto.create.topics.enable': false,

    // One node can hold one copy.
    'default.replication.factor': 1,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    // The defaults, 50 each, cost seconds at every start.
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.num.partitions': 4,
    'share.coordinator.state.topic.num.partitions': 1,

    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 3000,
    // A killed broker is let in again only when its old registration has run out: the default of 9 s is felt.
    'broker.session.timeout.ms': 4000,
    'broker.heartbeat.interval.ms': 1000,

    'num.network.threads': 2,
    'num.io.threads': 4,
    'num.recovery.threads.per.data.dir': 2,
    // 128 MiB by default, a quarter of the heap.
    'log.cleaner.dedupe.buffer.size': 16 * mebibyte,
  };
  const lines = Object.entries(properties).map(([name, value]) => `${name}=${escapeValue(String(value))}`);
  return `${lines.join('\n')}\n`;
}

/** A backslash starts an escape in a properties file. */
function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\');
}
