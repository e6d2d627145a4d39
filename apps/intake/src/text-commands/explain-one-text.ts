import { explainText } from '../explain/explain-text.js';
import { targets } from '../domain/understanding/targets.js';
import type { ClassifyOptions } from './classify-options.js';
import { CommandRefused, withFile } from './command-refused.js';
import { contactOf } from './contact-options.js';
import { openModel } from './open-model.js';
import type { Output } from './output.js';

/** What intake says of one text by rules, models and what ships, and why. */
export async function explainOneText(text: string, options: ClassifyOptions, out: Output): Promise<void> {
  const { rules, model } = options;
  const contact = contactOf(text, options);
  const files = {
    ...(rules !== undefined && { rulesFile: rules }),
    ...(model !== undefined && { modelFiles: { [await targetOf(model)]: model } }),
  };
  await withFile(rules ?? model ?? '', async () => out.write(await explained({ ...contact, ...files })));
}

async function targetOf(file: string): Promise<string> {
  const { target } = await openModel(file);
  const known: readonly string[] = targets;
  if (known.includes(target)) return target;
  throw new CommandRefused(`${file} was trained for ${target}; intake understands ${targets.join(', ')}.`);
}

/** What is wrong inside of a file names file, line and column already; what the system says of it does not. */
async function explained(given: Parameters<typeof explainText>[0]): Promise<string> {
  try {
    return await explainText(given);
  } catch (error) {
    if (error instanceof Error && error.cause !== undefined) {
      throw new CommandRefused(error.message, { cause: error });
    }
    throw error;
  }
}
