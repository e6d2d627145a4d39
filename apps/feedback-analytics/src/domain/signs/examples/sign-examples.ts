import type { Sign } from '../sign.js';
import type { SignExamples } from './example-case.js';
import { incompleteKnowledge, misunderstood, transferWithoutHelp } from './helping.js';
import { brokenPromise, excuses, lying, noThanks, wrongRecipient } from './keeping-word.js';
import { criticising, impatience, impoliteSpeech, noEyeContact, talkingDown } from './spoken.js';
import { menuLoop, poorEnvironment, pushy } from './surroundings.js';
import { inattentive, noGreeting, socialising, unexplainedWait } from './waiting.js';

/** THE table of example cases: what each detector must find, and what it must leave alone. */
export const signExamples: Readonly<Record<Sign, SignExamples>> = {
  'no-greeting': noGreeting,
  'unexplained-wait': unexplainedWait,
  'impolite-speech': impoliteSpeech,
  'transfer-without-help': transferWithoutHelp,
  inattentive,
  'incomplete-knowledge': incompleteKnowledge,
  criticising,
  'no-eye-contact': noEyeContact,
  excuses,
  impatience,
  lying,
  misunderstood,
  'talking-down': talkingDown,
  'socialising-instead-of-serving': socialising,
  'no-thanks': noThanks,
  'broken-promise': brokenPromise,
  'wrong-recipient': wrongRecipient,
  'poor-environment': poorEnvironment,
  'menu-loop': menuLoop,
  pushy,
};
