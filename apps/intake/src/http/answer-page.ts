import type { Article } from '../application/articles.js';
import { escaped, page } from './html-page.js';

interface Words {
  readonly helped: string;
  readonly person: string;
  readonly thanks: string;
  readonly comes: string;
  readonly gone: string;
}

/** In the language of the article. */
const words: Readonly<Record<string, Words>> = {
  en: {
    helped: 'This answered my question',
    person: 'This did not help: a person, please',
    thanks: 'Thank you. We are glad that it helped. Should anything be left, just reply to our message.',
    comes: 'A person will answer you. You have kept your place, with the time that you have waited already.',
    gone: 'This text is not there any more.',
  },
  zh: {
    helped: '问题已解决',
    person: '没有帮助，请转人工',
    thanks: '谢谢，很高兴能帮到您。如果还有问题，直接回复我们的消息即可。',
    comes: '我们会有专人答复您。您的排队位置和已等待的时间都为您保留。',
    gone: '此内容已不存在。',
  },
  'zh-Hant': {
    helped: '問題已解決',
    person: '沒有幫助，請轉人工',
    thanks: '謝謝，很高興能幫到您。如果還有問題，直接回覆我們的訊息即可。',
    comes: '我們會有專人答覆您。您的排隊位置和已等待的時間都為您保留。',
    gone: '此內容已不存在。',
  },
  ro: {
    helped: 'Am primit răspunsul',
    person: 'Nu m-a ajutat: un om, vă rog',
    thanks: 'Vă mulțumim. Ne bucurăm că v-a fost de folos. Dacă mai e ceva, răspundeți la mesajul nostru.',
    comes: 'Vă va răspunde un om. V-ați păstrat locul la rând, cu timpul pe care l-ați așteptat deja.',
    gone: 'Acest text nu mai există.',
  },
  hu: {
    helped: 'Ez megválaszolta a kérdésemet',
    person: 'Nem segített: embert kérek',
    thanks: 'Köszönjük. Örülünk, hogy segített. Ha maradt még kérdése, válaszoljon üzenetünkre.',
    comes: 'Egy munkatársunk fog válaszolni. Helyét a sorban, az eddigi várakozással együtt, megtartottuk.',
    gone: 'Ez a szöveg már nem elérhető.',
  },
};

const english = words['en'] as Words;

function wordsOf(language: string): Words {
  return words[language] ?? words[language.split('-', 1)[0] ?? ''] ?? english;
}

/** The article, and two buttons. Opening it says nothing: scanners of mail open every link. */
export function answerPage(language: string, article: Article | undefined, path: string, token: string): string {
  const { helped, person, gone } = wordsOf(language);
  const button = (word: string, label: string): string =>
    `<form method="post" action="${escaped(`${path}/${word}?token=${encodeURIComponent(token)}`)}"><button>${escaped(label)}</button></form>`;
  const content =
    article === undefined ? `<p>${escaped(gone)}</p>` : `<h1>${escaped(article.title)}</h1>${article.html}`;
  const accept = article === undefined ? '' : button('accept', helped);
  return page(language, article?.title ?? gone, `${content}${accept}${button('refuse', person)}`);
}

export function thanksPage(language: string, word: 'accepted' | 'refused'): string {
  const { thanks, comes } = wordsOf(language);
  const text = word === 'accepted' ? thanks : comes;
  return page(language, text, `<p>${escaped(text)}</p>`);
}
