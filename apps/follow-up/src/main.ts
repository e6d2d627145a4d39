import { startService } from '#libs/service';
import { FollowUpModule } from './follow-up.module.js';

await startService(FollowUpModule, { name: 'follow-up' });
