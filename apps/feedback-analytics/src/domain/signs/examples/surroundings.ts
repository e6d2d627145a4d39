import {
  assigned,
  contacted,
  example,
  message,
  moment,
  opened,
  rated,
  replied,
  reviewed,
  spokenIn,
  type SignExamples,
} from './example-case.js';

export const poorEnvironment: SignExamples = {
  positive: [
    ...(['complaint', 'claim'] as const).flatMap((kind) =>
      ['email', 'phone', 'in-person', 'suggestion-box'].map((channel) =>
        example(`a ${kind} about the place, by ${channel}`, [opened(0, { kind, channel, primaryNeed: 'environment' })]),
      ),
    ),
    example('a reviewer saw it', [opened(0), reviewed(3, 'cleanliness')]),
    example('the customer said so', [opened(0), rated(3, 'site-usability', 0)]),
  ],
  negative: [
    ...['inquiry', 'suggestion', 'compliment', 'request'].map((kind) =>
      example(`a ${kind} about the place`, [opened(0, { kind, primaryNeed: 'environment' })]),
    ),
    ...(['information', 'emotion'] as const).map((primaryNeed) =>
      example(`a complaint for ${primaryNeed}`, [opened(0, { kind: 'complaint', primaryNeed })]),
    ),
    example('a complaint of which the need is not known', [opened(0, { kind: 'complaint' })]),
    example('a machine complains', [opened(0, { kind: 'complaint', primaryNeed: 'environment', automatic: true })]),
    example('clean', [opened(0), reviewed(3, 'cleanliness', true)]),
    example('content', [opened(0), rated(3, 'environment', 0.8)]),
  ],
};

const menu = (menuPath: readonly string[], phoneOutcome: 'answered' | 'abandoned' = 'answered') =>
  opened(0, { channel: 'phone', menuPath, phoneOutcome });

export const menuLoop: SignExamples = {
  positive: [
    example('the main menu three times', [menu(['main', 'billing', 'main', 'delivery', 'main'])]),
    example('the same choice again and again', [menu(['main', 'help', 'help', 'help'])]),
    example('round and round, then answered', [menu(['a', 'b', 'a', 'b', 'a', 'b'])]),
    example('hung up after seven steps', [menu(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'abandoned')]),
    example('hung up after six steps', [menu(['a', 'b', 'c', 'd', 'e', 'f'], 'abandoned')]),
    example('round and hung up', [menu(['a', 'b', 'a', 'c', 'a'], 'abandoned')]),
    example('a machine went on', [
      opened(0, { channel: 'chat' }),
      moment(1, 'answer-suggested'),
      moment(2, 'person-asked-for'),
      moment(3, 'answer-suggested'),
    ]),
    example('a machine went on twice', [
      opened(0),
      moment(2, 'person-asked-for'),
      moment(3, 'answer-suggested'),
      moment(4, 'answer-suggested'),
    ]),
    example('a person came only after the machine', [
      opened(0),
      moment(2, 'person-asked-for'),
      moment(3, 'answer-suggested'),
      assigned(9),
    ]),
    example('asked at once', [
      opened(0, { channel: 'messaging-app' }),
      moment(0.1, 'person-asked-for'),
      moment(0.2, 'answer-suggested'),
    ]),
  ],
  negative: [
    example('straight through', [menu(['main', 'billing'])]),
    example('back once', [menu(['main', 'billing', 'main', 'delivery'])]),
    example('no menu', [opened(0, { channel: 'phone', phoneOutcome: 'abandoned' })]),
    example('hung up after two steps', [menu(['main', 'billing'], 'abandoned')]),
    example('a long way, and answered', [menu(['a', 'b', 'c', 'd', 'e', 'f', 'g'])]),
    example('an answer before a person was asked for', [
      opened(0),
      moment(1, 'answer-suggested'),
      moment(2, 'person-asked-for'),
      assigned(3),
    ]),
    example('an answer, and nobody was asked for', [
      opened(0),
      moment(1, 'answer-suggested'),
      moment(2, 'answer-suggested'),
    ]),
    example('a suggestion of the person who came', [
      opened(0),
      moment(1, 'person-asked-for'),
      assigned(2),
      moment(3, 'answer-suggested'),
    ]),
    example('asked for a person, who replied', [opened(0), moment(1, 'person-asked-for'), replied(2)]),
    example('an e-mail', [opened(0), replied(1)]),
  ],
};

export const pushy: SignExamples = {
  positive: [
    ...spokenIn({
      en: ['It is your last chance.', 'You must decide now.'],
      zh: ['这是最后机会。', '这个价格仅限今天购买。'],
      ro: ['Este ultima sansa.', 'Semnați acum.'],
      hu: ['Ez az utolsó esély.', 'Írja alá most.'],
    }),
    example('a survey after opting out', [opened(0), moment(5, 'opted-out'), message(10, 'survey')]),
    example('an offer after opting out', [opened(0), moment(5, 'opted-out'), message(10, 're-contact')]),
    example('four invitations without an answer', [
      opened(0),
      ...[1, 2, 3, 4].map((minute) => message(minute, 're-contact')),
    ]),
    example('the customer felt pressed', [opened(0), rated(5, 'pressure', 0)]),
    example('a reviewer saw it', [opened(0), reviewed(5, 'pressure')]),
  ],
  negative: [
    ...spokenIn({
      en: ['You can decide at any time.', 'The shop is closed only today.'],
      zh: ['您可以慢慢考虑。', '今天营业。'],
      ro: ['Puteți decide oricând.', 'Doar azi este închis.'],
      hu: ['Bármikor dönthet.', 'Csak ma vagyunk zárva.'],
    }),
    example('a reply after opting out', [opened(0), moment(5, 'opted-out'), message(10, 'reply')]),
    example('a survey before opting out', [opened(0), message(3, 'survey'), moment(5, 'opted-out')]),
    example('three invitations', [opened(0), ...[1, 2, 3].map((minute) => message(minute, 're-contact'))]),
    example('four invitations with an answer between', [
      opened(0),
      message(1, 're-contact'),
      message(2, 're-contact'),
      contacted(3, 'Not now.'),
      message(4, 're-contact'),
      message(5, 're-contact'),
    ]),
    example('four answers to questions', [opened(0), ...[1, 2, 3, 4].map((minute) => message(minute, 'reply'))]),
    example('no pressure', [opened(0), rated(5, 'pressure', 1)]),
  ],
};
