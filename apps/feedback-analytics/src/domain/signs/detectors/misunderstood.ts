import { languageOf, momentsOf, utterancesOf, type CaseTimeline } from '../case-timeline.js';
import { finding, firstFinding, type Detector } from '../detector.js';
import { isChinese } from '../phrases/sentence-length.js';
import type { SignLimits } from '../sign-limits.js';
import { doesSay } from './said.js';
import { toldByPeople } from './told-by-people.js';

/** Sign 12: the customer asks the same again, the text is hard to read, or it is in another language. */
export const misunderstood: Detector = {
  sign: 'misunderstood',
  version: 1,
  detect: (input) => {
    const { timeline, limits } = input;
    return firstFinding(
      toldByPeople(input, ['clarity', 'question-answered']),
      finding(
        'medium',
        0.85,
        askedAgain(timeline).map((moment) => [moment, 'asks the same again'] as const),
      ),
      finding(
        'medium',
        0.9,
        inAnotherLanguage(timeline).map((moment) => [moment, 'not in the language of the customer'] as const),
      ),
      finding(
        'low',
        0.7,
        hardToRead(timeline, limits).map((moment) => [moment, 'long sentences'] as const),
      ),
    );
  },
};

/** After an answer: before it there is nothing to misunderstand. */
function askedAgain(timeline: CaseTimeline) {
  const [answered] = momentsOf(timeline, 'replied').filter((reply) => reply.public);
  if (!answered) return [];
  return momentsOf(timeline, 'contacted').filter(
    (contact) =>
      contact.at > answered.at &&
      !contact.automatic &&
      (contact.asksSameAgain === true || doesSay(contact, 'not-understood')),
  );
}

function inAnotherLanguage(timeline: CaseTimeline) {
  const wanted = languageOf(timeline);
  if (wanted === undefined) return [];
  const spoken = new Set([
    wanted,
    ...momentsOf(timeline, 'contacted').flatMap(({ language }) =>
      language === undefined ? [] : [language.split('-')[0]],
    ),
  ]);
  return utterancesOf(timeline).filter(({ language }) => language !== undefined && !spoken.has(language.split('-')[0]));
}

function hardToRead(timeline: CaseTimeline, { sentenceWords, sentenceCharacters }: SignLimits) {
  return utterancesOf(timeline).filter(({ speech }) => {
    const limit = isChinese(speech?.language) ? sentenceCharacters : sentenceWords;
    return speech !== undefined && speech.sentenceLength > limit;
  });
}
