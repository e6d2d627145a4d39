import { Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '#libs/messaging';
import { SurveyPolicy } from './survey-policy.js';

/** 128 bits: short enough for a text message, and not to be guessed. */
const tokenBytes = 16;

/** Only who was invited knows the token of a survey. It follows from the id, so that nothing secret is stored. */
@Injectable()
export class SurveyTokens {
  constructor(private readonly policy: SurveyPolicy) {}

  tokenOf(responseId: string): string {
    return this.digest(responseId).toString('base64url');
  }

  linkTo(responseId: string): string {
    return `${this.policy.linkBase}/v1/surveys/${responseId}?token=${this.tokenOf(responseId)}`;
  }

  /** @throws DomainError `wrong-token` */
  verify(responseId: string, token: string | undefined): void {
    const given = Buffer.from(token ?? '', 'base64url');
    if (given.length === tokenBytes && timingSafeEqual(given, this.digest(responseId))) return;
    throw new DomainError('wrong-token', 'the token does not belong to this survey', 'forbidden');
  }

  private digest(responseId: string): Buffer {
    return createHmac('sha256', this.policy.tokenSecret)
      .update(`survey:${responseId}`)
      .digest()
      .subarray(0, tokenBytes);
  }
}
