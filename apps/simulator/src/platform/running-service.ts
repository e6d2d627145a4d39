import type { DatabaseOwner } from '#libs/local-stack';
import type { ServiceProcess } from './service-process.js';

export interface RunningService {
  readonly name: DatabaseOwner;
  readonly url: string;
  readonly databaseUrl: string;
  readonly process: ServiceProcess;
}
