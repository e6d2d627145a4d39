import { kanoAnswers } from '../domain/surveys/kano.js';
import { stepValues } from '../domain/process/event-log.js';

const text = { type: 'string', minLength: 1 };
const cell = { type: ['string', 'number'] };
const cells = { type: 'array', items: cell };
const cellOrCells = { type: ['string', 'number', 'array'], items: cell };
const withItem = { type: 'string', pattern: '\\{item\\}' };
const items = { type: 'array', items: cell, minItems: 1, uniqueItems: true };
const time = object({ column: text, format: text, zone: text }, ['column']);
const answer = { column: text, missing: cells, where: mapOf(cellOrCells), scaleMin: text, scaleMax: text };
const source = {
  anyOf: [
    { type: 'number' },
    object({ column: text, pattern: text, times: { type: 'number' }, isRate: { type: 'boolean' } }, ['column']),
  ],
};
const sources = { type: 'array', items: source, minItems: 1 };

/** What a mapping may say. Everything else is refused, so that a misspelt key is not taken for a missing one. */
export const mappingSchema = object(
  {
    name: { type: 'string', pattern: '^[a-z0-9][a-z0-9._-]{0,63}$' },
    csv: object({ delimiter: { type: 'string', minLength: 1, maxLength: 1 }, encoding: text }),
    id: text,
    weight: text,
    csat: object(answer, ['column']),
    nps: object(answer, ['column']),
    ces: object({ ...answer, version: { enum: ['1.0', '2.0'] } }, ['column', 'version']),
    servqual: object(
      {
        instrument: { enum: ['servqual', 'servqual-adapted'] },
        scale: { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 },
        items,
        expectation: withItem,
        perception: withItem,
        importance: withItem,
        reversed: items,
        dimensions: { ...mapOf(items), minProperties: 1 },
        points: mapOf(text),
        missing: cells,
      },
      ['scale', 'items', 'expectation', 'perception', 'dimensions'],
    ),
    kano: object(
      {
        items,
        functional: withItem,
        dysfunctional: withItem,
        answers: object(Object.fromEntries(kanoAnswers.map((answer) => [answer, cellOrCells])), [...kanoAnswers]),
        missing: cells,
      },
      ['items', 'functional', 'dysfunctional', 'answers'],
    ),
    process: object(
      {
        case: text,
        activity: text,
        end: time,
        start: time,
        resource: text,
        after: mapOf({ enum: ['waiting', 'working'] }),
        values: mapOf({ enum: [...stepValues] }),
      },
      ['case', 'activity', 'end'],
    ),
    'control-chart': object(
      {
        kind: { enum: ['p', 'u', 'xmr'] },
        label: text,
        count: { anyOf: [text, object({ column: text, values: cells }, ['column', 'values'])] },
        size: text,
        value: text,
        baseline: { type: 'integer', minimum: 2 },
        missing: cells,
      },
      ['kind', 'label'],
    ),
    staffing: object(
      {
        label: { type: 'array', items: text },
        arrivalsPerHour: sources,
        handlingSeconds: sources,
        agents: sources,
        patienceSeconds: sources,
        targetSeconds: sources,
      },
      ['arrivalsPerHour', 'handlingSeconds'],
    ),
  },
  ['name'],
);

function object(properties: object, required: readonly string[] = []) {
  return { type: 'object', properties, required, additionalProperties: false };
}

function mapOf(values: object) {
  return { type: 'object', additionalProperties: values };
}
