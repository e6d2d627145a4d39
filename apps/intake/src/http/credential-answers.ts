import { credentialStatus, type AdapterKey, type WebhookSecret } from '../domain/adapter.js';
import { rateText } from '../domain/rate.js';
import type { KeyAnswer, SecretAnswer } from './adapter.dto.js';

export function keyAnswer({ rate, ...key }: AdapterKey, now: Date): KeyAnswer {
  return { ...key, status: credentialStatus(key, now), ...(rate && { rate: rateText(rate) }) };
}

export function secretAnswer(secret: WebhookSecret, now: Date): SecretAnswer {
  return { ...secret, status: credentialStatus(secret, now) };
}
