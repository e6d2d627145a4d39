import { languageOf, utterancesOf, type CaseTimeline, type Utterance } from '../case-timeline.js';
import { says } from '../phrases/phrase-rules.js';
import type { PhraseTopic } from '../phrases/phrase-topic.js';

/** Whether it says so, in its own language or that of the case. False where nobody knows. */
export function doesSay({ text, language }: Utterance, topic: PhraseTopic, timeline: CaseTimeline): boolean {
  return text !== undefined && says(text, language ?? languageOf(timeline), topic) === true;
}

/** What of ours says so. */
export function saying(timeline: CaseTimeline, topic: PhraseTopic): readonly Utterance[] {
  return utterancesOf(timeline).filter((utterance) => doesSay(utterance, topic, timeline));
}
