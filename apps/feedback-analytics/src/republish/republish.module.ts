import { stateTable } from '#libs/persistence';
import { FeedbackEntity } from '../persistence/feedback.entity.js';
import { republishWith, type RepublishOptions } from './republish-feedback.js';

/** The republishing on the table of the service. */
export function republishFeedback(options: RepublishOptions): Promise<number> {
  return republishWith(stateTable(FeedbackEntity, { key: 'feedbackId' }), options);
}
