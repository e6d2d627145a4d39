// What the author of an adapter writes in plain JavaScript; `npm run contracts:pack` runs it against the tarball.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import {
  InteractionSubmitted,
  admit,
  decode,
  encode,
  eventOptions,
  inboundKey,
  topics,
  uuidV7,
} from '@thirdring/contracts';

const body = {
  channel: 'email',
  channelAccount: 'help@lamps.example',
  externalId: '<m1@mail.example>',
  direction: 'inbound',
  party: { type: 'email', handle: 'ana@mail.example', verified: true },
  text: 'Where is my lamp?',
};

assert.deepEqual(admit(InteractionSubmitted, body), { ok: true, data: body });
assert.equal(admit(InteractionSubmitted, { ...body, channel: 'telex' }).ok, false);

const { type, topic } = eventOptions(InteractionSubmitted);
const event = {
  specversion: '1.0',
  id: uuidV7(),
  source: '/adapters/mail',
  type,
  time: new Date().toISOString(),
  subject: body.externalId,
  datacontenttype: 'application/json',
  data: body,
  partitionkey: inboundKey(body),
};
const { key, value, headers } = encode(event);
assert.equal(topic, topics.inbound);
assert.equal(key, 'help@lamps.example|ana@mail.example');

const decoded = decode({ key, value: Buffer.from(value), headers }, { door: true, topic });
assert.equal(decoded.kind, 'event');
assert.deepEqual(decoded.event, event);

const load = createRequire(import.meta.url);
assert.equal(load('@thirdring/contracts/asyncapi.json').asyncapi, '3.0.0');
assert.equal(load(`@thirdring/contracts/schemas/${type}.json`).title, 'InteractionSubmitted');
assert.equal(load(`@thirdring/contracts/golden/${type}.json`).type, type);
