import { startService } from '#libs/service';
import { IntakeModule } from './intake.module.js';

await startService(IntakeModule, { name: 'intake' });
