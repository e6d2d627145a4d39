import {
  assigned,
  contacted,
  days,
  example,
  moment,
  opened,
  rated,
  replied,
  reopened,
  reviewed,
  spokenIn,
  transferred,
  type SignExamples,
} from './example-case.js';

export const transferWithoutHelp: SignExamples = {
  positive: [
    example('handed on at once', [opened(0), assigned(1), transferred(2, 'ann', 'bob')]),
    example('handed on after an hour without a word', [opened(0), assigned(1), transferred(60, 'ann', 'bob')]),
    example('the second one handed on without a word', [
      opened(0),
      assigned(1),
      replied(2),
      transferred(3, 'ann', 'bob'),
      assigned(4, 'bob', 2),
      transferred(5, 'bob', 'cid', 2),
    ]),
    example('back to the first', [
      opened(0),
      assigned(1),
      replied(2),
      transferred(3, 'ann', 'bob'),
      transferred(4, 'bob', 'ann', 2),
    ]),
    example('three times, each with help', [
      opened(0),
      assigned(1),
      replied(2),
      transferred(3, 'ann', 'bob'),
      replied(4, undefined, { agentId: 'bob' }),
      transferred(5, 'bob', 'cid', 2),
      replied(6, undefined, { agentId: 'cid' }),
      transferred(7, 'cid', 'dan', 3),
    ]),
    example('somebody else replied', [
      opened(0),
      assigned(1),
      replied(2, undefined, { agentId: 'zoe' }),
      transferred(3, 'ann', 'bob'),
    ]),
    example('a reply of the leg before does not count', [
      opened(0),
      assigned(1),
      replied(2),
      transferred(3, 'ann', 'bob'),
      assigned(4, 'bob', 2),
      replied(5, undefined, { agentId: 'bob' }),
      transferred(6, 'bob', 'ann', 2),
      assigned(7, 'ann', 3),
      transferred(8, 'ann', 'cid', 3),
    ]),
    example('the customer wrote, nobody answered', [
      opened(0),
      assigned(1),
      contacted(2),
      transferred(3, 'ann', 'bob'),
    ]),
    example('on the phone', [opened(0, { channel: 'phone' }), assigned(0.5), transferred(1, 'ann', 'bob')]),
    example('from the queue of another', [opened(0), transferred(3, 'ann', 'bob')]),
  ],
  negative: [
    example('no transfer', [opened(0), assigned(1), replied(2)]),
    example('helped first', [opened(0), assigned(1), replied(2), transferred(3, 'ann', 'bob')]),
    example('made sure of the need', [
      opened(0),
      assigned(1),
      moment(2, 'needs-confirmed'),
      transferred(3, 'ann', 'bob'),
    ]),
    example('twice, each with help', [
      opened(0),
      assigned(1),
      replied(2),
      transferred(3, 'ann', 'bob'),
      assigned(4, 'bob', 2),
      replied(5, undefined, { agentId: 'bob' }),
      transferred(6, 'bob', 'cid', 2),
    ]),
    example('an internal note before is not needed', [
      opened(0),
      assigned(1),
      replied(2, 'for Bob', { public: false }),
      replied(3),
      transferred(4, 'ann', 'bob'),
    ]),
    example('escalated, not handed on', [opened(0), assigned(1), moment(2, 'escalated')]),
    example('closed by the first', [opened(0), assigned(1), replied(2), moment(3, 'resolved')]),
    example('helped in both legs of the same agent', [
      opened(0),
      assigned(1),
      replied(2),
      transferred(3, 'ann', 'bob'),
      assigned(4, 'bob', 2),
      replied(5, undefined, { agentId: 'bob' }),
      transferred(6, 'bob', 'ann', 2),
      assigned(7, 'ann', 3),
      replied(8),
    ]),
    example('helped on the phone', [
      opened(0, { channel: 'phone' }),
      assigned(0.5),
      replied(1),
      transferred(2, 'ann', 'bob'),
    ]),
    example('assigned anew without a transfer', [opened(0), assigned(1), assigned(5, 'bob', 2)]),
  ],
};

const lost = spokenIn({
  en: ['I don’t know.', 'No idea, to be honest.'],
  zh: ['我不知道。', '我不清楚。'],
  ro: ['Nu știu.', 'Habar nu am.'],
  hu: ['Nem tudom.', 'Fogalmam sincs.'],
});

export const incompleteKnowledge: SignExamples = {
  positive: [
    ...lost,
    example('the answer was corrected', [opened(0), replied(1), moment(50, 'answer-corrected')]),
    example('the same need came back', [opened(0), replied(1), moment(2, 'resolved'), reopened(100, true)]),
    example('a reviewer saw it', [opened(0), reviewed(3, 'knowledge')]),
    example('the customer said so', [opened(0), rated(3, 'competence', 0)]),
    example('did not know, twice', [opened(0), replied(1, 'I am not sure.'), contacted(2), replied(3, 'No idea.')]),
  ],
  negative: [
    ...spokenIn({
      en: ['I don’t know, but I will find out.', 'You know the answer already.', 'I know that this is hard.'],
      zh: ['我不知道，我去问一下。', '我知道了。', '如果您不清楚，请告诉我们。'],
      ro: ['Nu știu, dar voi verifica.', 'Știu că e greu.'],
      hu: ['Nem tudom, de utánanézek.', 'Tudom, hogy nehéz.'],
    }),
    example('did not know, and handed over', [opened(0), replied(1, 'I don’t know.'), transferred(2, 'ann', 'bob')]),
    example('did not know, and escalated', [opened(0), replied(1, 'No idea.'), moment(2, 'escalated')]),
    example('did not know, and answered later', [opened(0), replied(1, 'I am not sure.'), replied(60, 'It is 42.')]),
    example('another need came', [opened(0), replied(1), moment(2, 'resolved'), reopened(100, false)]),
    example('the customer does not know', [opened(0), contacted(1, 'I don’t know.')]),
    example('content', [opened(0), rated(3, 'knowledge', 1)], days(1)),
  ],
};

export const misunderstood: SignExamples = {
  positive: [
    ...Object.entries({ en: 'What do you mean?', zh: '什么意思？', ro: 'Nu inteleg.', hu: 'Nem értem.' }).map(
      ([language, text]) => example(`${language}: ${text}`, [opened(0, { language }), replied(5), contacted(10, text)]),
    ),
    example('asks the same again', [opened(0), replied(5), contacted(10, undefined, { asksSameAgain: true })]),
    example('not what was asked', [opened(0), replied(5), contacted(10, 'That’s not what I asked.')]),
    example('answered in another language', [opened(0, { language: 'hu' }), replied(5, 'Hello', { language: 'en' })]),
    example('answered in another language, with a region', [
      opened(0, { language: 'zh-CN' }),
      replied(5, 'Hello', { language: 'en-GB' }),
    ]),
    example('a sentence without end', [opened(0), replied(5, `${'and then the parcel goes on '.repeat(8)}home.`)]),
    example('a sentence without end in Chinese', [
      opened(0, { language: 'zh' }),
      replied(5, `${'包裹会继续运送'.repeat(14)}。`),
    ]),
    example('a reviewer saw it', [opened(0), reviewed(3, 'clarity')]),
    example('the question was not answered', [opened(0), rated(3, 'question-answered', 0)]),
  ],
  negative: [
    ...Object.entries({
      en: 'I understand, thank you.',
      zh: '我明白了。',
      ro: 'Înțeleg, mulțumesc.',
      hu: 'Értem, köszönöm.',
    }).map(([language, text]) =>
      example(`${language}: ${text}`, [opened(0, { language }), replied(5), contacted(10, text)]),
    ),
    example('does not understand something before any answer', [
      opened(0),
      contacted(1, 'I don’t understand the form.'),
    ]),
    example('another question', [opened(0), replied(5), contacted(10, 'And on Sunday?', { asksSameAgain: false })]),
    example('the customer changed the language', [
      opened(0, { language: 'ro' }),
      contacted(1, 'In English please', { language: 'en' }),
      replied(5, 'Of course.', { language: 'en' }),
    ]),
    example('another region of the same language', [
      opened(0, { language: 'en-GB' }),
      replied(5, 'Hello', { language: 'en-US' }),
    ]),
    example('many short sentences', [opened(0), replied(5, 'It left today. '.repeat(30))]),
    example('many short sentences in Chinese', [
      opened(0, { language: 'zh' }),
      replied(5, '包裹今天出发了。'.repeat(30)),
    ]),
    example('a language nobody has rules for', [opened(0, { language: 'xx' }), replied(5, 'a'), contacted(6, 'b')]),
    example('an out-of-office says that it does not understand', [
      opened(0),
      replied(5),
      contacted(10, 'I do not understand this mailbox.', { automatic: true }),
    ]),
  ],
};
