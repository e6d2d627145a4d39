import { Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '#libs/messaging';
import { GreetingPolicy } from './greeting-policy.js';

/** 128 bits: short enough for a message, and not to be guessed. */
const tokenBytes = 16;

/** Only who was written to knows the token of an answer. It follows from the id, so that nothing secret is stored. */
@Injectable()
export class AnswerLinks {
  constructor(private readonly policy: GreetingPolicy) {}

  /** Undefined where the settings name no address that customers reach. */
  linkTo(answerId: string): string | undefined {
    const { answerLinkBase, answerTokenSecret } = this.policy;
    if (answerLinkBase === undefined || answerTokenSecret === undefined) return undefined;
    return `${answerLinkBase}/answers/${answerId}?token=${digest(answerId, answerTokenSecret).toString('base64url')}`;
  }

  /** @throws DomainError `wrong-token` */
  verify(answerId: string, token: unknown): void {
    const { answerTokenSecret } = this.policy;
    const given = Buffer.from(typeof token === 'string' ? token : '', 'base64url');
    const isRight =
      answerTokenSecret !== undefined &&
      given.length === tokenBytes &&
      timingSafeEqual(given, digest(answerId, answerTokenSecret));
    if (!isRight) throw new DomainError('wrong-token', 'the token does not belong to this answer', 'forbidden');
  }
}

const digest = (answerId: string, secret: string): Buffer =>
  createHmac('sha256', secret).update(`answer:${answerId}`).digest().subarray(0, tokenBytes);
