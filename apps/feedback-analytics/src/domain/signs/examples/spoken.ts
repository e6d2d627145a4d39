import { contacted, example, opened, rated, replied, reviewed, spokenIn, type SignExamples } from './example-case.js';

/** By whom a sign that may be told is told. */
const told = (item: string) => [
  example('a reviewer saw it', [opened(0), reviewed(10, item)]),
  example('the customer said so', [opened(0), rated(10, item, 0.2)]),
];

const untold = (item: string) => [
  example('a reviewer saw that it is not so', [opened(0), reviewed(10, item, true)]),
  example('the customer is content', [opened(0), rated(10, item, 0.75)]),
  example('the customer said it, not we', [opened(0), contacted(1, 'Shut up, you people, hurry up!')]),
];

export const impoliteSpeech: SignExamples = {
  positive: [
    ...told('courtesy'),
    ...spokenIn({
      en: ['Well, that’s your problem.', 'Are you deaf? I said no.', 'STOP BOTHERING us with this.'],
      zh: ['那是你的问题。', '烦死了，别再打来。'],
      ro: ['Asta e problema ta.', 'Ce mai vrei?', 'Lasati-ma in pace!'],
      hu: ['Az az ön baja.', 'Mit akar már megint?', 'Nem erdekel.'],
    }),
  ],
  negative: [
    ...untold('courtesy'),
    ...spokenIn({
      en: [
        'That is a problem that we will solve.',
        'I care about what happened.',
        'The manual for the deaf is attached.',
        'Parcels get lost now and then.',
        'A stupid mistake of ours.',
      ],
      zh: ['这是我们的问题，我们来解决。', '请别担心。'],
      ro: ['Problema dumneavoastră se rezolvă azi.', 'Aveți semnal prost acolo.', 'Ce mai doriți?'],
      hu: ['Az ön csomagja megérkezett.', 'Mit szeretne még?', 'Nagyon érdekel a véleménye.'],
    }),
  ],
};

export const criticising: SignExamples = {
  positive: [
    ...told('no-criticism'),
    ...spokenIn({
      en: ['Honestly, this company is a mess.', 'My colleague messed up your order.', 'Our competitors are liars.'],
      zh: ['说实话，公司管理混乱。', '竞争对手是骗子。'],
      ro: ['Compania noastră este un haos.', 'Colegul meu e lenes.', 'Concurenții sunt mincinoși.'],
      hu: ['A cégünk egy káosz.', 'A kollégám elrontotta.', 'A konkurencia hazudik.'],
    }),
  ],
  negative: [
    ...untold('no-criticism'),
    ...spokenIn({
      en: [
        'Our company is here to help.',
        'My colleague in shipping has your order.',
        'Our competitor sells the same model.',
        'Other customers are happy with it.',
        'Management here decided to refund you.',
        'The system will be back at noon.',
      ],
      zh: ['公司管理层已收到您的意见。', '同事会跟进。'],
      ro: ['Compania noastră vă mulțumește.', 'Colegul meu vă sună mâine.'],
      hu: ['A kollégám hívni fogja.', 'A cégünk köszöni a türelmét.'],
    }),
  ],
};

export const talkingDown: SignExamples = {
  positive: [
    ...told('respect'),
    ...spokenIn({
      en: [
        'As I already told you, it is not in stock.',
        'Even a child can do this.',
        'You clearly didn’t read the terms.',
      ],
      zh: ['这么简单都不懂吗？', '我已经跟你说过了。'],
      ro: ['V-am spus deja de două ori.', 'Si un copil stie asta.', 'Trebuia să știți.'],
      hu: ['Már mondtam.', 'Ezt egy gyerek is tudja.', 'Tudnia kellett volna.'],
    }),
  ],
  negative: [
    ...untold('respect'),
    ...spokenIn({
      en: [
        'Let me explain it once more.',
        'The child seat is included.',
        'I told the warehouse about it.',
        'The terms are attached, in case you want to read them.',
      ],
      zh: ['我再给您解释一下。', '儿童座椅已包含。'],
      ro: ['Vă explic încă o dată.', 'Am spus depozitului.'],
      hu: ['Elmagyarázom még egyszer.', 'A gyerekülés benne van.'],
    }),
  ],
};

export const impatience: SignExamples = {
  positive: [
    ...told('patience'),
    ...spokenIn({
      en: ['Please get to the point.', 'I don’t have time for this.'],
      zh: ['说重点。', '你快点，我没时间。'],
      ro: ['Nu am timp de asta.', 'Treceti la subiect.'],
      hu: ['Térjen a lényegre.', 'Nincs időm erre.'],
    }),
    example('three replies of a word, faster each time', [
      opened(0, { channel: 'chat' }),
      replied(10, 'No.'),
      contacted(11, 'Why?'),
      replied(15, 'Rules.'),
      contacted(16, 'Which ones?'),
      replied(17, 'Ours.'),
    ]),
    example('the same in Chinese', [
      opened(0, { channel: 'chat', language: 'zh' }),
      replied(10, '不行。', { language: 'zh' }),
      contacted(11, '为什么？'),
      replied(15, '规定。', { language: 'zh' }),
      contacted(16, '哪条？'),
      replied(17, '就是。', { language: 'zh' }),
    ]),
  ],
  negative: [
    ...untold('patience'),
    ...spokenIn({
      en: [
        'Take your time.',
        'The point of sale is open.',
        'I will have time at noon.',
        'Just tell me your number.',
        'How many times did it happen?',
        'The lights come on at six.',
      ],
      zh: ['请慢慢说。', '我们会快点处理。', '我们有时间。'],
      ro: ['Avem timp, nu vă grăbiți.', 'Subiectul e clar.', 'Răspundem cât mai repede.'],
      hu: ['Nyugodtan, van időnk.', 'A lényeg világos.', 'Minél gyorsabban elküldjük.'],
    }),
    example('three short replies, slower each time', [
      opened(0, { channel: 'chat' }),
      replied(1, 'Yes.'),
      contacted(2, 'And today?'),
      replied(4, 'Yes, today.'),
      contacted(5, 'And tomorrow?'),
      replied(10, 'Tomorrow too.'),
    ]),
    example('three fast replies with content', [
      opened(0, { channel: 'chat' }),
      replied(10, 'Your parcel left Berlin this morning.'),
      contacted(11, 'When?'),
      replied(15, 'At six, with the first van of the day.'),
      contacted(16, 'Thanks!'),
      replied(17, 'You are welcome, tell me if it is late.'),
    ]),
    example('three short replies of two agents', [
      opened(0, { channel: 'chat' }),
      replied(10, 'No.'),
      contacted(11, 'Why?'),
      replied(15, 'Rules.', { agentId: 'bob' }),
      contacted(16, 'Which?'),
      replied(17, 'Ours.'),
    ]),
  ],
};

export const noEyeContact: SignExamples = {
  positive: [
    ...told('eye-contact'),
    ...[0, 0.1, 0.25].map((score) =>
      example(`rated ${score}`, [opened(0, { channel: 'in-person' }), rated(5, 'eye-contact', score)]),
    ),
    ...[1, 2, 3, 4, 5].map((minute) =>
      example(`reviewed at minute ${minute}`, [opened(0, { channel: 'in-person' }), reviewed(minute, 'eye-contact')]),
    ),
  ],
  negative: [
    ...untold('eye-contact'),
    ...[0.26, 0.5, 1].map((score) =>
      example(`rated ${score}`, [opened(0, { channel: 'in-person' }), rated(5, 'eye-contact', score)]),
    ),
    example('another criterion was not met', [opened(0), reviewed(3, 'courtesy')]),
    example('another item was bad', [opened(0), rated(3, 'price', 0)]),
    example('no event shows it', [opened(0, { channel: 'in-person' }), replied(1)]),
    example('nobody was asked', [opened(0, { channel: 'in-person' })]),
  ],
};
