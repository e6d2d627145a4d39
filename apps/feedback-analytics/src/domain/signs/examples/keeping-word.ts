import {
  closed,
  contacted,
  customer,
  days,
  example,
  explained,
  message,
  moment,
  opened,
  promise,
  rated,
  replied,
  reopened,
  reviewed,
  spokenIn,
  transferred,
  type SignExamples,
} from './example-case.js';

export const excuses: SignExamples = {
  positive: [
    ...Object.entries({
      en: 'It’s not our fault.',
      zh: '我们也没办法。',
      ro: 'Nu e vina noastra.',
      hu: 'Nem rajtunk múlik.',
    }).map(([language, text]) => example(`${language}: ${text}`, [opened(0, { language }), replied(5, text)], days(1))),
    example('a reason with no new date', [opened(0), explained(10)], days(1)),
    example('a reason, and the case was closed', [opened(0), explained(10), closed(20)]),
    example('the action came a day later', [opened(0), explained(10), moment(days(1), 'resolved')]),
    example(
      'one excuse after the other',
      [opened(0), replied(5, 'We are very busy.'), replied(30, 'The system is slow.')],
      days(1),
    ),
    example('understaffed, and closed', [opened(0), replied(5, 'We are understaffed.'), closed(6)]),
    example('out of our hands', [opened(0), replied(5, 'That is out of our hands.')], days(1)),
    example('an excuse by message', [opened(0), message(5, 'explanation', { text: 'We are very busy.' })], days(1)),
  ],
  negative: [
    ...Object.entries({
      en: 'We are very busy, you will receive it by tomorrow.',
      zh: '系统太慢，我会明天之前回复。',
      ro: 'Sistemul este lent, veți primi răspuns azi.',
      hu: 'Lassú a rendszer, de holnapig megkapja.',
    }).map(([language, text]) => example(`${language}: ${text}`, [opened(0, { language }), replied(5, text)], days(1))),
    example('a reason with a new date', [opened(0), explained(10, 500)], days(1)),
    example('a reason, and then a promise', [opened(0), explained(10), promise(20, 'promise-made')], days(1)),
    example('a reason, and then the answer', [opened(0), explained(10), replied(60, 'Here it is.')], days(1)),
    example('a reason, and then it was resolved', [opened(0), explained(10), moment(60, 'resolved')], days(1)),
    example(
      'a reason, and then handed to somebody who can',
      [opened(0), explained(10), transferred(20, 'ann', 'bob')],
      days(1),
    ),
    example('a reason a moment ago', [opened(0), explained(10)], 30),
    example('no excuse', [opened(0), replied(5, 'Here it is.')], days(1)),
    example('the customer makes one', [opened(0), contacted(5, 'It is not my fault.')], days(1)),
  ],
};

export const lying: SignExamples = {
  positive: [
    ...spokenIn({
      en: ['Hello, as I left you a message, I close this now.', 'We tried to reach you twice.'],
      zh: ['我们联系过您。', '我给您打过电话。'],
      ro: ['V-am sunat ieri.', 'Am incercat sa va contactam.'],
      hu: ['Hívtuk önt tegnap.', 'Próbáltuk elérni.'],
    }),
    example('resolved, and the promise was broken', [
      opened(0),
      promise(1, 'promise-made'),
      moment(10, 'resolved'),
      promise(100, 'promise-broken'),
    ]),
    example('said to be done, and broken', [
      opened(0),
      promise(1, 'promise-made'),
      replied(10, 'It’s done.'),
      promise(100, 'promise-broken'),
    ]),
    example('said to be refunded, and broken', [
      opened(0),
      promise(1, 'promise-made'),
      replied(10, 'Your money has been refunded.'),
      promise(100, 'promise-broken'),
    ]),
    example('only a machine had written before', [
      opened(0),
      message(1, 'acknowledgement'),
      replied(10, 'We emailed you yesterday.'),
    ]),
    example('a reviewer saw it', [opened(0), reviewed(3, 'honesty')]),
  ],
  negative: [
    ...Object.entries({
      en: 'I called you yesterday.',
      zh: '我给您打过电话。',
      ro: 'V-am sunat ieri.',
      hu: 'Hívtuk önt tegnap.',
    }).map(([language, text]) =>
      example(`${language}: ${text} (and so it was)`, [
        opened(0, { language }),
        moment(5, 'callback-attempted'),
        replied(days(1), text),
      ]),
    ),
    example('wrote before', [opened(0), replied(5, 'Hello.'), replied(days(1), 'I wrote to you yesterday.')]),
    example('a message was sent before', [opened(0), message(5, 'explanation'), replied(days(1), 'We emailed you.')]),
    example('broken, and never said to be done', [
      opened(0),
      promise(1, 'promise-made'),
      promise(100, 'promise-broken'),
    ]),
    example('said to be done, and kept', [
      opened(0),
      promise(1, 'promise-made'),
      replied(10, 'It’s done.'),
      promise(11, 'promise-kept'),
    ]),
    example('done after it was broken', [
      opened(0),
      promise(1, 'promise-made'),
      promise(100, 'promise-broken'),
      replied(110, 'Now it is done.'),
    ]),
    example('broken at first, then kept late after all', [
      opened(0),
      promise(1, 'promise-made'),
      replied(10, 'It’s done.'),
      promise(100, 'promise-broken'),
      promise(120, 'promise-late'),
    ]),
    example('will call', [opened(0), replied(5, 'I will call you tomorrow.')]),
    example('the customer called', [opened(0), contacted(5, 'I called you.')]),
  ],
};

export const noThanks: SignExamples = {
  positive: [
    example('closed without a word', [opened(0), closed(10)], days(3)),
    example('answered and closed', [opened(0), replied(5, 'It is on its way.'), closed(10)], days(3)),
    example('resolved and closed', [opened(0), moment(5, 'resolved'), closed(10)], days(3)),
    example('a chat', [opened(0, { channel: 'chat' }), replied(1, 'Done.'), closed(2)], days(2)),
    example('the customer thanked, not we', [opened(0), contacted(5, 'Thank you!'), closed(10)], days(3)),
    example('a survey is no thanks', [opened(0), closed(10), message(20, 'survey')], days(3)),
    example('in Chinese', [opened(0, { language: 'zh' }), replied(5, '包裹在路上。'), closed(10)], days(3)),
    example('in Romanian', [opened(0, { language: 'ro' }), replied(5, 'Coletul e pe drum.'), closed(10)], days(3)),
    example('in Hungarian', [opened(0, { language: 'hu' }), replied(5, 'A csomag úton van.'), closed(10)], days(3)),
    example('closed for a second time', [opened(0), closed(10), reopened(20, true), closed(30)], days(3)),
    example('a compliment', [opened(0, { kind: 'compliment' }), closed(10)], days(3)),
  ],
  negative: [
    example('thanked', [opened(0), moment(9, 'thanked'), closed(10)], days(3)),
    example('thanked after the closing', [opened(0), closed(10), moment(20, 'thanked')], days(3)),
    example('a message of thanks', [opened(0), closed(10), message(11, 'thanks')], days(3)),
    example('thanked in words', [opened(0), replied(5, 'Done. Thank you for telling us.'), closed(10)], days(3)),
    example('thanked in Chinese', [opened(0, { language: 'zh' }), replied(5, '感谢您的来信。'), closed(10)], days(3)),
    example('thanked in Romanian', [opened(0, { language: 'ro' }), replied(5, 'Va multumim!'), closed(10)], days(3)),
    example(
      'thanked in Hungarian',
      [opened(0, { language: 'hu' }), replied(5, 'Köszönjük, hogy írt.'), closed(10)],
      days(3),
    ),
    example('closed a moment ago', [opened(0), closed(10)], 60),
    example('not closed', [opened(0), replied(5)], days(3)),
    example('reopened', [opened(0), closed(10), reopened(20, true)], days(3)),
    example('a duplicate', [opened(0), closed(10, 'duplicate')], days(3)),
    example('a machine wrote', [opened(0, { automatic: true }), closed(10)], days(3)),
  ],
};

export const brokenPromise: SignExamples = {
  positive: [
    example('broken', [opened(0), promise(1, 'promise-made'), promise(100, 'promise-broken')]),
    example('kept late', [opened(0), promise(1, 'promise-made'), promise(100, 'promise-late')]),
    example('one of two broken', [
      opened(0),
      promise(1, 'promise-made'),
      promise(2, 'promise-made', 'p2'),
      promise(50, 'promise-kept'),
      promise(100, 'promise-broken', 'p2'),
    ]),
    example('the call-back never came', [
      opened(0),
      moment(10, 'callback-attempted'),
      moment(100, 'callback-exhausted'),
    ]),
    example('broken and then late', [opened(0), promise(100, 'promise-broken'), promise(200, 'promise-late')]),
    example('broken before it was known to be made', [promise(100, 'promise-broken')]),
    example('a new promise does not undo the broken one', [
      opened(0),
      promise(100, 'promise-broken'),
      promise(101, 'promise-made', 'p2'),
      promise(110, 'promise-kept', 'p2'),
    ]),
    example('broken in a closed case', [
      opened(0),
      promise(1, 'promise-made'),
      closed(10),
      promise(100, 'promise-broken'),
    ]),
    example('the call-back came before the next one failed', [
      opened(0),
      moment(5, 'callback-completed'),
      moment(100, 'callback-exhausted'),
    ]),
    example('late by a message', [
      opened(0, { channel: 'phone' }),
      promise(1, 'promise-made'),
      promise(90, 'promise-late'),
    ]),
  ],
  negative: [
    example('kept', [opened(0), promise(1, 'promise-made'), promise(50, 'promise-kept')]),
    example('open', [opened(0), promise(1, 'promise-made')]),
    example('withdrawn by agreement', [opened(0), promise(1, 'promise-made'), promise(50, 'promise-withdrawn')]),
    example('called back', [opened(0), moment(10, 'callback-attempted'), moment(20, 'callback-completed')]),
    example('called back after all', [opened(0), moment(10, 'callback-exhausted'), moment(20, 'callback-completed')]),
    example('no promise', [opened(0), replied(5)]),
    example('disproved: it had been kept', [opened(0), promise(100, 'promise-broken'), promise(101, 'promise-kept')]),
    example('two kept', [
      opened(0),
      promise(1, 'promise-made'),
      promise(2, 'promise-made', 'p2'),
      promise(50, 'promise-kept'),
      promise(60, 'promise-kept', 'p2'),
    ]),
    example('explained and agreed anew', [
      opened(0),
      promise(1, 'promise-made'),
      explained(40, 500),
      promise(41, 'promise-withdrawn'),
      promise(42, 'promise-made', 'p2'),
    ]),
    example('an attempt is not the last one', [opened(0), moment(10, 'callback-attempted')]),
  ],
};

export const wrongRecipient: SignExamples = {
  positive: [
    ...['reply', 'acknowledgement', 'survey', 'apology', 'explanation', 'thanks', 're-contact', 'callback'].map(
      (purpose) =>
        example(`a ${purpose} to another customer`, [opened(0), message(5, purpose, { customerId: 'another' })]),
    ),
    example('one of two messages', [opened(0), message(5, 'reply'), message(6, 'reply', { customerId: 'another' })]),
    example('a reviewer saw it', [opened(0), reviewed(5, 'data-protection')]),
    example('the customer said so', [opened(0), rated(5, 'confidentiality', 0)]),
  ],
  negative: [
    ...['reply', 'acknowledgement', 'survey', 'apology', 'explanation', 'thanks', 're-contact', 'callback'].map(
      (purpose) => example(`a ${purpose} to the customer`, [opened(0), message(5, purpose, { customerId: customer })]),
    ),
    example('to a party of the case', [opened(0), message(5, 'reply', { customerId: 'guardian' })]),
    example('no message', [opened(0), replied(5)]),
    example('content', [opened(0), rated(5, 'confidentiality', 1)]),
  ],
};
