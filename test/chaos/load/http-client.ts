import type { Told } from '../check/evidence.js';

export interface Answer {
  readonly told: Told;
  readonly status: number;
  readonly body: unknown;
}

const timeoutMs = 5_000;

/** 2xx is an acknowledgement, 4xx a refusal; everything else, and silence, says nothing about what happened. */
export async function call(url: string, key: string, method = 'GET', body?: unknown): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method,
      headers: { 'x-api-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { status } = response;
    const text = await response.text();
    const told = status === 200 || status === 202 ? 'acknowledged' : status < 500 ? 'refused' : 'unknown';
    return { told, status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  } catch {
    return { told: 'unknown', status: 0, body: undefined };
  }
}
