export interface Poisoned {
  readonly value: Buffer | string | null;
  readonly headers: Readonly<Record<string, string>>;
}

type Spoil = (good: { value: string; headers: Record<string, string> }) => Poisoned;

const replaced =
  (change: (data: Record<string, unknown>) => Record<string, unknown>): Spoil =>
  ({ value, headers }) => ({ value: JSON.stringify(change(JSON.parse(value) as Record<string, unknown>)), headers });

const withHeader =
  (name: string, text: string): Spoil =>
  ({ value, headers }) => ({ value, headers: { ...headers, [name]: text } });

const without =
  (name: string): Spoil =>
  ({ value, headers }) => {
    const { [name]: _dropped, ...kept } = headers;
    return { value, headers: kept };
  };

/** Every sort that messaging.md names and a writer can send; each must end in the dead letters, and stop nothing. */
export const poisons: Readonly<Record<string, Spoil>> = {
  'null value': ({ headers }) => ({ value: null, headers }),
  'empty value': ({ headers }) => ({ value: '', headers }),
  'broken JSON': ({ value, headers }) => ({ value: value.slice(0, -3), headers }),
  'no object': ({ headers }) => ({ value: '[1,2,3]', headers }),
  'first byte 0': ({ value, headers }) => ({ value: Buffer.concat([Buffer.alloc(5), Buffer.from(value)]), headers }),
  'invalid UTF-8': ({ value, headers }) => ({
    value: Buffer.concat([Buffer.from(value.slice(0, 20)), Buffer.from([0xc3, 0x28]), Buffer.from(value.slice(20))]),
    headers,
  }),
  'nested 10,000 deep': ({ headers }) => ({ value: `${'['.repeat(10_000)}${']'.repeat(10_000)}`, headers }),
  'too large': ({ value, headers }) => ({
    value: JSON.stringify({ ...(JSON.parse(value) as object), text: 'x'.repeat(900_000) }),
    headers,
  }),
  'wrong schema': replaced(({ channel: _channel, ...rest }) => ({ ...rest, direction: 7 })),
  'NUL in text': replaced((data) => ({ ...data, text: 'before\u0000after' })),
  'lone surrogate': ({ value, headers }) => ({
    value: value.replace('"text":"', '"text":"\\ud800'),
    headers,
  }),
  'no id': without('ce_id'),
  'malformed id': withHeader('ce_id', 'i'.repeat(300)),
  'unknown CloudEvents version': withHeader('ce_specversion', '9.9'),
  'wrong content type': withHeader('content-type', 'application/xml'),
  'malformed time': withHeader('ce_time', 'yesterday'),
};

/** Only the inbound topic takes records of that size, so that they can be dead-lettered with a reason. */
const large: Spoil = ({ value, headers }) => ({
  value: JSON.stringify({ ...(JSON.parse(value) as object), text: 'x'.repeat(2 * 1024 * 1024) }),
  headers,
});

export const inboundPoisons: Readonly<Record<string, Spoil>> = { ...poisons, '2 MB': large };
