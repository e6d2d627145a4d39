import { loadModel, type TextModel } from '#libs/text-model';
import { readFile } from 'node:fs/promises';
import { withFile } from './command-refused.js';

/** @throws CommandRefused that says what is wrong with the file */
export function openModel(file: string): Promise<TextModel> {
  return withFile(file, async () => loadModel(await readFile(file, 'utf8')));
}
