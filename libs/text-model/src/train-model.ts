import { fitLabelConfidence, fitLeaderConfidence, labelConfidence, leaderConfidence, leaderOf } from './confidence.js';
import type { LabelledText } from './labelled-text.js';
import type { LabelWeights } from './label-weights.js';
import type { Logistic } from './logistic-regression.js';
import { modelOf } from './model-file.js';
import { trainOneVsRest } from './one-vs-rest.js';
import type { Answer } from './scoring.js';
import { sparseRows } from './sparse-rows.js';
import { dealt } from './splits.js';
import type { Target, TextModel } from './text-model.js';
import { labelThreshold, leaderThreshold, type Aim } from './threshold.js';
import { Vectorizer } from './vectorizer.js';
import { learnVocabulary, type Vocabulary } from './vocabulary.js';

export interface TrainingPlan {
  readonly target: Target;
  /** A text may have several labels. */
  readonly isMultiLabel: boolean;
  /** The same rows and the same seed give the same model, byte for byte. */
  readonly seed: number;
  /** For one label; with several, the threshold is that of the best micro-F1. */
  readonly aim: Aim;
  /** Texts that thresholds and confidence are found on; without them, parts of `rows` in turn. Never learnt from. */
  readonly validation?: readonly LabelledText[];
  /** Is told how much is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

export interface Training {
  readonly model: TextModel;
  /** What a model that had not seen them said of the held-out texts; with the threshold and confidence of `model`. */
  readonly heldOut: readonly Answer[];
  readonly validated: number;
}

/** Too little to learn from; the message says what is missing. */
export class TooFewExamples extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'TooFewExamples';
  }
}

/** A tenth of the rows is held out. */
const heldOutParts = 10;
const foldCount = 5;
/** Folds are tried until this many rows were validated: thresholds do not get better with more. */
const enoughValidated = 1_500;
/** Below this, every term may matter; above, one that occurs once is noise. */
const manyRows = 3_000;
/** Terms × labels: the weights of a model are about as many bytes. */
const mostWeights = 40_000_000;

/**
 * Learns from labelled texts. A tenth is held out, and a model without it is measured on it; confidence and threshold come
 * from validation texts, which neither that model nor the held-out part has to do with; the model that is given back then
 * learnt from all rows, so it is at least as good as what was measured.
 *
 * @throws TooFewExamples
 */
export function trainModel(rows: readonly LabelledText[], plan: TrainingPlan): Training {
  const labels = [...new Set(rows.flatMap((row) => row.labels))].sort();
  refuseTooFew(rows, labels, plan);
  const learner = new Learner(labels, plan, plan.validation ? 2 : 2 + foldsNeeded(rows.length));
  const [held = [], ...others] = dealt(rows, heldOutParts, plan.seed);
  const rest = others.flat();
  const validated = plan.validation ? undefined : crossValidated(learner, rest, plan.seed);
  const measured = learner.learn(rest);
  const scored = validated ?? scoredBy(measured, plan.validation ?? []);
  const decision = plan.isMultiLabel ? decideSeveral(scored, labels) : decideOne(scored, labels, plan.aim);
  const parts = { target: plan.target, isMultiLabel: plan.isMultiLabel, labels, ...decision };
  const learntFrom = { rows: rows.length, seed: plan.seed };
  const judge = modelOf({ ...parts, ...measured, learntFrom });
  const heldOut = held.map(({ text, labels: truth }) => ({ truth, prediction: judge.predict(text) }));
  const model = modelOf({ ...parts, ...learner.learn(rows), learntFrom });
  return { model, heldOut, validated: scored.rows.length };
}

interface Learnt {
  readonly vocabulary: Vocabulary;
  readonly weights: LabelWeights;
}

interface Scored {
  readonly rows: readonly LabelledText[];
  readonly scores: readonly Float64Array[];
}

class Learner {
  private done = 0;
  private readonly indexOf: ReadonlyMap<string, number>;

  constructor(
    private readonly labels: readonly string[],
    private readonly plan: TrainingPlan,
    private readonly times: number,
  ) {
    this.indexOf = new Map(labels.map((label, index) => [label, index]));
  }

  learn(rows: readonly LabelledText[]): Learnt {
    const texts = rows.map(({ text }) => text);
    const vocabulary = learnVocabulary(texts, {
      minTexts: rows.length < manyRows ? 1 : 2,
      mostTerms: Math.floor(mostWeights / this.labels.length),
    });
    const data = sparseRows(texts, new Vectorizer(vocabulary), vocabulary.size);
    const labelsOf = rows.map((row) => row.labels.map((label) => this.indexOf.get(label) ?? -1));
    const weights = trainOneVsRest(data, labelsOf, this.labels.length, this.plan.seed, () => {
      this.done += 1;
      this.plan.onProgress?.(this.done / (this.times * this.labels.length));
    });
    return { vocabulary, weights };
  }
}

function refuseTooFew(rows: readonly LabelledText[], labels: readonly string[], plan: TrainingPlan): void {
  const least = plan.isMultiLabel ? 1 : 2;
  if (labels.length < least) {
    throw new TooFewExamples(`there must be at least ${least} different labels, and there are ${labels.length}`);
  }
  if (rows.length < 20)
    throw new TooFewExamples(`there must be at least 20 labelled texts, and there are ${rows.length}`);
  if (labels.length > rows.length / 2) {
    throw new TooFewExamples(
      `${labels.length} labels for ${rows.length} texts: a label needs several texts to be learnt from`,
    );
  }
}

function foldsNeeded(rows: number): number {
  const perFold = (rows * (heldOutParts - 1)) / heldOutParts / foldCount;
  return Math.min(foldCount, Math.ceil(enoughValidated / perFold));
}

function crossValidated(learner: Learner, rows: readonly LabelledText[], seed: number): Scored {
  const folds = dealt(rows, foldCount, seed + 1);
  const parts = folds.slice(0, foldsNeeded((rows.length * heldOutParts) / (heldOutParts - 1))).map((fold) => {
    const others = folds.filter((other) => other !== fold).flat();
    return scoredBy(learner.learn(others), fold);
  });
  return { rows: parts.flatMap((part) => part.rows), scores: parts.flatMap((part) => part.scores) };
}

function scoredBy({ vocabulary, weights }: Learnt, rows: readonly LabelledText[]): Scored {
  const vectorizer = new Vectorizer(vocabulary);
  const scores = rows.map(({ text }) => {
    const own = new Float64Array(weights.labels);
    weights.score(vectorizer.vectorOf(text), own);
    return own;
  });
  return { rows, scores };
}

interface Decision {
  readonly confidence: Logistic;
  readonly threshold: number;
}

function decideOne({ rows, scores }: Scored, labels: readonly string[], aim: Aim): Decision {
  const leaders = scores.map(leaderOf);
  const isRight = leaders.map(({ label }, row) => rows[row]?.labels[0] === labels[label]);
  const isInScope = rows.map((row) => row.labels.length > 0);
  const confidence = fitLeaderConfidence(leaders, isRight, isInScope);
  const judged = leaders.map((leader, row) => ({
    confidence: leaderConfidence(confidence, leader),
    isRight: isRight[row] === true,
    isInScope: isInScope[row] === true,
  }));
  return { confidence, threshold: leaderThreshold(judged, aim) };
}

function decideSeveral({ rows, scores }: Scored, labels: readonly string[]): Decision {
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  const labelsOf = rows.map((row) => row.labels.map((label) => indexOf.get(label) ?? -1));
  const confidence = fitLabelConfidence(scores, labelsOf);
  const pairs = scores.flatMap((own, row) =>
    Array.from(own, (score, label) => ({
      confidence: labelConfidence(confidence, score),
      isRight: labelsOf[row]?.includes(label) === true,
    })),
  );
  const labelsInAll = labelsOf.reduce((sum, own) => sum + own.length, 0);
  return { confidence, threshold: labelThreshold(pairs, labelsInAll) };
}
