import i18next from 'i18next';
import { expect, test } from 'vitest';
import { helpNames, readHelp } from './help';
import { startTexts } from './i18n';
import { account_th } from './texts_account';
import { admin_th } from './texts_admin';
import { records_th } from './texts_records';
import { stewardship_th } from './texts_stewardship';
import { th } from './texts_th';

test('every page that says how it is used in a line has its help in full', () => {
    const pages = Object.keys({ ...th, ...account_th, ...admin_th, ...records_th, ...stewardship_th }).filter((key) => /^help\.[a-z]+$/.test(key)).map((key) => key.slice(5));
    expect(helpNames().sort()).toEqual(pages.sort());
});

test('help is the same in both languages, and in the language that it says', async () => {
    for (const name of helpNames()) {
        const help = await readHelp(name);
        const shape = (text: { tasks: { steps: string[] }[]; keys: { key: string }[] } | undefined) => [text?.tasks.map((task) => task.steps.length), text?.keys.map((one) => one.key)];
        expect(shape(help?.th), name).toEqual(shape(help?.en));
        for (const text of [help!.en.for, ...help!.en.tasks.flatMap((task) => [task.title, ...task.steps]), ...help!.en.keys.map((one) => one.does)]) expect(text, name).not.toMatch(/[\u0E01-\u0E5B]/);
        for (const text of [help!.th.for, ...help!.th.tasks.flatMap((task) => [task.title, ...task.steps]), ...help!.th.keys.map((one) => one.does)]) expect(text, name).toMatch(/[\u0E01-\u0E5B]/);
    }
});

test('a button or list that help names is called so on the screen', async () => {
    await startTexts('th');
    await import('./more_texts');
    for (const language of ['th', 'en'] as const) {
        const labels = new Set(Object.values(i18next.getResourceBundle(language, 'translation') as Record<string, string>));
        for (const name of helpNames()) {
            const help = await readHelp(name);
            const named = help![language].tasks.flatMap((task) => task.steps).flatMap((step) => [...step.matchAll(/“([^”]*)”/g)].map((found) => found[1]));
            for (const label of named) expect(labels, `${name}: ${label}`).toContain(label);
        }
    }
});
