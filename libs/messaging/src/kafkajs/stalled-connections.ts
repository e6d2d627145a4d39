import { connect, type Socket } from 'node:net';
import type { ISocketFactory, RequestTimeoutEvent } from 'kafkajs';

const keepAliveDelayMs = 10_000;

/**
 * Ends the connections to a broker that has not answered in time. kafkajs repeats the request over the same
 * connection; when the host is gone without a word (power, a firewall that drops), the system goes on sending into
 * nothing for a quarter of an hour, and no other broker is asked. Cut, kafkajs connects anew, or finds out that it cannot.
 */
export class StalledConnections {
  private readonly sockets = new Map<string, Set<Socket>>();

  readonly socketFactory: ISocketFactory = ({ host, port, onConnect }) => {
    const socket = connect({ host, port }, onConnect);
    socket.setKeepAlive(true, keepAliveDelayMs);
    const broker = `${host}:${port}`;
    const open = this.sockets.get(broker) ?? new Set();
    this.sockets.set(broker, open.add(socket));
    socket.once('close', () => open.delete(socket));
    return socket;
  };

  /** A listener for the time-outs of one client. */
  readonly onRequestTimeout = ({ payload }: Pick<RequestTimeoutEvent, 'payload'>): void => {
    this.cut(payload.broker);
  };

  private cut(broker: string): void {
    // kafkajs listens for `error` and `end` and not for `close`, so there must be an error.
    for (const socket of this.sockets.get(broker) ?? []) socket.destroy(new Error('No answer in time'));
  }
}
