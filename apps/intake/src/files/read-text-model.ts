import { loadModel } from '#libs/text-model';
import type { Target } from '../domain/understanding/targets.js';
import type { TextModel } from '../domain/understanding/understanding.js';

/**
 * A file of `npm run train` as intake uses it: it says nothing below its own threshold.
 * @throws Error when the file is not whole, or was trained for another target
 */
export function readTextModel(content: Buffer, target: Target): TextModel {
  const model = loadModel(content.toString('utf8'));
  if (model.target !== target) throw new Error(`it was trained for ${model.target}, not for ${target}`);
  const { isMultiLabel } = model.parts;
  return {
    by: `model:${target}@${model.id}`,
    labelsOf: (text) => {
      const { labels, decided } = model.predict(text);
      if (!decided) return [];
      const said = isMultiLabel ? labels : labels.slice(0, 1);
      return said.map(({ value, confidence }) => ({ label: value, confidence }));
    },
  };
}
