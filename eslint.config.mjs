import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const env = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Settings are read and validated once, in libs/service; take them from the config class.',
};
const envImport = {
  selector: 'ImportDeclaration[source.value=/^(node:)?process$/]',
  message: 'Use the global `process`, so that reads of the environment can be found.',
};
/** `now` and new ids are arguments of the domain: that is what makes its decisions repeatable. */
const clockAndIds = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'The domain has no clock: take `now` as an argument.',
  },
  {
    selector: 'CallExpression[callee.name="Date"]',
    message: 'The domain has no clock: take `now` as an argument.',
  },
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'The domain has no clock: take `now` as an argument.',
  },
  {
    selector: 'MemberExpression[object.name="performance"][property.name="now"]',
    message: 'The domain has no clock: take `now` as an argument.',
  },
  {
    selector: 'MemberExpression[object.name="DateTime"][property.name=/^(now|local|utc)$/]',
    message: 'The domain has no clock: take `now` as an argument.',
  },
  {
    selector: 'Identifier[name="randomUUID"]',
    message: 'The domain draws no ids: take them as arguments.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'The domain draws no lots: take the number as an argument.',
  },
];

const plain = ['**/*.mjs', '**/*.cjs', '**/*.js'];

export default defineConfig(
  globalIgnores(['dist/', '.stack/', 'coverage/', 'libs/contracts/generated/', 'test/architecture/planted/']),
  js.configs.recommended,
  {
    // A rule that does not fit is changed here, for everyone, and not switched off in a corner.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-warning-comments': ['error', { terms: ['eslint-disable'], location: 'anywhere' }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', env, envImport],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // An async method with nothing to await is how a port is implemented in memory.
      '@typescript-eslint/require-await': 'off',
      // It turns the imports of injected classes into types, and Nest can then inject nothing.
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    files: ['apps/*/src/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', env, envImport, ...clockAndIds] },
  },
  {
    files: ['apps/*/src/application/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: '@nestjs/common',
          allowImportNames: ['Injectable'],
          message: 'A use case knows of Nest only that it can be injected.',
        },
      ],
    },
  },
  {
    // The only places that may read the environment: the loader of settings, and what runs before there are services.
    files: [
      'libs/service/src/config/**/*.ts',
      'libs/service/src/**/*config*.ts',
      'deploy/docker/**',
      'libs/local-stack/**',
      'libs/testing/**',
      'test/**',
      '**/*.{spec,int-spec,e2e-spec}.ts',
      '*.{mjs,cjs}',
    ],
    rules: { 'no-restricted-syntax': ['error', envImport] },
  },
  {
    // Programs for the terminal print; services log.
    files: [
      'apps/{simulator,ops}/**',
      'apps/*/src/policy/**',
      'apps/*/src/what-if/**',
      'libs/local-stack/**',
      'libs/contracts/src/tooling/**',
      'test/**',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{spec,int-spec,e2e-spec}.ts'],
    rules: {
      // `expect(bus.publish)` names a method without calling it.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: plain,
    languageOptions: { globals: globals.node, sourceType: 'module' },
    rules: { 'no-console': 'off' },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
);
