import type { MessageRequested } from '#libs/contracts';
import { randomOf } from './random.js';
import type { SpokenLanguage } from './texts/index.js';

/** What somebody does with an acknowledgement that they read. */
export type Correspondence =
  | 'write-more'
  | 'be-away'
  | 'show-it-to-a-stranger'
  | 'ask-for-a-person'
  | 'say-it-helped'
  | 'follow-the-link'
  | undefined;

/** Of a link to a suggested answer: the page, and its token. */
export const answerLink = /https?:\/\/\S+\/answers\/[0-9a-f-]{36}\?token=[\w-]+/;

/** The same message is always met with the same; most are read, and that is all. */
export function correspondenceOf(seed: number, { to, channel, text, caseReference }: MessageRequested): Correspondence {
  const random = randomOf(seed, 'correspondence', to, caseReference ?? '');
  if (answerLink.test(text)) {
    return random.weighted<Correspondence>([
      ['follow-the-link', 25],
      ['say-it-helped', 12],
      ['ask-for-a-person', 18],
      [undefined, 45],
    ]);
  }
  return random.weighted<Correspondence>([
    ['write-more', 6],
    [channel === 'email' ? 'be-away' : undefined, 3],
    ['show-it-to-a-stranger', 2],
    [undefined, 89],
  ]);
}

interface Words {
  readonly more: string;
  readonly away: string;
  readonly stranger: string;
  readonly person: string;
  readonly helped: string;
}

export const correspondence: Readonly<Record<SpokenLanguage, Words>> = {
  en: {
    more: 'One more thing: I am at home in the mornings only.',
    away: 'Automatic reply: I am away until Monday',
    stranger: 'A neighbour gave me this number. I have a question about my own order.',
    person: 'Sorry, that did not help: a person, please.',
    helped: 'That helped, thank you!',
  },
  zh: {
    more: '补充一点：我只有上午在家。',
    away: '自动回复：我外出，周一回来',
    stranger: '邻居给了我这个编号，我想问的是我自己的订单。',
    person: '没有帮助，请转人工。',
    helped: '谢谢，问题解决了。',
  },
  ro: {
    more: 'Încă ceva: sunt acasă numai dimineața.',
    away: 'Răspuns automat: lipsesc până luni',
    stranger: 'Un vecin mi-a dat acest număr. Am o întrebare despre comanda mea.',
    person: 'Nu m-a ajutat. Un om, vă rog.',
    helped: 'M-a ajutat, mulțumesc!',
  },
  hu: {
    more: 'Még valami: csak délelőtt vagyok otthon.',
    away: 'Automatikus válasz: hétfőig nem vagyok bent',
    stranger: 'Egy szomszédtól kaptam ezt a számot. A saját rendelésemről kérdeznék.',
    person: 'Sajnos nem segített. Embert kérek.',
    helped: 'Ez segített, köszönöm!',
  },
};
