export type { WeighedTerm } from './explanation.js';
export type { LabelledText } from './labelled-text.js';
export { ModelFileError } from './model-fields.js';
export { loadModel, modelText } from './model-file.js';
export { confusionsOf, reliabilityOf, type Confusion, type ReliabilityBin } from './reliability.js';
export { saidBy, scoreOf, type Answer, type Score } from './scoring.js';
export { targets, TextModel, type LabelConfidence, type Prediction, type Target } from './text-model.js';
export type { Aim } from './threshold.js';
export { TooFewExamples, trainModel, type Training, type TrainingPlan } from './train-model.js';
