import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../catalogue.js';
import type { CloudEvent } from '../cloud-event.js';
import { eventOptions } from '../event.js';
import { asyncApiDocument } from './asyncapi.js';
import { publishedSchema } from './published-schema.js';

/** The golden examples by type of event: whole CloudEvents in structured form, written by hand. */
export function goldenExamples(folder: string): Map<string, CloudEvent> {
  const golden = join(folder, 'golden');
  const files = readdirSync(golden).filter((name) => name.endsWith('.json'));
  return new Map(
    files.map((name) => [
      name.slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(golden, name), 'utf8')) as CloudEvent,
    ]),
  );
}

function versionOf(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** What stands in `generated/`, by path below it: one schema for each event, and the AsyncAPI document. */
export function generatedFiles(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  const write = (path: string, content: unknown): void => void files.set(path, `${JSON.stringify(content, null, 2)}\n`);
  for (const eventClass of catalogue)
    write(`schemas/${eventOptions(eventClass).type}.json`, publishedSchema(eventClass));
  write('asyncapi.json', asyncApiDocument(versionOf(folder), goldenExamples(folder)));
  return files;
}
