import { expect, it } from '@jest/globals';
import { FeedbackRecorded, jsonSchemaOf } from '#libs/contracts';
import { stateTable } from '#libs/persistence';
import { FeedbackEntity } from './feedback.entity.js';

it('the table of feedback is the record of the contract, column for column', () => {
  const { columns } = stateTable(FeedbackEntity, { key: 'feedbackId' });
  const properties = columns.map(({ property }) => property).filter((property) => property !== 'version');
  expect(properties).toEqual(Object.keys(jsonSchemaOf(FeedbackRecorded).properties ?? {}));
});
