import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

export default tseslint.config(
  { ignores: ['node_modules', 'build*', 'web/dist', '**/*.gen.ts'] },
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.vue'] } },
  },
  {
    files: ['**/*.ts', '**/*.vue'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
      'vue/require-default-prop': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/no-v-html': 'error',
    },
  },
  {
    // A test that reads a missing field should fail by itself.
    files: ['**/*.test.ts', 'tests/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // The walls: shared parts know no page; a module's pages know the shared parts and themselves.
    files: ['web/ui/**', 'web/api/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['@/office/*', '**/office/*', '**/src/modules/**'] }] },
  },
  {
    files: ['web/api/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['@/office/*', '@/ui/*', '**/src/modules/**'] }] },
  },
  {
    files: ['src/modules/*/web/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['@/office/*', '**/src/modules/**', '../../*', '../web/*'] }],
    },
  },
)
