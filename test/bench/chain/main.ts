import 'reflect-metadata';
import { startService } from '#libs/service';
import { HopModule } from './hop.module.js';

await startService(HopModule.at(Number(process.env['HOP'])), { name: 'hop' });
