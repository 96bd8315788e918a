import { defineConfig } from 'vitest/config';

export default defineConfig({
    test: {
        include: ['*.test.ts'],
        testTimeout: 30_000,
        hookTimeout: 60_000,
        // Each file starts a server; the cases of a file build on one another where they say so.
        maxWorkers: 2,
    },
});
