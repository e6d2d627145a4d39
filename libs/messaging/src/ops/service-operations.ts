import type { LogAdmin } from '../log/log.js';
import { Session } from '../store/session.js';
import { DeadLetterOperations } from './dead-letter-operations.js';
import { ParkedOperations } from './parked-operations.js';
import { PositionOperations } from './position-operations.js';
import { RefusedOutboxOperations } from './refused-outbox-operations.js';
import { readStatus, type ServiceStatus } from './service-status.js';

export interface ServiceOperationsOptions {
  /** Name of the service, which is the name of its consumer too. */
  readonly service: string;
  readonly databaseUrl: string;
  /** Connected; it stays the caller's. */
  readonly admin: LogAdmin;
}

/** What an operator can see and do of one service's messaging, from outside its process. */
export class ServiceOperations {
  readonly deadLetters: DeadLetterOperations;
  readonly positions: PositionOperations;
  readonly parked: ParkedOperations;
  readonly refused: RefusedOutboxOperations;

  private constructor(
    readonly service: string,
    private readonly session: Session,
    admin: LogAdmin,
  ) {
    this.deadLetters = new DeadLetterOperations(session, service);
    this.positions = new PositionOperations(session, service, admin);
    this.parked = new ParkedOperations(session, service);
    this.refused = new RefusedOutboxOperations(session);
  }

  /** Rejects when the database cannot be reached. */
  static async open({ service, databaseUrl, admin }: ServiceOperationsOptions): Promise<ServiceOperations> {
    const session = await Session.open({ connectionString: databaseUrl, applicationName: `${service}-operator` });
    return new ServiceOperations(service, session, admin);
  }

  async status(): Promise<ServiceStatus> {
    return readStatus(this.session, this.service, await this.positions.list());
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
