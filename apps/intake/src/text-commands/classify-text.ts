import { saidBy, type TextModel } from '#libs/text-model';
import { table } from './figures.js';
import type { Output } from './output.js';

const termsShown = 8;

/** What a model says of one text, and why. */
export function classifyText(model: TextModel, text: string, out: Output): void {
  const prediction = model.predict(text);
  const { isMultiLabel, threshold } = model.parts;
  const said = saidBy(prediction, isMultiLabel);
  const likely = prediction.labels.map(({ value, confidence }) => [value, confidence.toFixed(3)]);
  out.write(
    prediction.decided
      ? `${model.target}: ${said.join(', ')}\n`
      : `${model.target}: undecided, below the threshold of ${threshold.toFixed(3)}: a human decides\n`,
  );
  out.write(table(['label', 'confidence'], likely));
  for (const value of isMultiLabel && prediction.decided
    ? said
    : prediction.labels.slice(0, 1).map((one) => one.value)) {
    const terms = model.explain(text, value, termsShown).map(({ term, weight }) => [term, weight.toFixed(3)]);
    out.write(terms.length === 0 ? `\nNothing in the text speaks for ${value}.\n` : `\nWhat spoke for ${value}:\n`);
    if (terms.length > 0) out.write(table(['term', 'weight'], terms));
  }
}
