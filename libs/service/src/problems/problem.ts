import type { FieldError } from '#libs/contracts';

/** An answer by RFC 9457. Never a stack, a value of the request or a name of something inside. */
export interface Problem {
  /** `urn:thirdring:problem:<code>`, or `about:blank` where the status says it all. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable word for programs, such as `invalid-cursor`. */
  readonly code?: string;
  /** Every wrong field of the request. */
  readonly errors?: readonly FieldError[];
  /** Ids, states and limits that the refusal is about. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface ProblemAnswer {
  readonly problem: Problem;
  readonly headers?: Readonly<Record<string, string>>;
  /** Nobody expected this: the log gets the error with its stack. */
  readonly isOurFault?: boolean;
}

const titles: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'A key is needed',
  403: 'This key may not do that',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'The request took too long',
  409: 'In conflict with what is stored',
  413: 'The body is too large',
  415: 'The content type is not supported',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Not available for the moment',
};

export function problem(status: number, detail: string, code?: string): Problem {
  const title = titles[status] ?? (status < 500 ? 'The request cannot be answered' : 'Something went wrong here');
  const type = code === undefined ? 'about:blank' : `urn:thirdring:problem:${code}`;
  return { type, title, status, detail, ...(code !== undefined && { code }) };
}
