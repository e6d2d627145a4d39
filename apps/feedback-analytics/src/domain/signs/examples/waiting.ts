import {
  assigned,
  closed,
  contacted,
  days,
  example,
  explained,
  message,
  moment,
  offer,
  opened,
  presence,
  queueLeft,
  rated,
  replied,
  reviewed,
  transferred,
  type SignExamples,
} from './example-case.js';

export const noGreeting: SignExamples = {
  positive: [
    example('nothing happened at all', [opened(0)], 60),
    example('a reply after an hour', [opened(0), replied(60, 'Hello, here is your answer.')]),
    example('a phone that rang for two minutes', [opened(0, { channel: 'phone' }), moment(2, 'greeted')]),
    example('a chat without a word for two minutes', [opened(0, { channel: 'chat' }), moment(2, 'greeted')]),
    example('an acknowledgement after 16 minutes', [opened(0), message(16, 'acknowledgement')]),
    example('a reply in time without a greeting, and a greeting too late', [
      opened(0),
      replied(5, 'Your parcel is lost.'),
      replied(40, 'Hello again.'),
    ]),
    example(
      'a reply in time without a greeting, in Chinese',
      [opened(0, { language: 'zh' }), replied(5, '包裹丢了。')],
      60,
    ),
    example(
      'a reply in time without a greeting, in Romanian',
      [opened(0, { language: 'ro' }), replied(5, 'Coletul s-a pierdut.')],
      60,
    ),
    example(
      'a reply in time without a greeting, in Hungarian',
      [opened(0, { language: 'hu' }), replied(5, 'A csomag elveszett.')],
      60,
    ),
    example('a walk-in who stood there for five minutes', [
      opened(0, { channel: 'in-person', anonymous: true }),
      moment(5, 'greeted'),
    ]),
    example('a text message after 20 minutes', [opened(0, { channel: 'sms' }), message(20, 'acknowledgement')]),
    example('only a survey was sent', [opened(0), message(3, 'survey')], 60),
  ],
  negative: [
    example('acknowledged at once', [opened(0), message(1, 'acknowledgement')], days(1)),
    example('greeted in the first ring', [opened(0, { channel: 'phone' }), moment(0.2, 'greeted')]),
    example('answered with a greeting', [opened(0), replied(10, 'Good morning, here is your answer.')]),
    example('answered with a greeting in Chinese', [opened(0, { language: 'zh' }), replied(10, '您好，包裹在路上。')]),
    example('answered with a greeting in Romanian', [
      opened(0, { language: 'ro' }),
      replied(10, 'Buna ziua, coletul e pe drum.'),
    ]),
    example('answered with a greeting in Hungarian', [
      opened(0, { language: 'hu' }),
      replied(10, 'Jó napot, a csomag úton van.'),
    ]),
    example('the limit has not passed', [opened(0)], 10),
    example('a machine wrote', [opened(0, { automatic: true })], days(1)),
    example('we called', [opened(0, { direction: 'outbound' })], days(1)),
    example('the caller hung up', [opened(0, { channel: 'phone', phoneOutcome: 'abandoned' })], days(1)),
    example(
      'nobody left a name in the suggestion box',
      [opened(0, { channel: 'suggestion-box', anonymous: true })],
      days(1),
    ),
    example('a reply in time of which the text is not known', [opened(0), replied(10)]),
    example('a letter acknowledged on the next day', [
      opened(0, { channel: 'letter' }),
      message(days(1), 'acknowledgement'),
    ]),
  ],
};

export const unexplainedWait: SignExamples = {
  positive: [
    example('a day without an answer', [opened(0)], days(1)),
    example('an answer after a day that says nothing of it', [opened(0), replied(days(1), 'Here is your answer.')]),
    example('five minutes in a chat', [opened(0, { channel: 'chat' }), replied(5, 'Hello, what is it?')]),
    example('ten minutes on the phone', [opened(0, { channel: 'phone' }), queueLeft(10, 'answered')]),
    example('the second answer came late', [
      opened(0),
      replied(5, 'Sorry, what is your number?'),
      contacted(10, '42'),
      replied(days(1), 'It is on its way.'),
    ]),
    example('an acknowledgement explains nothing', [opened(0), message(1, 'acknowledgement')], days(1)),
    example(
      'a wait that began after an explained one',
      [opened(0), explained(60), replied(61), contacted(70)],
      days(2),
    ),
    example('late and in Chinese without a word', [opened(0, { language: 'zh' }), replied(days(1), '包裹在路上。')]),
    example('late and in Romanian without a word', [
      opened(0, { language: 'ro' }),
      replied(days(1), 'Coletul e pe drum.'),
    ]),
    example('late and in Hungarian without a word', [
      opened(0, { language: 'hu' }),
      replied(days(1), 'A csomag úton van.'),
    ]),
    example('an internal note is no answer', [
      opened(0),
      replied(5, 'Sorry', { public: false }),
      replied(days(1), 'Here it is.'),
    ]),
    example('gave up after five minutes on the phone', [opened(0, { channel: 'phone' }), queueLeft(5, 'abandoned')]),
  ],
  negative: [
    example('answered in an hour', [opened(0), replied(60, 'Here is your answer.')]),
    example('still within the limit', [opened(0)], 60),
    example('an apology was sent while the customer waited', [
      opened(0),
      message(120, 'apology'),
      replied(days(1), 'Here it is.'),
    ]),
    example('the delay was explained', [opened(0), explained(100, days(2)), replied(days(1), 'Here it is.')]),
    example('put aside by agreement', [opened(0), moment(60, 'shelved')], days(5)),
    example('late with an apology', [opened(0), replied(days(1), 'We are sorry that you had to wait. Here it is.')]),
    example('late with a reason', [opened(0), replied(days(1), 'It took longer than we thought. Here it is.')]),
    example('late with an apology in Chinese', [opened(0, { language: 'zh' }), replied(days(1), '很抱歉让您久等。')]),
    example('late with an apology in Romanian', [
      opened(0, { language: 'ro' }),
      replied(days(1), 'Ne pare rău că ați așteptat.'),
    ]),
    example('late with an apology in Hungarian', [
      opened(0, { language: 'hu' }),
      replied(days(1), 'Elnézést a késésért.'),
    ]),
    example('it is the customer who does not write', [opened(0), replied(10, 'Which number?')], days(9)),
    example('a machine wrote', [opened(0, { automatic: true })], days(9)),
    example(
      'an out-of-office came back',
      [opened(0), replied(10), contacted(11, undefined, { automatic: true })],
      days(9),
    ),
  ],
};

export const inattentive: SignExamples = {
  positive: [
    example('a day with the agent there', [opened(0), assigned(1), replied(5), contacted(10)], days(1)),
    example('five minutes in a chat', [
      opened(0, { channel: 'chat' }),
      assigned(1),
      replied(1),
      contacted(2),
      replied(7),
    ]),
    example('three messages in a chat before a reply', [
      opened(0, { channel: 'chat' }),
      assigned(1),
      contacted(2),
      contacted(3),
      contacted(4),
      replied(6),
    ]),
    example(
      'there for most of the time',
      [opened(0), assigned(1), contacted(10), presence(700, { isPresent: false })],
      days(1),
    ),
    example(
      'away at first, then there',
      [opened(0), assigned(1), presence(2, { isPresent: false }), contacted(10), presence(20)],
      days(1),
    ),
    example(
      'after a transfer the new one does not read',
      [opened(0), assigned(1), transferred(5, 'ann', 'bob'), assigned(6, 'bob', 2), contacted(7)],
      days(1),
    ),
    example('half an hour in a messaging app', [
      opened(0, { channel: 'messaging-app' }),
      assigned(1),
      contacted(2),
      replied(32),
    ]),
    example('the second question waits', [opened(0), assigned(1), contacted(5), replied(6), contacted(7)], days(1)),
    example('a reviewer saw it', [opened(0), reviewed(10, 'attention')]),
    example('the customer said so', [opened(0), rated(10, 'listening', 0)]),
    example(
      'an internal note to a machine’s mail is no matter, the customer’s mail is',
      [opened(0), assigned(1), contacted(2, undefined, { automatic: true }), contacted(3)],
      days(1),
    ),
  ],
  negative: [
    example('answered in an hour', [opened(0), assigned(1), contacted(10), replied(60)]),
    example('answered within a minute in a chat', [
      opened(0, { channel: 'chat' }),
      assigned(1),
      contacted(2),
      replied(3),
    ]),
    example('away all the time', [opened(0), assigned(1), presence(2, { isPresent: false }), contacted(10)], days(1)),
    example(
      'went home five minutes later',
      [opened(0), assigned(1), contacted(10), presence(15, { isPresent: false })],
      days(1),
    ),
    example('nobody is in charge yet', [opened(0), contacted(10)], days(1)),
    example(
      'an automatic mail needs no answer',
      [opened(0), assigned(1), contacted(2, undefined, { automatic: true })],
      days(1),
    ),
    example('put aside by agreement', [opened(0), assigned(1), contacted(10), moment(20, 'shelved')], days(3)),
    example('handed on at once', [opened(0), assigned(1), contacted(10), transferred(12, 'ann', 'bob')], days(1)),
    example('told that it takes longer', [opened(0), assigned(1), contacted(10), explained(30, days(2))], days(1)),
    example('the customer is content', [opened(0), rated(10, 'listening', 1), reviewed(11, 'attention', true)]),
    example('another item was bad', [opened(0), rated(10, 'price', 0)]),
    example('closed after the last word', [opened(0), assigned(1), contacted(10), closed(11)], days(3)),
  ],
};

export const socialising: SignExamples = {
  positive: [
    example('an offer timed out', [opened(0), presence(1), offer(2, 'offer-timed-out')]),
    example('declined without a reason', [opened(0), presence(1), offer(2, 'offer-declined')]),
    example('declined with an empty reason', [opened(0), presence(1), offer(2, 'offer-declined', '')]),
    example('twice', [opened(0), presence(1), offer(2, 'offer-timed-out'), offer(3, 'offer-timed-out')]),
    example('back from a break, and not at work', [
      opened(0),
      presence(1, { isPresent: false }),
      presence(5),
      offer(6, 'offer-timed-out'),
    ]),
    example('with capacity for three', [
      opened(0),
      presence(1, { freeUnits: 3, waiting: 9 }),
      offer(2, 'offer-timed-out'),
    ]),
    example('of two agents one did', [
      opened(0),
      presence(1),
      presence(1.5, { agentId: 'bob' }),
      offer(2, 'offer-timed-out', undefined, 'bob'),
    ]),
    example('on the phone', [opened(0, { channel: 'phone' }), presence(1), offer(2, 'offer-timed-out')]),
    example('then accepted', [opened(0), presence(1), offer(2, 'offer-timed-out'), offer(5, 'offer-accepted')]),
    example('for hours', [opened(0), presence(1), offer(200, 'offer-timed-out')]),
  ],
  negative: [
    example('accepted', [opened(0), presence(1), offer(2, 'offer-accepted')]),
    example('offered a moment ago', [opened(0), presence(1), offer(2, 'offered')]),
    example('no capacity free', [opened(0), presence(1, { freeUnits: 0 }), offer(2, 'offer-timed-out')]),
    example('nobody waits', [opened(0), presence(1, { waiting: 0 }), offer(2, 'offer-timed-out')]),
    example('away', [opened(0), presence(1, { isPresent: false }), offer(2, 'offer-timed-out')]),
    example('left before it timed out', [
      opened(0),
      presence(1),
      presence(2, { isPresent: false }),
      offer(3, 'offer-timed-out'),
    ]),
    example('declined with a reason', [
      opened(0),
      presence(1),
      offer(2, 'offer-declined', 'knows the customer privately'),
    ]),
    example('nobody knows whether the agent was there', [opened(0), offer(2, 'offer-timed-out')]),
    example('another agent was free', [opened(0), presence(1, { agentId: 'bob' }), offer(2, 'offer-timed-out')]),
    example('filled up in between', [
      opened(0),
      presence(1),
      presence(2, { freeUnits: 0 }),
      offer(3, 'offer-timed-out'),
    ]),
    example('no offer at all', [opened(0), presence(1)], days(1)),
  ],
};
