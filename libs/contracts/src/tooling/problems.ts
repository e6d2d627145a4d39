import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../catalogue.js';
import { eventOptions } from '../event.js';
import type { JsonSchema } from '../json-schema.js';
import { breaksOf } from './compatibility.js';
import { asyncApiErrors } from './asyncapi-errors.js';
import { generatedFiles, goldenExamples } from './generated-files.js';
import { publishedSchema } from './published-schema.js';

function jsonFilesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
}

/** What a release promised and the classes of today do not keep. */
export function releaseProblems(folder: string): string[] {
  const today = new Map(catalogue.map((eventClass) => [eventOptions(eventClass).type, publishedSchema(eventClass)]));
  const released = join(folder, 'released');
  return jsonFilesIn(released).flatMap((file) => {
    const event = file.slice(0, -'.json'.length);
    const after = today.get(event);
    if (!after) return [`${event}: was removed; a break needs a new major version beside the old one`];
    const before = JSON.parse(readFileSync(join(released, file), 'utf8')) as JsonSchema;
    return breaksOf(event, before, after).map(
      ({ field, problem }) => `${event}: ${field === '' ? '' : `${field} `}${problem}`,
    );
  });
}

/** Files of `generated/` that differ from what the classes give. */
export function staleFiles(folder: string): string[] {
  const target = join(folder, 'generated');
  const files = generatedFiles(folder);
  const stale = [...files].filter(([path, content]) => {
    const file = join(target, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== content;
  });
  const left = jsonFilesIn(join(target, 'schemas')).filter((name) => !files.has(`schemas/${name}`));
  return [
    ...stale.map(([path]) => `generated/${path} is not up to date: run npm run contracts:generate`),
    ...left.map((name) => `generated/schemas/${name} belongs to no event: run npm run contracts:generate`),
  ];
}

function goldenProblems(folder: string): string[] {
  const examples = goldenExamples(folder);
  const types = catalogue.map((eventClass) => eventOptions(eventClass).type);
  return [
    ...types.filter((type) => !examples.has(type)).map((type) => `golden/${type}.json is missing`),
    ...[...examples.keys()]
      .filter((type) => !types.includes(type))
      .map((type) => `golden/${type}.json belongs to no event`),
  ];
}

function documentProblems(folder: string): string[] {
  const document: unknown = JSON.parse(generatedFiles(folder).get('asyncapi.json') ?? '{}');
  return asyncApiErrors(document).map((error) => `asyncapi.json: ${error}`);
}

/** Everything that `contracts:check` finds; empty when all is well. */
export function contractProblems(folder: string): string[] {
  return [...releaseProblems(folder), ...staleFiles(folder), ...goldenProblems(folder), ...documentProblems(folder)];
}
