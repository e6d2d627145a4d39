/**
 * What swc must do to give the same program as tsc: legacy decorators with metadata for Nest, fields assigned and not
 * defined, imports kept or dropped as written.
 */
export const swcOptions = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'es2024',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
      verbatimModuleSyntax: true,
    },
    experimental: { keepImportAttributes: true },
  },
};
