// Whether a screen is in one language: our own words, names that are read aloud, choices of lists, dates. Data says its own language.
import type { Page } from '@playwright/test';
import * as account from '../../web/src/lib/texts_account.ts';
import * as admin from '../../web/src/lib/texts_admin.ts';
import * as agreement from '../../web/src/lib/texts_agreement.ts';
import * as approvals from '../../web/src/lib/texts_approvals.ts';
import * as dates from '../../web/src/lib/texts_date.ts';
import * as edited from '../../web/src/lib/texts_edited.ts';
import * as english from '../../web/src/lib/texts_en.ts';
import * as first from '../../web/src/lib/texts_first.ts';
import * as guide from '../../web/src/lib/texts_guide.ts';
import * as home from '../../web/src/lib/texts_home.ts';
import * as money from '../../web/src/lib/texts_money.ts';
import * as move from '../../web/src/lib/texts_move.ts';
import * as query from '../../web/src/lib/texts_query.ts';
import * as records from '../../web/src/lib/texts_records.ts';
import * as stewardship from '../../web/src/lib/texts_stewardship.ts';
import * as strategy from '../../web/src/lib/texts_strategy.ts';
import * as thai from '../../web/src/lib/texts_th.ts';
import * as measured from '../../web/src/lib/texts_measured.ts';
import * as what_if from '../../web/src/lib/texts_what_if.ts';

/** Latin words of our own on a Thai screen, each with its reason. */
const kLatin: Record<string, string> = {
    English: 'the other language is named in itself, so that who needs it finds it',
    Word: 'a program',
    Excel: 'a program',
    PDF: 'a kind of file',
    TOML: 'a kind of file',
    JSON: 'a kind of file',
    CSV: 'a kind of file',
    docx: 'a kind of file, as its name ends',
    txt: 'a kind of file, as its name ends',
    xlsx: 'a kind of file, as its name ends',
    ics: 'a kind of file, as its name ends',
    UTF: 'a character set, UTF-8',
    Windows: 'a character set, Windows-874',
    TIS: 'a character set, TIS-620',
    API: 'what programs use, known by no other name',
    SHA: 'a way to compute a check number',
    SWOT: 'the analysis, so named in Thai plans',
    SO: 'a pair of the SWOT',
    WO: 'a pair of the SWOT',
    ST: 'a pair of the SWOT',
    WT: 'a pair of the SWOT',
    Ctrl: 'a key',
    Alt: 'a key',
    Shift: 'a key',
    Enter: 'a key',
    Esc: 'a key',
    none: 'the id that these tests ask for and nothing has',
};

/** What says of itself that it is in the other language although it is not the plan's text, each with its reason. */
const kForeign: Record<string, string> = {
    '.languages button': 'the other language is named in itself',
    'option[value="th"], option[value="en"]': 'a language is named in itself',
    '.rows .quiet[lang="en"]': 'what another system answered',
    'input[type="url"]': 'an address',
};

const values = (modules: object[], ending: string) =>
    modules.flatMap((one) => Object.entries(one).filter(([name]) => name === ending || name.endsWith(`_${ending}`)).flatMap(([, texts]) => Object.values(texts as Record<string, string>)));
const kModules = [
    account, admin, agreement, approvals, dates, edited, english, first, guide, home, measured, money, move, query, records, stewardship, strategy, thai, what_if,
];
/** Our own sentences: none of them is ever data. One word may be. */
const sentences = (ending: string) => [...new Set(values(kModules, ending).filter((text) => text.length > 24 && !text.includes('{{') && !text.includes('\n')))];

/** Texts in the other language that are nobody's data, and dates that are not as the language has them. */
export async function wrongLanguage(page: Page): Promise<string[]> {
    const given = { latin: Object.keys(kLatin), foreign: Object.keys(kForeign).join(', '), ours: { th: sentences('th'), en: sentences('en') } };
    return await page.evaluate(({ latin, foreign, ours }) => {
        const html = document.documentElement;
        const thai = html.lang === 'th';
        const others = new Set(thai ? ours.en : ours.th);
        const wrong: string[] = [];
        const hasThai = (text: string) => /[\u0E01-\u0E5B]/.test(text);
        // The id of a plan tells two plans of one title apart where a list can say nothing else.
        const words = (text: string) => (text.replace(/\b[a-z]+(?:-[a-z0-9]+)*-\d[a-z0-9-]*\b/g, '').match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !latin.includes(word));
        // A list that is folded shows its choices when it is opened.
        const isSeen = (element: Element) => (element.closest('option') ? element.closest('select') : element)?.checkVisibility() ?? false;
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const text = (node.textContent ?? '').trim();
            const holder = node.parentElement;
            if (text === '' || !holder || holder.closest('script, style') || !isSeen(holder)) continue;
            if (others.has(text)) wrong.push(`ours, marked as data: ${text.slice(0, 60)}`);
            if (holder.closest('code, .message')) continue;
            const marked = holder.closest('[lang]');
            // Data says its own language; what is not marked is ours.
            if (marked !== html && marked?.getAttribute('lang') !== html.lang) {
                if (thai && !holder.closest(foreign)) wrong.push(`English by its mark: ${text.slice(0, 60)}`);
                continue;
            }
            if (marked !== html) continue;
            if (thai ? words(text).length > 0 : hasThai(text)) wrong.push(text.slice(0, 60));
            if (thai && /\b20\d\d\b/.test(text)) wrong.push(`a year of the common era: ${text.slice(0, 60)}`);
        }
        for (const message of document.querySelectorAll('.message')) {
            const text = message.textContent ?? '';
            if (message.checkVisibility() && (thai ? !hasThai(text) : !/[A-Za-z]{2}/.test(text))) wrong.push(`message: ${text.slice(0, 60)}`);
        }
        for (const holder of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
            for (const name of ['aria-label', 'title', 'placeholder']) {
                const text = holder.getAttribute(name) ?? '';
                // The picture in a button that says its name itself is not read.
                if (holder.parentElement?.closest('button[aria-label]')) continue;
                // A label may hold data beside its own words.
                const own = thai ? hasThai(text) || words(text).length === 0 : /[A-Za-z]/.test(text) || !hasThai(text);
                if (!own && holder.checkVisibility() && holder.closest('[lang]') === html) wrong.push(`${name}: ${text.slice(0, 60)}`);
            }
        }
        for (const field of document.querySelectorAll<HTMLInputElement>('input')) {
            if (!field.checkVisibility()) continue;
            // The browser's own fields for days speak the browser's language, and know no Buddhist years.
            if (['date', 'month', 'datetime-local', 'week'].includes(field.type)) wrong.push(`a field for a day of the browser’s own: ${field.type}`);
            if (thai && field.type === 'text' && /^\d{1,2} \S+ 20\d\d$|^20\d\d-\d\d-\d\d$/.test(field.value)) wrong.push(`a day of the common era: ${field.value}`);
        }
        for (const time of document.querySelectorAll('time')) {
            const [short, full] = [time.textContent ?? '', time.title];
            const right = thai ? /^\d{1,2} [ก-๙.]+ \d{2} \d\d:\d\d น\.$/.test(short) && /พ\.ศ\. 25\d\d/.test(full) : /^\d{1,2} [A-Z][a-z]{2} 20\d\d /.test(short);
            if (!right) wrong.push(`time: ${short} (${full})`);
        }
        return [...new Set(wrong)];
    }, given);
}
