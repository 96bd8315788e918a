// Import directions: lib, then components, then features, then app; one feature never imports another.
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const forbid = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default tseslint.config(
    { ignores: ['dist', 'node_modules'] },
    ...tseslint.configs.recommended,
    {
        files: ['src/**/*.{ts,tsx}'],
        plugins: { 'react-hooks': hooks },
        rules: {
            'react-hooks/rules-of-hooks': 'error',
            'react-hooks/exhaustive-deps': 'error',
            eqeqeq: 'error',
            'no-console': 'error',
        },
    },
    { files: ['src/lib/**'], rules: forbid([{ regex: '/(components|features|app)/', message: 'lib imports lib only' }]) },
    { files: ['src/components/**'], rules: forbid([{ regex: '/(features|app)/', message: 'components import lib only' }]) },
    {
        files: ['src/features/**'],
        rules: forbid([
            { regex: '/app/', message: 'a feature does not know the application' },
            { regex: '^\\.\\./[a-z]', message: 'features do not know each other' },
        ]),
    },
);
