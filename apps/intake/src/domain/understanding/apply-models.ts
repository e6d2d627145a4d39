import { components, kinds, needs, type Classified, type Findings } from './targets.js';
import type { TextModel, Understanding } from './understanding.js';

const mostTopics = 20;

/** What the trained models say; a label that the target does not know is left out. */
export function applyModels(models: Understanding['models'], text: string, wanted: Findings): Findings {
  const said = (model: TextModel | undefined, isKnown: boolean) =>
    model === undefined || isKnown
      ? []
      : model.labelsOf(text).map(({ label, confidence }) => ({ value: label, confidence, by: model.by }));
  const kind = said(models.kind, wanted.kind !== undefined).find(isOf(kinds));
  const foundNeeds = said(models.need, wanted.need !== undefined).filter(isOf(needs));
  const urgency = said(models.urgency, wanted.urgency !== undefined).flatMap(numberOf(1, 5));
  const sentiment = said(models.sentiment, wanted.sentiment !== undefined).flatMap(sentimentOf);
  const topics = said(models.topics, wanted.topics !== undefined).slice(0, mostTopics);
  const found = said(models.components, wanted.components !== undefined).filter(isOf(components));
  const [need] = foundNeeds;
  return {
    ...(kind !== undefined && { kind }),
    ...(need !== undefined && { need, needs: foundNeeds.map(({ value }) => value) }),
    ...(urgency[0] !== undefined && { urgency: urgency[0] }),
    ...(sentiment[0] !== undefined && { sentiment: sentiment[0] }),
    ...(topics.length > 0 && { topics }),
    ...(found.length > 0 && { components: found }),
  };
}

function isOf<V extends string>(values: readonly V[]) {
  return (one: Classified<string>): one is Classified<V> => values.some((value) => value === one.value);
}

function numberOf(from: number, to: number) {
  return ({ value, ...rest }: Classified<string>): Classified<number>[] => {
    const number = Number(value);
    return Number.isInteger(number) && number >= from && number <= to ? [{ ...rest, value: number }] : [];
  };
}

const sentimentWords: Readonly<Record<string, number>> = { negative: -0.7, neutral: 0, positive: 0.7 };

/** Models of sentiment have numbers from −1 to 1 as labels, or negative, neutral and positive. */
function sentimentOf({ value, ...rest }: Classified<string>): Classified<number>[] {
  const number = sentimentWords[value.toLowerCase()] ?? Number(value);
  return Number.isFinite(number) && number >= -1 && number <= 1 ? [{ ...rest, value: number }] : [];
}
