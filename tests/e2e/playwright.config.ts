import { defineConfig } from '@playwright/test';

// Debian's Chromium, one at a time: the machine has two cores and the server wants one.
export default defineConfig({
    testDir: '.',
    workers: 1,
    timeout: 180_000,
    // Where nobody can press again a test that fails is run once more, and said to be flaky; by hand it fails.
    retries: process.env.CI === 'true' ? 1 : 0,
    reporter: [['list']],
    outputDir: '../../build/e2e',
    // A machine that does much else is no failure.
    expect: { timeout: 15_000 },
    use: {
        actionTimeout: 15_000,
        navigationTimeout: 30_000,
        locale: 'th-TH',
        contextOptions: { reducedMotion: 'reduce' },
        viewport: { width: 1280, height: 900 },
        launchOptions: {
            executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
            args: [
                '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
                '--disable-background-networking', '--disable-component-update', '--disable-sync',
            ],
        },
    },
});
