import 'reflect-metadata';
import { startService } from '#libs/service';
import { RoutingModule } from './routing.module.js';

await startService(RoutingModule, { name: 'routing' });
