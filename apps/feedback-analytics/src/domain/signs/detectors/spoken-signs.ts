import { finding, firstFinding, type Detector } from '../detector.js';
import type { PhraseTopic } from '../phrases/phrase-topic.js';
import type { Severity, Sign } from '../sign.js';
import { saying } from './said.js';
import { toldByPeople } from './told-by-people.js';

/** Sign 3: rude words to the customer. */
export const impoliteSpeech = spoken('impolite-speech', 'impolite', 'high', ['courtesy', 'politeness']);

/** Sign 7: bad words about the company, competitors or other customers. */
export const criticising = spoken('criticising', 'criticism', 'medium', ['no-criticism']);

/** Sign 13: the customer is treated as somebody who does not understand. */
export const talkingDown = spoken('talking-down', 'talking-down', 'medium', ['respect', 'on-eye-level']);

/** Sign 8: no event shows it; a customer or a reviewer must say so. */
export const noEyeContact: Detector = {
  sign: 'no-eye-contact',
  version: 1,
  detect: (input) => toldByPeople(input, ['eye-contact']),
};

/** Seen by people, or found by the phrase rules of the language. */
function spoken(sign: Sign, topic: PhraseTopic, severity: Severity, items: readonly string[]): Detector {
  return {
    sign,
    version: 1,
    detect: (input) =>
      firstFinding(
        toldByPeople(input, items),
        finding(
          severity,
          0.8,
          saying(input.timeline, topic).map((utterance) => [utterance, `a phrase of the rule "${topic}"`] as const),
        ),
      ),
  };
}
