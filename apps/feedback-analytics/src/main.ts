import { startService } from '#libs/service';
import { FeedbackAnalyticsModule } from './feedback-analytics.module.js';

await startService(FeedbackAnalyticsModule, { name: 'feedback-analytics' });
