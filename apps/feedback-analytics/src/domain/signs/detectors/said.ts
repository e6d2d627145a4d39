import { utterancesOf, type CaseMoment, type CaseTimeline, type Utterance } from '../case-timeline.js';
import type { PhraseTopic } from '../phrases/phrase-topic.js';

type Spoken = Extract<CaseMoment, { readonly language?: string }>;

/** Whether it says so for certain. */
export function doesSay({ speech }: Spoken, topic: PhraseTopic): boolean {
  return speech?.topics?.includes(topic) === true;
}

/** Whether it may say so: of a text in a language without rules nobody knows. */
export function maySay(spoken: Spoken, topic: PhraseTopic): boolean {
  return doesSay(spoken, topic) || (spoken.speech !== undefined && spoken.speech.topics === undefined);
}

/** What of ours says so. */
export function saying(timeline: CaseTimeline, topic: PhraseTopic): readonly Utterance[] {
  return utterancesOf(timeline).filter((utterance) => doesSay(utterance, topic));
}
