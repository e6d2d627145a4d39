const style =
  'body{font:1.1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}' +
  'button{font:inherit;padding:.7rem 1.2rem;margin:.5rem 0;width:100%;border:2px solid #1b4f72;border-radius:.4rem;background:#fff;color:#1b4f72;cursor:pointer}' +
  'button:focus-visible,button:hover{background:#1b4f72;color:#fff}';

/** A page of its own, without scripts. `body` is HTML already. */
export const page = (language: string, title: string, body: string, moreStyle = ''): string =>
  `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
  `<meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}${moreStyle}</style></head><body><main>${body}</main></body></html>`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
