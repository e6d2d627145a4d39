import type { FastifyInstance } from 'fastify';

/** Answers 405 with the methods that a path has, where Fastify would say that there is no such path. */
export function refuseOtherMethods(fastify: FastifyInstance): void {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  fastify.addHook('onRoute', ({ url, method }) => {
    if (!url.startsWith('*')) routes.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  // After every `onRequest`: this answer has the headers that all answers have.
  fastify.addHook('preParsing', (request, _reply, _payload, done) => {
    if (!request.is404) return done();
    const path = request.url.split('?', 1)[0] ?? '/';
    const methods = new Set(routes.flatMap((route) => (route.pattern.test(path) ? route.methods : [])));
    if (methods.size === 0) return done();
    const error = new Error(`${request.method} is not a method of this path`);
    done(Object.assign(error, { statusCode: 405, code: 'METHOD_NOT_ALLOWED', allow: [...methods].sort().join(', ') }));
  });
}

/** `:id` is one part of a path, `*` the rest of it, and `::` a colon. */
function patternOf(url: string): RegExp {
  const source = url
    .replaceAll('.', '\\.')
    .replaceAll('*', '.*')
    .replace(/::|:\w+/g, (it) => (it === '::' ? ':' : '[^/]+'));
  return new RegExp(`^${source}$`);
}
