import { beforeAll, describe, expect, it } from '@jest/globals';
import { modelText, trainModel } from '#libs/text-model';
import { classify } from '../domain/classification.js';
import type { Contact } from '../domain/contact.js';
import { readTextModel } from './read-text-model.js';

const things = ['kettle', 'lamp', 'sofa', 'phone', 'chair', 'coat', 'tent', 'bike', 'oven', 'clock'];
const rows = things.flatMap((thing) => [
  { text: `Where is my ${thing}, it was to be delivered yesterday`, labels: ['delivery'] },
  { text: `The courier lost the parcel with the ${thing}`, labels: ['delivery'] },
  { text: `The invoice for the ${thing} shows the wrong price`, labels: ['billing'] },
  { text: `You charged my card twice for the ${thing}`, labels: ['billing'] },
]);
let content: Buffer;

beforeAll(() => {
  const { model } = trainModel(rows, {
    target: 'topics',
    isMultiLabel: false,
    seed: 1,
    aim: { kind: 'coverage', share: 0.9 },
  });
  content = Buffer.from(modelText(model.parts));
});

const contact = (more: Partial<Contact>): Contact => ({
  channel: 'email',
  direction: 'inbound',
  party: { type: 'email' },
  ...more,
});

describe('a trained model', () => {
  it('says what no adapter said, in its own name', () => {
    const topics = readTextModel(content, 'topics');
    const understanding = { models: { topics }, lexicons: new Map() };
    const found = classify(contact({ text: 'The courier lost my parcel' }), undefined, understanding);
    expect(found.topics).toEqual([
      { value: 'delivery', confidence: expect.any(Number), by: expect.stringMatching(/^model:topics@[0-9a-f]{12}$/) },
    ]);
    const said = classify(contact({ text: 'The courier lost my parcel', topics: ['x'] }), undefined, understanding);
    expect(said.topics).toEqual([{ value: 'x', confidence: 1, by: 'adapter' }]);
  });

  it('says nothing of what it knows no word of', () => {
    const topics = readTextModel(content, 'topics');
    expect(topics.labelsOf('我的订单')).toEqual([]);
  });

  it('is refused for another target, cut off, or changed', () => {
    expect(() => readTextModel(content, 'kind')).toThrow('it was trained for topics, not for kind');
    expect(() => readTextModel(content.subarray(0, content.length - 100), 'topics')).toThrow('it is no JSON');
    const changed = content.toString().replace('"billing"', '"billinh"');
    expect(() => readTextModel(Buffer.from(changed), 'topics')).toThrow('checksum');
  });
});
