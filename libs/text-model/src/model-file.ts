import { createHash } from 'node:crypto';
import { LabelWeights } from './label-weights.js';
import { checked, isObject, ModelFileError, numbersOf, textsOf } from './model-fields.js';
import { targets, TextModel, type ModelParts, type Target } from './text-model.js';
import { views } from './term-walk.js';
import { Vocabulary } from './vocabulary.js';

const format = 'thirdring-text-model';
/** Raised when terms, weights or confidence mean something else: a model of before is then trained anew. */
const version = 1;

/** The model as the text of a file. The same model gives the same text. */
export function modelText(parts: ModelParts): string {
  const model = JSON.stringify(fieldsOf(parts));
  const head = JSON.stringify({ format, version, sha256: sha256(model) });
  return `${head.slice(0, -1)},"model":${model}}\n`;
}

/** A model that was just trained, as it will be once it is written and loaded. */
export function modelOf(parts: ModelParts): TextModel {
  return new TextModel(idOf(sha256(JSON.stringify(fieldsOf(parts)))), parts);
}

/**
 * @throws ModelFileError that says what is wrong: no JSON (with the place), another file, another version, changed or
 * damaged contents, a part that is missing or does not fit
 */
export function loadModel(text: string): TextModel {
  const file = parsed(text);
  checked(
    isObject(file) && file['format'] === format,
    'it is no model of `npm run train`: "format" is missing or another',
  );
  const found = file['version'];
  checked(
    found === version,
    `it has version ${String(found)}, and this program reads version ${version}: train it again`,
  );
  checked(isObject(file['model']), '"model" is missing');
  const sum = sha256(JSON.stringify(file['model']));
  checked(file['sha256'] === sum, 'its contents do not have the checksum that it names: it was changed or damaged');
  return new TextModel(idOf(sum), partsOf(file['model']));
}

function parsed(text: string): unknown {
  checked(text.trim() !== '', 'it is empty');
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ').slice(0, 120) : '';
    throw new ModelFileError(`it is no JSON (${reason}): cut off, or not a model`);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function idOf(sum: string): string {
  return sum.slice(0, 12);
}

function fieldsOf({ vocabulary: { terms }, weights: { values }, ...rest }: ModelParts) {
  return {
    target: rest.target,
    multiLabel: rest.isMultiLabel,
    learntFrom: rest.learntFrom,
    labels: rest.labels,
    threshold: rest.threshold,
    confidence: rest.confidence,
    terms: { hashes: packed(terms.hashes), views: packed(terms.viewOf), rarity: packed(terms.rarity) },
    weights: { values: packed(values.values), steps: packed(values.steps), bias: packed(values.bias) },
  };
}

function partsOf(model: Record<string, unknown>): ModelParts {
  const labels = textsOf(model, 'labels');
  checked(labels.length > 0 && new Set(labels).size === labels.length, '"labels" must be different texts');
  const isMultiLabel = model['multiLabel'];
  checked(typeof isMultiLabel === 'boolean', '"multiLabel" must be true or false');
  const [threshold = NaN] = numbersOf({ threshold: [model['threshold']] }, 'threshold');
  const terms = fieldOf(model, 'terms');
  const hashes = new Int32Array(unpacked(terms, 'hashes', 4));
  const viewOf = new Uint8Array(unpacked(terms, 'views', 1, hashes.length));
  checked(
    viewOf.every((view) => view < views.length),
    '"views" names a view that there is not',
  );
  const rarity = finite(new Float32Array(unpacked(terms, 'rarity', 4, hashes.length)), 'rarity');
  const weights = fieldOf(model, 'weights');
  const values = new Int8Array(unpacked(weights, 'values', 1, hashes.length * labels.length));
  const steps = finite(new Float32Array(unpacked(weights, 'steps', 4, hashes.length)), 'steps');
  const bias = finite(new Float32Array(unpacked(weights, 'bias', 4, labels.length)), 'bias');
  return {
    target: targetOf(model['target']),
    isMultiLabel,
    labels,
    threshold,
    confidence: confidenceOf(fieldOf(model, 'confidence'), isMultiLabel ? 1 : 3),
    vocabulary: new Vocabulary({ hashes, viewOf, rarity }),
    weights: new LabelWeights({ values, steps, bias }),
    learntFrom: learntFromOf(fieldOf(model, 'learntFrom')),
  };
}

function fieldOf(model: Record<string, unknown>, name: string): Record<string, unknown> {
  const field = model[name];
  checked(isObject(field), `"${name}" is missing`);
  return field;
}

function targetOf(value: unknown): Target {
  const target = targets.find((known) => known === value);
  checked(target !== undefined, `"target" must be one of ${targets.join(', ')}`);
  return target;
}

function confidenceOf(field: Record<string, unknown>, inputs: number): ModelParts['confidence'] {
  const weights = numbersOf(field, 'weights');
  checked(weights.length === inputs, `"weights" of the confidence must be ${inputs}`);
  const [bias = NaN] = numbersOf({ bias: [field['bias']] }, 'bias');
  return { bias, weights };
}

function learntFromOf(field: Record<string, unknown>): ModelParts['learntFrom'] {
  const [rows = NaN, seed = NaN] = numbersOf({ learntFrom: [field['rows'], field['seed']] }, 'learntFrom');
  return { rows, seed };
}

function packed(array: Int8Array | Uint8Array | Int32Array | Float32Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
}

/** A copy, as numbers of more than a byte must stand at multiples of their size. */
function unpacked(from: Record<string, unknown>, name: string, bytesEach: number, count?: number): ArrayBuffer {
  const text = from[name];
  checked(typeof text === 'string', `"${name}" is missing`);
  const bytes = Buffer.from(text, 'base64');
  const fits = count === undefined ? bytes.length % bytesEach === 0 : bytes.length === count * bytesEach;
  checked(fits, `"${name}" has ${bytes.length} bytes, which does not fit the rest`);
  return Uint8Array.from(bytes).buffer;
}

function finite(array: Float32Array, name: string): Float32Array {
  checked(array.every(Number.isFinite), `"${name}" holds what is no number`);
  return array;
}
