import 'reflect-metadata';
import { startService } from '#libs/service';
import { ReferenceModule } from './reference.module.js';

await startService(ReferenceModule, { name: 'reference' });
