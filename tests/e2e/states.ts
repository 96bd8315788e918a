// Every state of every address: the tests of accessibility, language and weight walk over them. A new address without its
// states does not compile, and fails.
import { expect, type Page, type Route } from '@playwright/test';
import type { RouteName } from '../../web/src/app/route_table.ts';

/** What there is to look at. */
export interface Office {
    address: string;
    /** An address without plans and imports. */
    empty_address: string;
    plan: string;
    draft: string;
    unclear: string;
    accepted_import: string;
}

export interface State {
    name: string;
    /** Before the page is opened: answers that are made up. */
    before?: (page: Page) => Promise<void>;
    path: (office: Office) => string;
    /** Its own server. */
    empty?: boolean;
    /** As the administrator, else as the planning officer. */
    administrator?: boolean;
    /** In that role, else as the planning officer. */
    role?: string;
    /** Without a session. */
    nobody?: boolean;
    /** What differs from the first state, which is examined as a whole. */
    part?: string;
    /** What is done once it is open, and what tells that the state is reached. */
    reach: (page: Page) => Promise<void>;
}

const api = '**/api/v1/';
const refusal = async (route: Route, status: number) =>
    await route.fulfill({
        status,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'about:blank', status, message: { title: { th: 'ระบบขัดข้อง', en: 'The system failed' }, detail: { th: 'ลองใหม่อีกครั้ง', en: 'Try again.' } } }),
    });
const refused = (pattern: string, status: number) => async (page: Page) => await page.route(api + pattern, async (route) => await refusal(route, status));
/** Never answered. */
const waiting = (pattern: string) => async (page: Page) => await page.route(api + pattern, () => undefined);
const sees = (selector: string) => async (page: Page) => await page.locator(selector).first().waitFor();
const alert = sees('[role=alert]');
const loading = sees('.loading');
const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).first().click();
const dialog = async (page: Page) => await expect(page.getByRole('dialog').last()).toBeVisible();

const giveEdited = async (page: Page) => await page.locator('.drop input').setInputFiles({ name: 'แผน.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK') });
const giveScheme = async (page: Page, text: string) => await page.locator('.drop input').setInputFiles({ name: 'scheme.toml', mimeType: 'application/toml', buffer: Buffer.from(text) });
const kScheme = 'schema = "phaen.scheme/1"\nid = "office-2566"\nfiscal_year = 2566\ntitle = { th = "หลักเกณฑ์ของหน่วยงาน" }\nlevels = [{ level = 5, percent_of_weight = 100 }]\n';
/** What an edited file would change: each kind of change, a conflict, each kind of note. */
const kEdited = {
    file: 'a'.repeat(64), file_name: 'แผน.docx', base_number: 1, says_version: true, number: 2, version: 'a'.repeat(64),
    diff: {
        counts: { added: 1, removed: 1, moved: 1, changed: 1 },
        changes: [
            { kind: 'changed', element: 'project-1', is_a: 'project', title: 'โครงการหนึ่ง', fields: [{ field: 'name', before: 'โครงการหนึ่ง', after: 'โครงการหนึ่ง ระยะที่สอง' }, { field: 'budget', before: '100.00', after: '250.00' }] },
            { kind: 'moved', element: 'project-2', is_a: 'project', title: 'โครงการสอง', from: { list: 'projects' }, to: { list: 'projects', after: 'project-3' } },
            { kind: 'added', element: 'project-90', is_a: 'project', title: 'โครงการใหม่', fields: [{ field: 'name', after: 'โครงการใหม่' }], to: { list: 'projects' } },
            { kind: 'removed', element: 'project-3', is_a: 'project', title: 'โครงการสาม', fields: [{ field: 'name', before: 'โครงการสาม' }], from: { list: 'projects' } },
        ],
    },
    conflicts: [{ element: 'project-1', field: 'name', base: 'โครงการหนึ่ง', ours: 'ชื่อในแผน', theirs: 'ชื่อในแฟ้ม' }],
    notes: ['row.added', 'row.missing', 'cell.computed', 'cell.unusable', 'change.unplaced', 'note'].map((code) => ({ code, where: 'งบประมาณ!C14', element: '', detail: 'ข้อความ' })),
};

/** Backups that are kept: one that was checked, one that was not, one that does not hold, made by who is gone. */
const kBackups = (run: unknown) => {
    const by = { account: 'a', name: 'วิชัย' };
    const backup = { by, bytes: 12_345_678, files: 12, format: 10, sha256: 'a'.repeat(64) };
    return {
        items: [
            { ...backup, id: 'phaen-2026-11-27-120000-a', at: '2026-11-27T05:00:00Z', verified: null },
            { ...backup, id: 'phaen-2026-11-26-120000-b', at: '2026-11-26T05:00:00Z', verified: { at: '2026-11-26T06:00:00Z', by, count: 0, lies: [] } },
            { ...backup, id: 'phaen-2026-11-25-120000-c', at: '2026-11-25T05:00:00Z', by: { account: 'b', name: null }, verified: { at: '2026-11-26T06:00:00Z', by, count: 1, lies: [{ what: { th: 'แฟ้ม', en: 'file' }, where: 'phaen-2026-11-25-120000-c.tar' }] } },
        ],
        run,
        folder: '/var/lib/phaen/backups',
        bytes: 37_037_034,
        most_kept: 10,
        most_bytes: 107_374_182_400,
    };
};

/** Who is signed in, otherwise than the server says; the application's own question, which comes first, is answered as it is. */
const signedInAs = (more: object) => async (page: Page) => {
    await page.route(`${api}session`, async (route) => {
        const session = await (await route.fetch()).json();
        await route.fulfill({ json: { ...session, account: { ...session.account, ...more } } });
    });
};
/** The application asks first who is signed in; the page asks again. */
const secondTime = (answer: (route: Route) => unknown) => async (page: Page) => {
    let asked = 0;
    await page.route(`${api}session`, async (route) => {
        asked += 1;
        await (asked === 1 ? route.fallback() : answer(route));
    });
};
const kCodes = Array.from({ length: 10 }, (_, n) => `abc${n}e-fghjk`).map((code) => code.replace('0', 'x').replace('1', 'y'));
/** The answer to a first code. */
const firstCode = (status: number) => async (page: Page) => {
    await page.route(`${api}session/second-factor`, async (route) => {
        if (route.request().method() !== 'PUT') await route.fallback();
        else if (status === 200) await route.fulfill({ json: { codes: kCodes } });
        else await refusal(route, status);
    });
};
const turningOn = async (page: Page) => {
    await press(page, /^เปิดการยืนยันสองขั้น$/);
    await dialog(page);
};
const withFirstCode = (selector: string) => async (page: Page) => {
    await turningOn(page);
    await sees('dialog .scan-code')(page);
    await page.getByLabel('รหัสหกหลักที่แอปแสดง').fill('123456');
    await press(page, /^ยืนยันและเปิดใช้$/);
    await sees(selector)(page);
};
const askedForPassword = (button: RegExp) => async (page: Page) => {
    await press(page, button);
    await dialog(page);
};
/** The right password was given, and the account asks for more. */
const inSecondStep = async (page: Page) => {
    await page.getByLabel('ชื่อผู้ใช้').fill('somying');
    await page.getByLabel('รหัสผ่าน').fill('a password');
    await press(page, /^เข้าสู่ระบบ$/);
    await page.getByLabel('รหัสหกหลัก').waitFor();
};
/** Asked for a code without one, and refusing each. */
const asksForCode = async (page: Page) =>
    await page.route(`${api}session`, async (route) => {
        if (route.request().method() !== 'POST') return await route.fallback();
        const wrong = (route.request().postDataJSON() as { code?: string }).code !== undefined;
        const message = { title: { th: 'ต้องใช้รหัสจากโทรศัพท์', en: 'A code is needed' }, detail: { th: 'รหัสไม่ถูกต้องหรือใช้ไปแล้ว', en: 'The code is wrong or was used already.' } };
        return await route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify({ type: `urn:phaen:problem:${wrong ? 'wrong_code' : 'second_factor_needed'}`, status: 401, message }) });
    });
/** Everybody, with something else about them. */
const people = (more: object) => async (page: Page) =>
    await page.route(`${api}accounts`, async (route) => {
        const list = await (await route.fetch()).json();
        await route.fulfill({ json: { items: list.items.map((person: object) => ({ ...person, ...more })) } });
    });

const notices = (selector: string) => async (page: Page) => {
    await page.locator('.bell').click();
    await sees(selector)(page);
};
const nextYear = (selector: string) => async (page: Page) => {
    await press(page, /ทำแผนปีถัดไป/);
    await sees(selector)(page);
};
/** Another plan of the agency, of five years, with a framework. */
const fiveYears = () => async (page: Page) => {
    await page.route(`${api}agencies/*/plans`, async (route) => {
        const list = await (await route.fetch()).json();
        await route.fulfill({ json: { ...list, items: [...list.items, { ...list.items[0], id: 'five-years', title: { th: 'แผนพัฒนาห้าปี', en: 'Five-year plan' } }] } });
    });
    await page.route(`${api}plans/five-years`, (route) =>
        route.fulfill({
            json: {
                id: 'five-years',
                agency: 'office',
                number: 1,
                version: '0'.repeat(64),
                at: '2022-03-31T00:00:00Z',
                etags: {},
                content: { id: 'five-years', fiscal_year: 2565, frameworks: [{ id: 'five', name: 'แผนพัฒนาห้าปี', status: 'adopted', years: { from: 2561, to: 2565 }, nodes: [{ id: 'five-1', kind: 'strategy', title: 'เมืองน่าอยู่' }] }] },
            },
        }),
    );
};
const adopting = (selector: string) => async (page: Page) => {
    await press(page, /รับกรอบจากแผนอื่น/);
    await page.locator('#frameworks-from').selectOption('five-years');
    await sees(selector)(page);
};
/** Scores by the criteria of that other plan: each kind of row and note. */
const underOther = async (page: Page) => {
    await fiveYears()(page);
    const grade = (score: string, weight: string, level: number | null = 4) => ({ number: '1', name: 'ผลงานที่เผยแพร่', weight, score, percent: '90', level, outcome: 'level_reached' });
    const scheme = { id: 'bma-2565', known: true };
    const note = (code: string) => ({ code, about: 'หนังสือรับรอง', text: { th: 'แผนปี 2566 ไม่มีตัวชี้วัดนี้', en: 'The plan of 2566 has no such indicator.' } });
    await page.route(`${api}plans/*/score-under?*`, (route) =>
        route.fulfill({
            json: {
                plan: 'iao-2565', fiscal_year: 2565, scheme, as_of: '2022-09-30', criteria: { plan: 'five-years', title: { th: 'แผนพัฒนาห้าปี' }, fiscal_year: 2566, scheme: { id: 'own-2566', known: false } },
                own: { score: '97.4', weight: '100' }, under: { score: '79.9', weight: '95' }, difference: '-17.5',
                indicators: [
                    { indicator: 'a', other: 'b', is_sub: false, found_by: 'continues', own: grade('25', '25', 5), under: { ...grade('27', '30'), name: 'ผลงานในต่างประเทศ' }, difference: '2', notes: [note('no_evidence_item')] },
                    { indicator: 'c', other: 'c', is_sub: false, found_by: 'name', own: grade('9.4', '10', null), under: grade('9.4', '10', null), difference: '0', notes: [note('no_such_element')] },
                    { indicator: 'd', other: null, is_sub: false, found_by: null, own: grade('18', '20'), under: null, difference: '-18', notes: [note('only_own')] },
                    { indicator: null, other: 'e', is_sub: false, found_by: null, own: null, under: grade('6', '10', 1), difference: '6', notes: [note('only_other')] },
                ],
            },
        }),
    );
};
/** What waits in other systems, of whatever is asked. */
const elsewhere = (kind: 'element' | 'record', subject: string) => async (page: Page) =>
    await page.route(`${api}plans/*/references?*`, (route) =>
        route.fulfill({
            json: {
                items: (['waiting', 'answered', 'returned', 'withdrawn'] as const).map((state, n) => ({ id: `r${n}`, kind, subject, name: null, system: 'สารบรรณ', number: `กท 0302/${n}`, day: '2022-03-01', state, note: n === 0 ? 'รอลงนาม' : '', at: '2022-03-01T00:00:00Z', by: 'planning_officer', etag: '1' })),
            },
        }),
    );
/** A request as it stands. */
const kSubmit = { id: 'submit', name: { th: 'เสนอขออนุมัติ', en: 'Submit' }, to: 'submitted', needs: [], on_behalf: false };
const asked = (subject: string, state: string, state_name: object, actions: object[]) => ({
    kind: 'request', kind_name: { th: 'คำขออนุมัติ', en: 'request' }, subject, title: 'ขอข้อมูลเมืองคู่มิตร', state, state_name, fixed: state === 'approved', revision: 2, at: '2022-03-01T01:00:00Z', by: 'a', actions,
});
const kLetter = { file: 'a'.repeat(64), file_name: 'หนังสือขอข้อมูล.pdf', bytes: 20480 };
const attach = async (page: Page) => {
    await page.locator('.side-drawer .choices button').first().click();
    await page.locator('.take .drop input').setInputFiles({ name: kLetter.file_name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
};
/** What waits in other systems, in the drawer of one thing: each state of the list, and the form. `before` makes the thing, `open` its drawer. */
const referenced = (name: string, path: () => string, loaded: (page: Page) => Promise<void>, before: (page: Page) => Promise<void>, open: (page: Page) => Promise<void> = async () => undefined): State[] => {
    const all = 'plans/*/references?*';
    const states: [string, (page: Page) => Promise<void>, (page: Page) => Promise<void>][] = [
        ['waiting elsewhere', loaded, sees('dialog[open] .elsewhere li')],
        ['nothing waits elsewhere', async (page) => await page.route(api + all, (route) => route.fulfill({ json: { items: [] } })), sees('dialog[open] .elsewhere > p.quiet')],
        ['waiting elsewhere, loading', waiting(all), sees('dialog[open] .elsewhere .loading')],
        ['waiting elsewhere, error', refused(all, 500), sees('dialog[open] .elsewhere [role=alert]')],
        ['waiting elsewhere, no permission', refused(all, 403), sees('dialog[open] .elsewhere [role=alert]')],
        [
            'said to wait elsewhere',
            loaded,
            async (page) => {
                await page.locator('dialog[open] .elsewhere > button').click();
                await sees('dialog[open] .elsewhere form')(page);
            },
        ],
    ];
    return states.map(([state, answer, reach]) => ({
        name: `${name}, ${state}`,
        path,
        part: 'dialog[open] .elsewhere',
        before: async (page: Page) => {
            await before(page);
            await answer(page);
        },
        reach: async (page: Page) => {
            await open(page);
            await reach(page);
        },
    }));
};
const kTold = (['late', 'due', 'returned', 'approved', 'waiting'] as const).map((kind, n) => ({
    id: `n${n}`,
    agency: 'office',
    kind,
    text: { th: 'เลยกำหนดตั้งแต่ 31 มี.ค. 2565: จัดประชุมคณะทำงาน', en: 'Late since 2022-03-31: จัดประชุมคณะทำงาน' },
    plan: null,
    about: 'schedule-1.step-1',
    on: 'step',
    workflow: null,
    day: '2022-03-31',
    at: '2022-04-01T01:00:00Z',
    read_at: n > 2 ? '2022-04-02T01:00:00Z' : null,
}));
const told = async (page: Page) => await page.route(`${api}notices?*`, (route) => route.fulfill({ json: { items: kTold, unread: 3 } }));

const linked = (what: object) => async (page: Page) =>
    await page.route(`${api}links/look`, (route) =>
        route.fulfill({ json: { text: { th: 'ครบกำหนด 31 มี.ค. 2565: จัดประชุมคณะทำงาน', en: 'Due 2022-03-31: จัดประชุมคณะทำงาน' }, ends_at: '2022-04-14T01:00:00Z', ...what } }),
    );

/** A query that cannot be worked out, and two judgements of which the score rests on one. */
const judged = async (page: Page) => {
    await page.route(/\/plans\/[^/]+\/score(\?.*)?$/, async (route) => {
        const answer = await (await route.fetch()).json();
        const indicator = answer.indicators.find((one: { id: string }) => one.id === 'indicator-1');
        indicator.queries = [{ name: 'works', fn: 'count', value: '', parts: [], problem_texts: [{ th: 'nowhere: ไม่รู้จักแหล่งข้อมูลนี้', en: 'nowhere: there is no such source' }] }];
        indicator.judgements = [
            { fact: 'judgement-1', assessed_by: 'self', status: 'provisional', level: 5, reason: 'จัดครบแล้ว', used: true },
            { fact: 'judgement-2', assessed_by: 'self', status: 'provisional', level: 3, reason: 'ยังไม่ครบ' },
            { fact: 'judgement-3', assessed_by: 'evaluator', status: 'verified', level: 4, reason: 'ขาดรายงานสรุป' },
        ];
        await route.fulfill({ json: answer });
    });
};

/** A project that was cancelled: its steps that are not done. */
const cancelled = async (page: Page) => {
    await page.route(`${api}plans/*/year*`, async (route) => {
        const answer = await (await route.fetch()).json();
        for (const step of answer.schedules[0].steps) Object.assign(step, { state: 'cancelled', days_late: 0, not_reported: false, actual: '0' });
        await route.fulfill({ json: answer });
    });
};

/** A registry of three hundred works, one of its fields personal. */
const registry = async (page: Page) => {
    await page.route(`${api}plans/*/registries?*`, async (route) => {
        const answer = await (await route.fetch()).json();
        for (const dataset of answer.datasets) for (const field of dataset.fields) if (field.name === 'platform_owner') field.personal = true;
        answer.registers[0].records = Array.from({ length: 300 }, (_, index) => ({
            record: `work-${index + 1}`,
            on: '2021-11-18',
            by: 'office',
            fact: `fact-${index + 1}`,
            values: { title: `บทความที่ ${index + 1}`, platform: 'เว็บไซต์ของเมือง', platform_owner: 'สมชาย', form: 'article', status: index % 3 === 0 ? 'published' : 'planned', published_on: '2021-11-18' },
        }));
        await route.fulfill({ json: answer });
    });
};
/** Whose first page is not that of the planning officer or the director. */
const homes = ['section_head', 'project_owner', 'budget_officer', 'evaluator', 'data_steward', 'reader', 'executive', 'administrator'] as const;
/** The first page, with what a test makes of it. */
const homeWith = (change: (home: any) => object) => async (page: Page) =>
    await page.route(`${api}plans/*/home*`, async (route) => {
        const home = await (await route.fetch()).json();
        await route.fulfill({ json: { ...home, ...change(home) } });
    });
const kKinds = ['plan', 'decision', 'progress', 'posting', 'record', 'evidence', 'assessment', 'event'];
const news = homeWith(() => ({
    since: '2022-03-01T01:00:00Z',
    more_changes: true,
    changes: kKinds.map((kind, n) => ({
        kind, at: `2022-03-0${n + 2}T01:00:00Z`, by: 'a', by_name: n % 2 ? 'สมหญิง' : null, count: 4, names: ['จัดประชุมคณะทำงาน'],
        ...(kind === 'decision' ? { state_name: { th: 'อนุมัติแล้ว', en: 'Approved' } } : {}),
    })),
}));
const kBoth = { th: 'แผน', en: 'Plan' };
const work = homeWith((home) => ({
    waiting: [{ kind: 'plan', kind_name: kBoth, subject: 'p', title: 'แผนปี 2565', state: 'verified', state_name: { th: 'ตรวจแล้ว', en: 'Verified' }, fixed: false, revision: 1, at: null, by: null, actions: [{ id: 'approve', name: kBoth }] }],
    to_assess: home.year.indicators.map((item: any) => item.id),
    to_judge: home.year.indicators.map((item: any) => item.id),
    ledger: { last_assertion: null, failing: 1, overdrafts: 2 },
    registries: [{ id: 'works', title: { th: 'ทะเบียนผลงาน', en: 'Works' }, records: 0, last_on: null }],
    findings: { error: 3, warning: 5, info: 0 },
    imports: 2,
    system: { people: 3, roles_without_anybody: [{ role: 'director', name: { th: 'ผู้อำนวยการ', en: 'director' } }], messages_given_up: 4 },
}));
const kAgreementLock = { workflow: 'agreement', name: { th: 'คำรับรองการปฏิบัติราชการ', en: 'performance agreement' }, state: { th: 'ลงนามแล้ว', en: 'signed' }, scope: 'agreement', number: 2 };
/** A plan with parts that approvals hold fast. */
const locked = (locks: object[]) => async (page: Page) =>
    await page.route(`${api}plans/*/standing`, async (route) => {
        const standing = await (await route.fetch()).json();
        await route.fulfill({ json: { ...standing, locks } });
    });
/** An agreement that has come so far, with all that is said on the way. */
const agreed = (state: string, locks: object[]) => async (page: Page) => {
    await locked(locks)(page);
    await page.route(`${api}agencies/*/subjects/agreement/*`, async (route) => {
        const subject = await (await route.fetch()).json();
        const move = (action: string, to: string, note: object) => ({ action, name: { th: 'บันทึกผล', en: 'Record' }, from: 'x', to, at: '2021-11-15T01:00:00Z', by: 'a', by_name: 'สมหญิง', note: { number: 2, ...note } });
        await route.fulfill({
            json: {
                ...subject, state, state_name: { th: 'ขอเปลี่ยนแปลง', en: 'change requested' }, fixed: state === 'signed', approved_number: 2, changed_since_approval: [{ element: 'indicator-3', title: 'จำนวนเมือง' }],
                history: [move('negotiate', 'negotiated', { comment: 'ปรับตามภารกิจ' }), move('sign', 'signed', { signer: 'ผู้อำนวยการ', date: '2021-11-15', document: 'กท 1' }), move('request-change', 'change-requested', { comment: 'จัดเวทีไม่ได้' })],
            },
        });
    });
};
/** A step is about to be moved a month: the question, and its answer about the score. */
const asking = async (page: Page) => {
    const grid = page.getByRole('treegrid');
    await grid.focus();
    // The first step that is not at the year's end already.
    for (let row = 0; row < 20 && !(await page.locator('.confirm-move').isVisible()); row += 1) {
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Alt+ArrowRight');
    }
    await sees('.confirm-move')(page);
};
const moved = async (page: Page) => {
    await asking(page);
    await expect(page.locator('.confirm-effect')).not.toContainText('◷');
};
/** Finishing the step makes that many points. */
const wouldBe = (total: string) => async (page: Page) => {
    let count = 0;
    await page.route(`${api}plans/*/what-if`, (route) => {
        const facts = (route.request().postDataJSON() as { facts: unknown[] }).facts.length;
        count = Math.max(count, facts);
        return route.fulfill({ json: { before: { total: '0', indicators: [] }, after: { total: facts === count ? total : '0', indicators: [] } } });
    });
};
/** The officer of these tests may post as well. */
const asBudgetOfficer = async (page: Page) =>
    await page.route(`${api}session`, async (route) => {
        const answer = await (await route.fetch()).json();
        for (const may of Object.values<Record<string, string>>(answer.account?.may ?? {})) may['posting.add'] = 'agency';
        await route.fulfill({ json: answer });
    });
const kSheet = {
    name: '',
    rows: 2,
    columns: [
        { heading: 'วันที่', texts: ['1 ต.ค. 64'], has_more: false },
        { heading: 'รายการ', texts: ['เบิกจ่าย', 'ค่าปรับ'], has_more: false },
        { heading: 'จำนวนเงิน', texts: ['100.00'], has_more: false },
    ],
    mapping: { header_row: 1, columns: { date: 'วันที่', posting: 'รายการ' }, amounts: [{ column: 'จำนวนเงิน' }], key: [], values: [{ field: 'posting', text: 'เบิกจ่าย', value: 'disbursement' }], skip: ['รวม'] },
};
const kTried = {
    rows: 2, added: 1, corrected: 0, withdrawn: 0, unchanged: 0, skipped: 0, gone: 1, facts: [],
    problems: [{ row: 3, column: 'รายการ', message: { th: 'แถว 3 คอลัมน์ “รายการ”: “ค่าปรับ” ไม่มีความหมาย', en: 'row 3, column “รายการ”: “ค่าปรับ” has no meaning' } }],
    reconciled: [{ fiscal_year: 2565, posting: 'disbursement', postings: 1, in_sheet: '100.00', in_ledger: '90.00', difference: '-10.00' }],
};
/** A part of the plan, which is not here, and a record. */
const kFound = [{ kind: 'element', id: 'project-1', title: 'โครงการเตือนภัยริมคลอง', of: { th: '', en: '' }, element_kind: 'project', number: '๑' }, { kind: 'record', id: 'work-1', title: 'ระบบเตือนภัยน้ำท่วมชุมชนริมคลอง', of: { th: 'ผลงานที่เผยแพร่ในต่างประเทศ', en: 'Works published abroad' }, on: '2021-11-18', dataset: 'works' }];
const kChanges = ['field_added', 'required_field_added', 'field_removed', 'type_widened', 'type_changed', 'became_required', 'became_optional', 'choice_added', 'choice_removed', 'range_widened', 'range_narrowed', 'pattern_changed', 'became_unique', 'no_longer_unique', 'reference_changed', 'key_changed', 'computed_changed'];
const administrator = (list: State[]): State[] => list.map((state) => ({ ...state, administrator: true }));
const plan = (rest = '') => (office: Office) => `/plans/${office.plan}${rest}`;
const element = (id: string) => plan(`?element=${id}`);

export const states: Record<RouteName, State[]> = {
    home: [
        { name: 'loaded', path: () => '/', reach: sees('.waterfall') },
        { name: 'turned back', path: () => '/?as_of=2022-03-31', reach: sees('.turned-back') },
        { name: 'first run', path: () => '/', empty: true, reach: sees('.first-run') },
        { name: 'person', path: () => '/', part: '.person-menu', reach: async (page) => await page.locator('.person-menu summary').click() },
        { name: 'help', path: () => '/', reach: async (page) => await press(page, /วิธีใช้หน้านี้/) },
        { name: 'notices', path: () => '/', before: told, part: '.side-drawer', reach: notices('.bell-list') },
        { name: 'no notices', path: () => '/', part: '.side-drawer', reach: notices('.bell-none') },
        { name: 'notices, loading', path: () => '/', before: waiting('notices?*'), part: '.side-drawer', reach: notices('.side-drawer .loading') },
        { name: 'notices, error', path: () => '/', before: refused('notices?*', 500), part: '.side-drawer', reach: notices('.side-drawer [role=alert]') },
        { name: 'notices, no permission', path: () => '/', before: refused('notices?*', 403), part: '.side-drawer', reach: notices('.side-drawer [role=alert]') },
        {
            name: 'how to be told',
            path: () => '/',
            part: '.side-drawer',
            reach: async (page) => {
                await notices('.bell-none')(page);
                await press(page, /วิธีรับการแจ้งเตือน/);
                await page.getByLabel(/รับการแจ้งเตือนทาง/).selectOption('mail');
            },
        },
        { name: 'loading', path: () => '/', before: waiting('agencies/*/plans'), reach: loading },
        { name: 'error', path: () => '/', before: refused('agencies/*/plans', 500), reach: alert },
        { name: 'no permission', path: () => '/', before: refused('plans/*/home*', 403), reach: alert },
        { name: 'the year, loading', path: () => '/', part: '.page', before: waiting('plans/*/home*'), reach: loading },
        { name: 'the year, error', path: () => '/', part: '.page', before: refused('plans/*/home*', 500), reach: alert },
        { name: 'of a director', path: () => '/', part: '.page', role: 'director', reach: sees('.best-next, .waterfall') },
        ...homes.map((role): State => ({ name: `of a ${role}`, path: () => '/', part: '.page', role, reach: sees('.mine') })),
        { name: 'since the last visit', path: () => '/', part: '.page', before: news, reach: sees('.happened li') },
        { name: 'all kinds of work', path: () => '/', part: '.page', before: work, reach: sees('.task.urgent') },
        {
            name: 'search',
            path: () => '/',
            reach: async (page) => {
                await press(page, /ค้นหาหรือสั่งงาน/);
                await sees('.palette li')(page);
            },
        },
        {
            name: 'search without a fit',
            path: () => '/',
            reach: async (page) => {
                await press(page, /ค้นหาหรือสั่งงาน/);
                await page.locator('.palette').getByRole('combobox').fill('zzzz');
                await sees('.palette-none')(page);
            },
        },
        {
            name: 'search that finds an element and a record',
            path: () => '/',
            before: async (page) =>
                await page.route(`${api}plans/*/search*`, (route) => route.fulfill({ json: { items: kFound, more: false } })),
            reach: async (page) => {
                await press(page, /ค้นหาหรือสั่งงาน/);
                await page.locator('.palette').getByRole('combobox').fill('เตือนภัยริมคลอง');
                await page.locator('.palette').getByRole('option', { name: /ระบบเตือนภัยน้ำท่วมชุมชนริมคลอง/ }).waitFor();
            },
        },
        {
            name: 'search that fails',
            path: () => '/',
            before: refused('plans/*/search*', 500),
            reach: async (page) => {
                await press(page, /ค้นหาหรือสั่งงาน/);
                await page.locator('.palette').getByRole('combobox').fill('เตือนภัย');
                await sees('.palette-none')(page);
            },
        },
    ],
    plans: [
        { name: 'loaded', path: () => '/plans', reach: sees('.rows a') },
        { name: 'empty', path: () => '/plans', empty: true, reach: sees('.empty') },
        {
            name: 'wrong file',
            path: () => '/plans',
            reach: async (page) => {
                await page.getByLabel(/วางไฟล์แผน/).setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('a') });
                await alert(page);
            },
        },
        { name: 'loading', path: () => '/plans', before: waiting('agencies/*/plans'), reach: loading },
        { name: 'error', path: () => '/plans', before: refused('agencies/*/plans', 500), reach: alert },
        { name: 'next year', path: () => '/plans', part: '.side-drawer', reach: nextYear('.side-drawer fieldset') },
        { name: 'next year, loading', path: () => '/plans', before: waiting('plans/*/next-year/trial'), part: '.side-drawer', reach: nextYear('.side-drawer .loading') },
        { name: 'next year, error', path: () => '/plans', before: refused('plans/*/next-year/trial', 500), part: '.side-drawer', reach: nextYear('.side-drawer [role=alert]') },
    ],
    review: [
        { name: 'a whole document, an element open', path: (office) => `/imports/${office.draft}?element=schedule-2&pane=plan`, reach: sees('.card-body') },
        { name: 'findings', path: (office) => `/imports/${office.draft}?pane=findings`, reach: sees('.right-pane .finding'), part: '.right-pane' },
        { name: 'not understood', path: (office) => `/imports/${office.unclear}`, reach: sees('.unknown-list') },
        {
            name: 'accepting',
            path: (office) => `/imports/${office.unclear}`,
            part: 'dialog[open]',
            reach: async (page) => {
                await press(page, /รับเป็นแผน/);
                await dialog(page);
            },
        },
        {
            name: 'discarding',
            path: (office) => `/imports/${office.unclear}`,
            part: 'dialog[open]',
            reach: async (page) => {
                await press(page, /ทิ้งการนำเข้า/);
                await dialog(page);
            },
        },
        { name: 'accepted already', path: (office) => `/imports/${office.accepted_import}`, reach: sees('.document-pane'), part: '.page-head' },
        { name: 'loading', path: () => '/imports/none', before: waiting('imports/none'), reach: loading },
        { name: 'error', path: () => '/imports/none', before: refused('imports/none', 500), reach: alert },
        { name: 'not found', path: () => '/imports/none', reach: alert },
    ],
    plan: [
        { name: 'as a whole', path: plan(), reach: sees('.plan-centre .facts') },
        { name: 'indicator', path: element('indicator-1'), reach: sees('.ladder'), part: '.plan-centre' },
        { name: 'project', path: element('project-1'), reach: sees('.plan-centre input.money'), part: '.plan-centre' },
        { name: 'schedule', path: element('schedule-2'), reach: sees('.month-bars'), part: '.plan-centre' },
        { name: 'of another day, which cannot be changed', path: (office) => `${plan()(office)}?as_of=2022-03-31`, reach: sees('.as-of-band'), part: '.plan-centre' },
        { name: 'SWOT', path: element('swot'), reach: sees('.swot'), part: '.plan-centre' },
        {
            name: 'SWOT, a point picked up',
            path: element('swot'),
            part: '.plan-centre',
            reach: async (page) => {
                await page.getByRole('button', { name: 'จับคู่ S1', exact: true }).click();
                await sees('.board-put')(page);
            },
        },
        { name: 'mission', path: element('mission-1'), reach: sees('.plan-centre textarea'), part: '.plan-centre' },
        { name: 'project, waiting elsewhere', path: element('project-1'), part: '.elsewhere', before: elsewhere('element', 'project-1'), reach: sees('.elsewhere li') },
        {
            name: 'project, adding what waits elsewhere',
            path: element('project-1'),
            part: '.elsewhere',
            reach: async (page) => {
                await press(page, /เพิ่มเรื่องที่รอในระบบอื่น/);
                await sees('.elsewhere form')(page);
            },
        },
        { name: 'project, what waits elsewhere is loading', path: element('project-1'), part: '.elsewhere', before: waiting('plans/*/references?*'), reach: sees('.elsewhere .loading') },
        { name: 'project, what waits elsewhere cannot be read', path: element('project-1'), part: '.elsewhere', before: refused('plans/*/references?*', 500), reach: sees('.elsewhere [role=alert]') },
        { name: 'an element that is not there', path: plan('?element=none'), reach: sees('.plan-centre'), part: '.plan-centre' },
        {
            name: 'held fast by approvals',
            path: plan(),
            before: locked([
                { workflow: 'plan', name: { th: 'การอนุมัติแผน', en: 'approval of the plan' }, state: { th: 'อนุมัติแล้ว', en: 'approved' }, scope: 'plan', number: 1 },
                { workflow: 'agreement', name: { th: 'คำรับรอง', en: 'agreement' }, state: { th: 'ลงนามแล้ว', en: 'signed' }, scope: 'agreement', number: 1 },
            ]),
            reach: sees('.lock-band'),
        },
        {
            name: 'downloads',
            path: plan(),
            part: '.page-head',
            reach: async (page) => await page.locator('.menu summary').click(),
        },
        {
            name: 'adding',
            path: plan(),
            part: 'dialog[open]',
            reach: async (page) => {
                await press(page, /เพิ่มโครงการ/);
                await dialog(page);
            },
        },
        {
            name: 'removing',
            path: element('project-1'),
            part: 'dialog[open]',
            reach: async (page) => {
                await press(page, /ลบรายการนี้/);
                await dialog(page);
            },
        },
        {
            name: 'a value that cannot be read',
            path: element('project-1'),
            part: '.plan-centre',
            reach: async (page) => {
                const field = page.getByLabel('งบประมาณ (บาท)');
                await field.fill('มาก');
                await field.press('Enter');
                await sees('.field-state.refused')(page);
            },
        },
        {
            name: 'two people, one value',
            path: element('project-2'),
            part: 'dialog[open]',
            before: async (page) =>
                await page.route(`${api}plans/*/elements/project-2`, (route) =>
                    route.fulfill({
                        status: 412,
                        contentType: 'application/problem+json',
                        body: JSON.stringify({ type: 'urn:phaen:problem:stale_element', status: 412, current: { id: 'project-2', budget: '1.00' }, current_etag: 'x', conflicts: ['budget'] }),
                    }),
                ),
            reach: async (page) => {
                const field = page.getByLabel('งบประมาณ (บาท)');
                await field.fill('2');
                await field.press('Enter');
                await dialog(page);
            },
        },
        { name: 'loading', path: () => '/plans/none', before: waiting('plans/none'), reach: loading },
        { name: 'error', path: () => '/plans/none', before: refused('plans/none', 500), reach: alert },
        { name: 'no permission', path: () => '/plans/none', before: refused('plans/none', 403), reach: alert },
        { name: 'not found', path: () => '/plans/none', reach: alert },
    ],
    strategy: [
        { name: 'tree', path: plan('/strategy'), reach: sees('.strategy-tree') },
        { name: 'map', path: plan('/strategy?view=map'), part: '.strategy', reach: sees('.strategy-lines path') },
        {
            name: 'map, a thread chosen',
            path: plan('/strategy?view=map'),
            part: '.strategy',
            reach: async (page) => {
                await page.locator('.layer-mission .strategy-card').first().focus();
                await sees('.strategy-lines path.in')(page);
            },
        },
        {
            name: 'nothing linked',
            path: plan('/strategy'),
            part: '.strategy',
            before: async (page) =>
                await page.route(`${api}plans/*`, async (route) => {
                    const view = await (await route.fetch()).json();
                    view.content = { ...view.content, frameworks: [], missions: [], indicators: [], projects: [] };
                    await route.fulfill({ json: view });
                }),
            reach: sees('.strategy .empty'),
        },
        { name: 'frameworks and their links', path: plan('/strategy'), part: '.framework', reach: async (page) => await page.locator('.framework summary').first().click() },
        { name: 'adopting a framework', path: plan('/strategy'), part: '.side-drawer', before: fiveYears(), reach: adopting('.side-drawer fieldset') },
        {
            name: 'a framework adopted',
            path: plan('/strategy'),
            part: '.side-drawer',
            before: async (page) => {
                await fiveYears()(page);
                await page.route(`${api}plans/*/adopted-frameworks`, (route) =>
                    route.fulfill({ json: { number: 2, version: '0'.repeat(64), notes: (['added', 'updated', 'removed', 'kept', 'resolved'] as const).map((action) => ({ element: 'five', title: 'แผนพัฒนาห้าปี', action })) } }),
                );
            },
            reach: async (page) => {
                await adopting('.side-drawer fieldset')(page);
                await press(page, /รับกรอบที่เลือก/);
                await sees('.side-drawer .state-done')(page);
            },
        },
        {
            name: 'a framework refused',
            path: plan('/strategy'),
            part: '.side-drawer',
            before: async (page) => {
                await fiveYears()(page);
                await refused('plans/*/adopted-frameworks', 412)(page);
            },
            reach: async (page) => {
                await adopting('.side-drawer fieldset')(page);
                await press(page, /รับกรอบที่เลือก/);
                await sees('.side-drawer [role=alert]')(page);
            },
        },
        {
            name: 'adopting, loading',
            path: plan('/strategy'),
            part: '.side-drawer',
            before: async (page) => {
                await fiveYears()(page);
                await waiting('plans/five-years')(page);
            },
            reach: adopting('.side-drawer .loading'),
        },
        {
            name: 'adopting, error',
            path: plan('/strategy'),
            part: '.side-drawer',
            before: async (page) => {
                await fiveYears()(page);
                await refused('plans/five-years', 500)(page);
            },
            reach: adopting('.side-drawer [role=alert]'),
        },
        { name: 'loading', path: plan('/strategy'), before: waiting('plans/*'), reach: loading },
        { name: 'error', path: plan('/strategy'), before: refused('plans/*', 500), reach: alert },
        { name: 'no permission', path: plan('/strategy'), before: refused('plans/*', 403), reach: alert },
    ],
    agreement: [
        { name: 'proposed', path: plan('/agreement'), reach: sees('.agreement-table') },
        { name: 'a change requested', path: plan('/agreement'), part: '.agreement', before: agreed('change-requested', []), reach: sees('.changed-since') },
        { name: 'signed and locked', path: plan('/agreement'), part: '.page', before: agreed('signed', [kAgreementLock]), reach: sees('.lock-band') },
        {
            name: 'levels open',
            path: plan('/agreement'),
            part: '.agreement',
            reach: async (page) => {
                await page.locator('.agreement-levels summary').first().click();
                await sees('.agreement-levels li')(page);
            },
        },
        {
            name: 'no weights',
            path: plan('/agreement'),
            part: '.agreement',
            before: async (page) =>
                await page.route(`${api}plans/*`, async (route) => {
                    const view = await (await route.fetch()).json();
                    await route.fulfill({ json: { ...view, number: 1, content: { ...view.content, indicators: [] } } });
                }),
            reach: sees('.agreement .empty'),
        },
        { name: 'loading', path: plan('/agreement'), before: waiting('agencies/*/subjects/agreement/*'), reach: loading },
        { name: 'error', path: plan('/agreement'), before: refused('agencies/*/subjects/agreement/*', 500), reach: alert },
        { name: 'no permission', path: plan('/agreement'), before: refused('agencies/*/subjects/agreement/*', 403), reach: alert },
    ],
    findings: [
        { name: 'loaded', path: plan('/findings'), reach: sees('.findings .finding') },
        {
            name: 'why',
            path: plan('/findings'),
            part: 'dialog[open]',
            reach: async (page) => {
                await press(page, /เพราะอะไร/);
                await page.getByRole('dialog').locator('h3').waitFor();
            },
        },
        {
            name: 'accepting',
            path: plan('/findings'),
            part: 'dialog[open]',
            reach: async (page) => {
                await press(page, /ยอมรับ/);
                await dialog(page);
            },
        },
        { name: 'nothing fits', path: plan('/findings?severity=error&category=none'), reach: sees('.findings .empty') },
        { name: 'loading', path: plan('/findings'), before: waiting('plans/*/standing'), reach: loading },
        { name: 'error', path: plan('/findings'), before: refused('plans/*/standing', 500), reach: alert },
    ],
    versions: [
        { name: 'compared', path: plan('/versions'), reach: sees('.comparison .change') },
        { name: 'one picked', path: plan('/versions?pick=1'), reach: sees('.comparison .empty') },
        { name: 'loading', path: plan('/versions'), before: waiting('plans/*/versions*'), reach: loading },
        { name: 'error', path: plan('/versions'), before: refused('plans/*/versions*', 500), reach: alert },
    ],
    link: [
        { name: 'a report', path: () => '/link#token', nobody: true, before: linked({ purpose: 'report', steps: [{ id: 'schedule-1.step-1', name: 'จัดประชุมคณะทำงาน', actual: '40' }] }), reach: sees('fieldset') },
        { name: 'an acknowledgement', path: () => '/link#token', nobody: true, before: linked({ purpose: 'acknowledge', steps: [] }), reach: sees('button[type=submit]') },
        {
            name: 'sent',
            path: () => '/link#token',
            nobody: true,
            before: async (page) => {
                await linked({ purpose: 'acknowledge', steps: [] })(page);
                await page.route(`${api}links/send`, (route) => route.fulfill({ json: { purpose: 'acknowledge', reports: 0 } }));
            },
            reach: async (page) => {
                await press(page, /^รับทราบ$/);
                await page.getByText(/บันทึกแล้ว/).waitFor();
            },
        },
        {
            name: 'refused when it is sent',
            path: () => '/link#token',
            nobody: true,
            before: async (page) => {
                await linked({ purpose: 'acknowledge', steps: [] })(page);
                await refused('links/send', 403)(page);
            },
            reach: async (page) => {
                await press(page, /^รับทราบ$/);
                await alert(page);
            },
        },
        { name: 'loading', path: () => '/link#token', nobody: true, before: waiting('links/look'), reach: loading },
        { name: 'no longer good', path: () => '/link#token', nobody: true, reach: alert },
    ],
    sign_in: [
        { name: 'loaded', path: () => '/sign-in', nobody: true, reach: sees('.sign-in-card') },
        {
            name: 'with a provider that failed',
            path: () => '/sign-in?failed=no_account',
            nobody: true,
            part: '.sign-in-card',
            before: async (page) => await page.route(`${api}session`, (route) => route.fulfill({ json: { signed_in: false, provider: { name: '1234' } } })),
            reach: sees('.sign-in-card a.primary-link'),
        },
        { name: 'led there from a page', path: () => '/steps', nobody: true, reach: sees('.sign-in-card form') },
        {
            name: 'wrong password',
            path: () => '/sign-in',
            nobody: true,
            part: '.sign-in-card',
            reach: async (page) => {
                await page.getByLabel('ชื่อผู้ใช้').fill('nobody-of-that-name');
                await page.getByLabel('รหัสผ่าน').fill('a wrong password');
                await press(page, /^เข้าสู่ระบบ$/);
                await alert(page);
            },
        },
        {
            name: 'a code is needed',
            path: () => '/sign-in',
            nobody: true,
            part: '.sign-in-card',
            before: asksForCode,
            reach: inSecondStep,
        },
        {
            name: 'the code is refused',
            path: () => '/sign-in',
            nobody: true,
            part: '.sign-in-card',
            before: asksForCode,
            reach: async (page) => {
                await inSecondStep(page);
                await page.getByLabel('รหัสหกหลัก').fill('123456');
                await press(page, /^เข้าสู่ระบบ$/);
                await alert(page);
            },
        },
        {
            name: 'a recovery code is asked for',
            path: () => '/sign-in',
            nobody: true,
            part: '.sign-in-card',
            before: asksForCode,
            reach: async (page) => {
                await inSecondStep(page);
                await press(page, /^ใช้รหัสสำรอง$/);
                await page.getByLabel('รหัสสำรอง').waitFor();
            },
        },
        {
            name: 'example accounts',
            path: () => '/sign-in',
            nobody: true,
            part: '.sign-in-card',
            before: async (page) =>
                await page.route(`${api}session`, (route) =>
                    route.fulfill({ json: { signed_in: false, example_accounts: ['administrator', 'planning_officer', 'director'].map((role) => ({ role, user: role, password: 'x' })) } }),
                ),
            reach: sees('.sign-in-examples button'),
        },
    ],
    steps: [
        { name: 'loaded', path: () => '/steps', reach: sees('.tl-step') },
        ...referenced('a step', () => '/steps', elsewhere('element', 'schedule-1.step-1'), async () => undefined, async (page) => await page.locator('.tl-step').first().click()),
        // Before the day is turned back: then nothing is moved.
        { name: 'before a move', path: () => '/steps', part: '.confirm-move', reach: moved },
        { name: 'before a move that gains', path: () => '/steps', part: '.confirm-move', before: wouldBe('4'), reach: moved },
        { name: 'before a move, reckoning', path: () => '/steps', part: '.confirm-move', before: waiting('plans/*/what-if'), reach: asking },
        { name: 'before a move, error', path: () => '/steps', part: '.confirm-move', before: refused('plans/*/what-if', 500), reach: moved },
        {
            name: 'a step open',
            path: () => '/steps?as_of=2022-03-31',
            part: 'dialog[open]',
            reach: async (page) => {
                await page.locator('.tl-step').first().click();
                await dialog(page);
            },
        },
        {
            name: 'export menu open',
            path: () => '/steps?as_of=2022-03-31&project=schedule-1',
            part: '.timeline-tools',
            reach: async (page) => {
                await page.locator('.timeline-tools .menu summary').click();
                await sees('.timeline-tools .menu a')(page);
            },
        },
        { name: 'a project that was cancelled', path: () => '/steps?project=schedule-1', before: cancelled, reach: sees('.state-cancelled') },
        { name: 'nothing fits', path: () => '/steps?text=zzzz', reach: sees('.page .empty') },
        { name: 'no plan', path: () => '/steps', empty: true, reach: sees('.page .empty') },
        { name: 'loading', path: () => '/steps', before: waiting('plans/*/year*'), reach: loading },
        { name: 'error', path: () => '/steps', before: refused('plans/*/year*', 500), reach: alert },
        { name: 'no permission', path: () => '/steps', before: refused('plans/*/year*', 403), reach: alert },
    ],
    progress: [
        { name: 'loaded', path: () => '/progress?all=1', reach: sees('.progress-table .cell') },
        {
            name: 'typed, and not a number',
            path: () => '/progress?all=1',
            part: '.progress-form',
            reach: async (page) => {
                await page.locator('.cell.percent').first().fill('ครึ่ง');
                await press(page, /^ส่งรายงาน$/);
                await sees('.cell-trouble')(page);
            },
        },
        { name: 'turned back', path: () => '/progress?all=1&as_of=2022-03-31', reach: sees('.progress-table .cell[readonly]'), part: '.progress-form' },
        { name: 'nothing to report', path: () => '/progress?text=zzzz', reach: sees('.page .empty') },
        { name: 'no plan', path: () => '/progress', empty: true, reach: sees('.page .empty') },
        { name: 'loading', path: () => '/progress', before: waiting('plans/*/progress*'), reach: loading },
        { name: 'error', path: () => '/progress', before: refused('plans/*/progress*', 500), reach: alert },
        { name: 'no permission', path: () => '/progress', before: refused('plans/*/progress*', 403), reach: alert },
    ],
    budget: [
        { name: 'loaded', path: () => '/budget', reach: sees('.tiles, .page .empty') },
        {
            name: 'with balances',
            path: () => '/budget',
            before: async (page) =>
                await page.route(`${api}plans/*/money*`, async (route) => {
                    const answer = await (await route.fetch()).json();
                    const balances = { ...answer.total, appropriated: '100.00', after_transfer: '100.00', disbursed: '40.00', available: '60.00' };
                    const months = ['2021-10', '2021-11'].map((month, index) => ({ month, planned: `${20 * index}.00`, disbursed: `${40 * index}.00` }));
                    const project = { id: 'project-1', name: 'โครงการ', budget: '100.00', balances, months };
                    const assertions = [true, false].map((holds, index) => ({ fact: `fact-${index}`, day: '2021-11-30', asserted: '40.00', found: holds ? '40.00' : '39.00', holds }));
                    const periods = [{ kind: 'month', number: 1, day: '2021-10-31', disbursed: '0.00', after_transfer: '100.00', rate: '0', rate_of_appropriated: '0', disbursed_within: '0.00' }];
                    await route.fulfill({ json: { ...answer, total: balances, accounts: [{ fund: 'annual', category: 'other', item: '', project: 'project-1', balances }], projects: [project], months, assertions, periods } });
                }),
            reach: sees('.curve'),
        },
        {
            name: 'posting a transfer',
            path: () => '/budget',
            part: 'dialog[open]',
            before: asBudgetOfficer,
            reach: async (page) => {
                await press(page, /^ลงรายการเงิน$/);
                await page.locator('dialog[open] select[name=posting]').selectOption('transfer');
                await sees('select[name=to_project]')(page);
            },
        },
        {
            name: 'a sheet with what is wrong in it',
            path: () => '/budget',
            part: 'dialog[open]',
            before: async (page) => {
                await asBudgetOfficer(page);
                await page.route(`${api}plans/*/sheets`, (route) => route.fulfill({ json: { file: 'a', encoding: 'windows-874', sheets: [kSheet] } }));
                await page.route(`${api}plans/*/sheet-imports`, (route) => route.fulfill({ json: kTried }));
            },
            reach: async (page) => {
                await press(page, /^นำเข้าตารางการเงิน$/);
                await page.getByLabel(/วางแฟ้มตาราง/).setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('a') });
                await press(page, /^ตรวจก่อนนำเข้า$/);
                await sees('.sheet-problems')(page);
            },
        },
        {
            name: 'a sheet that cannot be read',
            path: () => '/budget',
            part: 'dialog[open]',
            before: async (page) => {
                await asBudgetOfficer(page);
                await refused('plans/*/sheets', 422)(page);
            },
            reach: async (page) => {
                await press(page, /^นำเข้าตารางการเงิน$/);
                await page.getByLabel(/วางแฟ้มตาราง/).setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('a') });
                await sees('dialog[open] [role=alert]')(page);
            },
        },
        { name: 'no plan', path: () => '/budget', empty: true, reach: sees('.page .empty') },
        { name: 'loading', path: () => '/budget', before: waiting('plans/*/money*'), reach: loading },
        { name: 'error', path: () => '/budget', before: refused('plans/*/money*', 500), reach: alert },
        { name: 'no permission', path: () => '/budget', before: refused('plans/*/money*', 403), reach: alert },
    ],
    approvals: [
        { name: 'nothing waits', path: () => '/approvals', reach: sees('.empty') },
        {
            name: 'a plan to be submitted',
            path: (office) => `/approvals?kind=plan&subject=${office.plan}`,
            part: '.side-drawer',
            reach: async (page) => {
                await sees('.side-drawer .choices')(page);
                await page.locator('.side-drawer .choices button').first().click();
                await sees('.take')(page);
            },
        },
        {
            name: 'changed since it was approved',
            path: (office) => `/approvals?kind=agreement&subject=${office.plan}`,
            part: '.side-drawer',
            before: async (page) =>
                await page.route(`${api}agencies/*/subjects/agreement/*`, async (route) => {
                    const answer = await route.fetch();
                    const subject = (await answer.json()) as object;
                    await route.fulfill({ response: answer, json: { ...subject, approved_number: 1, number: 2, changed_since_approval: [{ element: 'kpi-1', title: 'ตัวชี้วัดที่ ๑' }] } });
                }),
            reach: sees('.changed-since'),
        },
        {
            name: 'something new is begun',
            path: () => '/approvals',
            part: '.begin',
            reach: async (page) => {
                await page.locator('.begin select').first().selectOption('progress');
                await sees('.begin button')(page);
            },
        },
        { name: 'one’s own requests, none yet', path: () => '/approvals', role: 'requester', reach: sees('.begin select') },
        {
            name: 'one’s own requests',
            path: () => '/approvals',
            role: 'requester',
            before: async (page) =>
                await page.route(`${api}agencies/*/subjects`, async (route) => {
                    const list = await (await route.fetch()).json();
                    await route.fulfill({ json: { ...list, items: [asked('returned-1', 'drafted', { th: 'กำลังจัดทำ', en: 'drafted' }, [kSubmit]), asked('decided-1', 'approved', { th: 'อนุมัติแล้ว', en: 'approved' }, [])] } });
                }),
            reach: sees('#others'),
        },
        {
            name: 'a letter attached to a request',
            path: () => '/approvals?kind=request&subject=letter-1',
            part: '.side-drawer',
            before: async (page) => await page.route(`${api}agencies/*/subjects/request/letter-1/files?*`, (route) => route.fulfill({ status: 201, json: kLetter })),
            reach: async (page) => {
                await attach(page);
                await sees('.side-drawer .attached li')(page);
            },
        },
        {
            name: 'a letter that is refused',
            path: () => '/approvals?kind=request&subject=letter-1',
            part: '.side-drawer',
            before: refused('agencies/*/subjects/request/letter-1/files?*', 422),
            reach: async (page) => {
                await attach(page);
                await sees('.side-drawer [role=alert]')(page);
            },
        },
        {
            name: 'a decided request with its letter',
            path: () => '/approvals?kind=request&subject=letter-1',
            part: '.side-drawer',
            role: 'requester',
            before: async (page) =>
                await page.route(`${api}agencies/*/subjects/request/letter-1`, (route) =>
                    route.fulfill({
                        json: {
                            ...asked('letter-1', 'approved', { th: 'อนุมัติแล้ว', en: 'approved' }, []),
                            history: [{ action: 'submit', name: { th: 'เสนอขออนุมัติ', en: 'Submit' }, from: 'drafted', to: 'submitted', at: '2022-03-01T01:00:00Z', by: 'a', by_name: 'สมหญิง', note: { comment: 'ตามหนังสือแนบ', files: [kLetter] } }],
                        },
                    }),
                ),
            reach: sees('.side-drawer a[download]'),
        },
        {
            name: 'a head whose role says no section',
            path: () => '/approvals?kind=progress&subject=p.2022-03.org-2',
            part: '.side-drawer',
            before: async (page) =>
                await page.route(`${api}agencies/*/subjects/progress/*`, (route) =>
                    route.fulfill({ json: { ...asked('p.2022-03.org-2', 'reported', { th: 'รายงานแล้ว', en: 'reported' }, []), unit_missing: true, history: [] } }),
                ),
            reach: async (page) => await page.locator('.side-drawer').getByText(/ยังไม่ได้ระบุส่วนราชการ|does not say of which section/).waitFor(),
        },
        { name: 'no plan yet', path: () => '/approvals', empty: true, reach: sees('.empty') },
        { name: 'loading', path: () => '/approvals', before: waiting('agencies/*/subjects'), reach: loading },
        { name: 'error', path: () => '/approvals', before: refused('agencies/*/subjects', 500), reach: alert },
        { name: 'no permission', path: () => '/approvals', before: refused('agencies/*/subjects', 403), reach: alert },
    ],
    scores: [
        { name: 'loaded', path: () => '/scores', reach: sees('.score-sheet tfoot') },
        { name: 'where a score comes from', path: () => '/scores?indicator=indicator-1', part: 'dialog[open]', reach: sees('.derivation') },
        { name: 'a score that rests on one of several judgements', path: () => '/scores?indicator=indicator-1', before: judged, part: 'dialog[open]', reach: sees('.derivation .warning-note') },
        { name: 'trying out', path: () => '/scores?try=1', part: 'dialog[open]', reach: sees('dialog[open] form') },
        {
            name: 'tried out',
            path: () => '/scores?try=1',
            part: 'dialog[open]',
            reach: async (page) => {
                await press(page, /^ลองข้อนี้$/);
                await sees('.whatif-total')(page);
            },
        },
        {
            name: 'an assessment is written',
            path: () => '/scores?indicator=indicator-1',
            part: 'dialog[open]',
            reach: async (page) => {
                await page.getByRole('button', { name: /บันทึกการประเมินตนเอง|Record the self-assessment/ }).click();
                await sees('.derivation .take')(page);
            },
        },
        { name: 'by another year’s criteria', path: () => '/scores?criteria=five-years', before: underOther, part: '.under', reach: sees('.under-criteria tfoot') },
        { name: 'criteria are loading', path: () => '/scores?criteria=five-years', before: async (page) => { await fiveYears()(page); await waiting('plans/*/score-under*')(page); }, part: '.under', reach: sees('.under .loading') },
        { name: 'criteria that cannot be read', path: () => '/scores?criteria=five-years', before: async (page) => { await fiveYears()(page); await refused('plans/*/score-under*', 422)(page); }, part: '.under', reach: sees('.under [role=alert]') },
        {
            name: 'there is no other plan',
            path: () => '/scores?criteria=',
            before: async (page) =>
                await page.route(`${api}agencies/*/plans`, async (route) => {
                    const list = await (await route.fetch()).json();
                    await route.fulfill({ json: { ...list, items: [list.items[0]] } });
                }),
            part: '.under',
            reach: sees('.under .empty'),
        },
        { name: 'no plan yet', path: () => '/scores', empty: true, reach: sees('.empty') },
        { name: 'loading', path: () => '/scores', before: waiting('plans/*/year*'), reach: loading },
        { name: 'error', path: () => '/scores', before: refused('plans/*/year*', 500), reach: alert },
        { name: 'no permission', path: () => '/scores', before: refused('plans/*/year*', 403), reach: alert },
    ],
    data: [
        { name: 'loaded', path: () => '/data?dataset=works', before: registry, reach: sees('.record-table tbody button') },
        { name: 'nothing in it', path: () => '/data?dataset=partners', reach: sees('.registry .empty') },
        { name: 'nothing fits', path: () => '/data?dataset=works&text=zzzz', before: registry, reach: sees('.registry .empty'), part: '.registry' },
        {
            name: 'a new record, refused at its fields',
            path: () => '/data?dataset=works&record=new',
            part: 'dialog[open]',
            reach: async (page) => {
                await press(page, /^บันทึกรายการ$/);
                await sees('.record-form .cell-trouble')(page);
            },
        },
        {
            name: 'a record open, and what it would gain',
            path: () => '/data?dataset=works&record=work-1',
            before: registry,
            part: 'dialog[open]',
            reach: async (page) => {
                await press(page, /^ลองดูผลต่อคะแนน$/);
                await sees('.record-form .gain, .record-form [role=alert]')(page);
            },
        },
        { name: 'a record of another day', path: () => '/data?dataset=works&record=work-1&as_of=2022-03-31', before: registry, part: 'dialog[open]', reach: sees('dialog[open] .drawer-facts') },
        ...referenced('a record', () => '/data?dataset=works&record=work-1', elsewhere('record', 'work-1'), registry),
        { name: 'pasting', path: () => '/data?dataset=works&paste=1', part: 'dialog[open]', reach: dialog },
        {
            name: 'pasted, with cells to mend',
            path: () => '/data?dataset=works&paste=1',
            part: 'dialog[open]',
            reach: async (page) => {
                await page.getByLabel('วางตารางที่นี่').fill('เรื่อง\tแพลตฟอร์ม\tสถานะ\nคลองสวย\tเว็บไซต์\tเผยแพร่แล้ว\nสวนสวย\tเว็บไซต์\tหายไป\n');
                await sees('.paste-table .cell-trouble')(page);
            },
        },
        { name: 'no plan', path: () => '/data', empty: true, reach: sees('.page .empty') },
        { name: 'loading', path: () => '/data', before: waiting('plans/*/registries*'), reach: loading },
        { name: 'error', path: () => '/data', before: refused('plans/*/registries*', 500), reach: alert },
        { name: 'no permission', path: () => '/data', before: refused('plans/*/registries*', 403), reach: alert },
    ],
    documents: [
        { name: 'preview', path: () => '/documents?book=agreement', reach: sees('.book-frame') },
        { name: 'a report', path: () => '/documents?book=budget', reach: sees('.book-frame'), part: '.documents' },
        { name: 'a report to hand in as evidence', path: () => '/documents?book=budget&file=indicator-1', reach: sees('.file-evidence form'), part: '.file-evidence' },
        {
            name: 'a report handed in',
            path: () => '/documents?book=budget&file=indicator-1',
            part: '.file-evidence',
            before: async (page) => await page.route(`${api}plans/*/filed-books*`, (route) => route.fulfill({ status: 201, json: { fact: 'fact-1', sha256: '0'.repeat(64) } })),
            reach: async (page) => {
                await sees('.file-evidence form')(page);
                await page.locator('.file-evidence form button[type=submit]').click();
                await sees('.file-evidence .filed')(page);
            },
        },
        {
            name: 'a report that cannot be handed in',
            path: () => '/documents?book=budget&file=indicator-1',
            part: '.file-evidence',
            before: refused('plans/*/filed-books*', 403),
            reach: async (page) => {
                await sees('.file-evidence form')(page);
                await page.locator('.file-evidence form button[type=submit]').click();
                await sees('.file-evidence [role=alert]')(page);
            },
        },
        { name: 'template', path: () => '/documents?book=agreement&view=template', reach: sees('.code textarea'), part: '.template-view' },
        {
            name: 'a template that cannot be used',
            path: () => '/documents?book=agreement&view=template',
            part: '.template-view',
            reach: async (page) => {
                await sees('.code textarea')(page);
                await page.locator('.code textarea').fill('schema = "phaen.template/1"\nnothing = 1\n');
                await sees('.code-errors li')(page);
            },
        },
        {
            name: 'back to the standard template',
            path: () => '/documents?book=agreement&view=template',
            part: 'dialog[open]',
            before: async (page) =>
                await page.route(`${api}agencies/*/templates/agreement`, async (route) => {
                    const answer = await route.fetch();
                    await route.fulfill({ response: answer, json: { ...(await answer.json()), is_own: true } });
                }),
            reach: async (page) => {
                await press(page, /กลับไปใช้แม่แบบมาตรฐาน/);
                await dialog(page);
            },
        },
        { name: 'verify', path: () => '/documents?view=verify', reach: sees('.drop'), part: '.documents' },
        {
            name: 'verified',
            path: () => '/documents?view=verify',
            part: '.documents',
            before: async (page) =>
                await page.route(`${api}plans/*/verify`, async (route) =>
                    await route.fulfill({
                        json: {
                            result: 'differs', pages: 3, version: 'f'.repeat(64), number: null, newest: 2, page: 2, block: { section: 1, block: 4, element: 'project-1', field: '/name' },
                            attachment: 'plan.json', others: true, other_program: { file: 'phaen 0.1', here: 'phaen 0.2' }, other_fonts: true, strange: ['template', 'scheme', 'corrections'],
                        },
                    }),
                ),
            reach: async (page) => {
                await page.locator('.drop input').setInputFiles({ name: 'เล่ม.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
                await sees('.verified-differs')(page);
            },
        },
        {
            name: 'not a PDF of ours',
            path: () => '/documents?view=verify',
            part: '.documents',
            reach: async (page) => {
                await page.locator('.drop input').setInputFiles({ name: 'เล่ม.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
                await alert(page);
            },
        },
        {
            name: 'downloading',
            path: () => '/documents?book=agreement',
            part: '.book-choices',
            before: waiting('plans/*/book*'),
            reach: async (page) => {
                await sees('.book-frame')(page);
                await page.locator('.book-forms button').first().click();
                await sees('.job progress')(page);
            },
        },
        {
            name: 'personal data asked for',
            path: () => '/documents?book=meetings',
            part: '.book-downloads',
            role: 'data_steward',
            reach: async (page) => {
                await page.locator('.book-personal input').check();
                await sees('.book-personal .warning-note')(page);
            },
        },
        {
            name: 'an edited file is asked for',
            path: () => '/documents?view=bring_back',
            part: '.documents',
            reach: sees('.drop'),
        },
        {
            name: 'an edited file is read',
            path: () => '/documents?view=bring_back',
            part: '.documents',
            before: waiting('plans/*/edited-files*'),
            reach: async (page) => {
                await giveEdited(page);
                await sees('.job progress')(page);
            },
        },
        {
            name: 'what an edited file changes, with conflicts and notes',
            path: () => '/documents?view=bring_back',
            part: '.documents',
            before: async (page) => await page.route(`${api}plans/*/edited-files*`, (route) => route.fulfill({ json: kEdited })),
            reach: async (page) => {
                await giveEdited(page);
                await sees('.edited-conflicts')(page);
                await page.locator('.edited-choice input:enabled').first().uncheck();
            },
        },
        {
            name: 'an edited file that changes nothing',
            path: () => '/documents?view=bring_back',
            part: '.documents',
            before: async (page) => await page.route(`${api}plans/*/edited-files*`, (route) => route.fulfill({ json: { ...kEdited, says_version: false, conflicts: [], notes: [], diff: { ...kEdited.diff, changes: [] } } })),
            reach: async (page) => {
                await giveEdited(page);
                await sees('.edited-review .empty')(page);
            },
        },
        {
            name: 'an edited file was taken over',
            path: () => '/documents?view=bring_back',
            part: '.documents',
            before: async (page) => {
                await page.route(`${api}plans/*/edited-files*`, (route) => route.fulfill({ json: kEdited }));
                await page.route(`${api}plans/*/edited-imports`, (route) => route.fulfill({ json: { number: 3, version: 'b'.repeat(64) } }));
            },
            reach: async (page) => {
                await giveEdited(page);
                await page.locator('.edited-acts .primary').click();
                await sees('.verified-same')(page);
            },
        },
        {
            name: 'not an edited file of the plan',
            path: () => '/documents?view=bring_back',
            part: '.documents',
            before: refused('plans/*/edited-files*', 422),
            reach: async (page) => {
                await giveEdited(page);
                await alert(page);
            },
        },
        { name: 'an edited file, no permission', path: () => '/documents?view=bring_back', part: '.documents', role: 'director', reach: sees('.document-view p') },
        { name: 'the book cannot be made', path: () => '/documents?book=agreement', before: refused('plans/*/preview', 422), reach: alert, part: '.documents' },
        { name: 'no plan yet', path: () => '/documents', empty: true, reach: sees('.empty') },
        { name: 'loading', path: () => '/documents', before: waiting('agencies/*/templates'), reach: loading },
        { name: 'error', path: () => '/documents', before: refused('agencies/*/templates', 500), reach: alert },
        { name: 'no permission', path: () => '/documents', before: refused('agencies/*/templates', 403), reach: alert },
    ],
    account: [
        { name: 'without a second factor', path: () => '/account', reach: sees('.account-part') },
        { name: 'with a second factor', path: () => '/account', part: '.page', before: signedInAs({ has_second_factor: true, recovery_codes_left: 9 }), reach: sees('.account-part .state-done') },
        { name: 'few recovery codes', path: () => '/account', part: '.page', before: signedInAs({ has_second_factor: true, recovery_codes_left: 1 }), reach: sees('.account-part .state-not_reported') },
        { name: 'turning it on', path: () => '/account', part: 'dialog[open]', reach: async (page) => await turningOn(page).then(() => sees('dialog .scan-code')(page)) },
        { name: 'turning it on, loading', path: () => '/account', part: 'dialog[open]', before: waiting('session/second-factor'), reach: turningOn },
        { name: 'turning it on, error', path: () => '/account', part: 'dialog[open]', before: refused('session/second-factor', 500), reach: async (page) => await turningOn(page).then(() => alert(page)) },
        {
            name: 'turning it on, no code yet',
            path: () => '/account',
            part: 'dialog[open]',
            reach: async (page) => {
                await turningOn(page);
                await sees('dialog .scan-code')(page);
                await press(page, /^ยืนยันและเปิดใช้$/);
                await alert(page);
            },
        },
        { name: 'turning it on, the code is refused', path: () => '/account', part: 'dialog[open]', before: firstCode(422), reach: withFirstCode('dialog [role=alert]') },
        { name: 'recovery codes', path: () => '/account', part: 'dialog[open]', before: firstCode(200), reach: withFirstCode('dialog .recovery-codes') },
        { name: 'turning it off', path: () => '/account', part: 'dialog[open]', before: signedInAs({ has_second_factor: true, recovery_codes_left: 9 }), reach: askedForPassword(/^ปิดการยืนยันสองขั้น$/) },
        {
            name: 'turning it off, a wrong password',
            path: () => '/account',
            part: 'dialog[open]',
            before: async (page) => {
                await signedInAs({ has_second_factor: true, recovery_codes_left: 9 })(page);
                await refused('session/second-factor/removal', 422)(page);
            },
            reach: async (page) => {
                await askedForPassword(/^ปิดการยืนยันสองขั้น$/)(page);
                await page.locator('dialog input').fill('a wrong password');
                await page.locator('dialog footer .primary').click();
                await alert(page);
            },
        },
        { name: 'new recovery codes', path: () => '/account', part: 'dialog[open]', before: signedInAs({ has_second_factor: true, recovery_codes_left: 9 }), reach: askedForPassword(/^ขอรหัสสำรองชุดใหม่$/) },
        {
            name: 'a wrong password when it is changed',
            path: () => '/account',
            part: '.page',
            before: refused('session/password', 422),
            reach: async (page) => {
                await page.getByLabel('รหัสผ่านปัจจุบัน').fill('a wrong password');
                await page.getByLabel('รหัสผ่านใหม่').fill('a password of another year');
                await press(page, /^เปลี่ยนรหัสผ่าน$/);
                await alert(page);
            },
        },
        { name: 'loading', path: () => '/account', before: secondTime(() => undefined), reach: loading },
        { name: 'error', path: () => '/account', before: secondTime(async (route) => await refusal(route, 500)), reach: alert },
    ],
    admin: administrator([
        { name: 'loaded', path: () => '/admin', reach: sees('.people tbody button') },
        {
            name: 'a head of no section',
            path: () => '/admin',
            part: '.people',
            before: async (page) =>
                await page.route(`${api}agencies/*/roles`, async (route) => {
                    const list = await (await route.fetch()).json();
                    await route.fulfill({ json: { items: list.items.map((given: object) => ({ ...given, role: 'section_head', name: { th: 'หัวหน้าส่วนราชการ', en: 'Section head' }, unit: undefined })) } });
                }),
            reach: sees('.people .warned'),
        },
        {
            name: 'taking a second factor away',
            path: () => '/admin',
            part: 'dialog.question[open]',
            before: people({ has_second_factor: true }),
            reach: async (page) => {
                await page.locator('.people tbody button').first().click();
                await press(page, /^ปิดการยืนยันสองขั้นให้$/);
                await sees('dialog.question[open]')(page);
            },
        },
        {
            name: 'a person open, given a new password',
            path: () => '/admin',
            part: 'dialog[open]',
            reach: async (page) => {
                await page.locator('.people tbody button').first().click();
                await press(page, /^ตั้งรหัสผ่านใหม่$/);
                await sees('dialog[open] .once')(page);
            },
            before: async (page) => await page.route(`${api}accounts/*`, (route) => route.fulfill({ json: {} })),
        },
        { name: 'adding a person', path: () => '/admin?person=new', part: 'dialog[open]', reach: dialog },
        { name: 'nobody fits', path: () => '/admin?text=zzzz', part: '.page', reach: sees('.page .empty') },
        { name: 'loading', path: () => '/admin', before: waiting('accounts'), reach: loading },
        { name: 'error', path: () => '/admin', before: refused('accounts', 500), reach: alert },
        { name: 'no permission', path: () => '/admin', before: refused('accounts', 403), reach: alert },
    ]),
    admin_agencies: administrator([
        { name: 'loaded', path: () => '/admin/agencies', reach: sees('.units li') },
        {
            name: 'adding one',
            path: () => '/admin/agencies',
            part: 'dialog[open]',
            reach: async (page) => {
                await press(page, /^เพิ่มหน่วยงาน$/);
                await dialog(page);
            },
        },
        { name: 'no plan', path: () => '/admin/agencies', empty: true, reach: sees('.card-box') },
        { name: 'loading', path: () => '/admin/agencies', before: waiting('agencies'), reach: loading },
        { name: 'error', path: () => '/admin/agencies', before: refused('agencies', 500), reach: alert },
    ]),
    admin_workflows: administrator([
        { name: 'loaded', path: () => '/admin/workflows', reach: sees('.workflow-table') },
        {
            name: 'an action open',
            path: () => '/admin/workflows',
            part: 'dialog[open]',
            reach: async (page) => {
                await page.locator('.workflow-table tbody button').first().click();
                await dialog(page);
            },
        },
        { name: 'loading', path: () => '/admin/workflows', before: waiting('agencies/*/workflows'), reach: loading },
        { name: 'error', path: () => '/admin/workflows', before: refused('agencies/*/workflows', 500), reach: alert },
        { name: 'no permission', path: () => '/admin/workflows', before: refused('agencies/*/workflows', 403), reach: alert },
    ]),
    admin_schemes: [
        ...administrator([
            { name: 'loaded', path: () => '/admin/schemes', reach: sees('.scheme-table td button') },
            { name: 'none', path: () => '/admin/schemes', part: '.page', before: async (page) => await page.route(`${api}agencies/*/schemes`, (route) => route.fulfill({ json: { items: [] } })), reach: sees('.page .empty') },
            { name: 'a scheme', path: () => '/admin/schemes?scheme=bma-2565', part: 'dialog[open]', reach: sees('dialog[open] .scheme-parts') },
            {
                name: 'a scheme of the agency’s own',
                path: () => '/admin/schemes?scheme=bma-2565',
                part: 'dialog[open]',
                before: async (page) => await page.route(`${api}agencies/*/schemes/*`, async (route) => await route.fulfill({ json: { ...(await (await route.fetch()).json()), is_own: true, is_shipped: false, changed_at: '2026-01-01T00:00:00Z' } })),
                reach: sees('#scheme-remove'),
            },
            { name: 'a file with errors', path: () => '/admin/schemes', part: '.page', reach: async (page) => { await giveScheme(page, 'schema = "phaen.scheme/1"\nid = "office-2566"\nfiscal_yaer = 2566\n'); await sees('.scheme-errors li')(page); } },
            { name: 'a file tried', path: () => '/admin/schemes', part: 'dialog[open]', reach: async (page) => { await giveScheme(page, kScheme); await sees('dialog[open] .primary')(page); } },
            { name: 'a proposal', path: () => '/admin/schemes', part: 'dialog[open]', reach: async (page) => { await page.locator('.part select').selectOption({ index: 1 }); await press(page, /^ดูร่าง$/); await sees('dialog[open] .primary')(page); } },
            { name: 'a file of a shipped id', path: () => '/admin/schemes', part: 'dialog[open]', reach: async (page) => { await giveScheme(page, kScheme.replace('office-2566', 'bma-2565')); await sees('dialog[open] [role=alert]')(page); } },
            {
                name: 'kept',
                path: () => '/admin/schemes',
                part: '.toast',
                before: async (page) => await page.route(`${api}agencies/*/schemes/office-2566`, (route) => route.fulfill({ json: {} })),
                reach: async (page) => { await giveScheme(page, kScheme); await page.locator('dialog[open] .primary').click(); await sees('.toast button')(page); },
            },
            { name: 'a scheme, loading', path: () => '/admin/schemes?scheme=bma-2565', part: 'dialog[open]', before: waiting('agencies/*/schemes/*'), reach: sees('dialog[open] .loading') },
            { name: 'a scheme, error', path: () => '/admin/schemes?scheme=bma-2565', part: 'dialog[open]', before: refused('agencies/*/schemes/*', 500), reach: sees('dialog[open] [role=alert]') },
            { name: 'loading', path: () => '/admin/schemes', before: waiting('agencies/*/schemes'), reach: loading },
            { name: 'error', path: () => '/admin/schemes', before: refused('agencies/*/schemes', 500), reach: alert },
            { name: 'no permission', path: () => '/admin/schemes', before: refused('agencies/*/schemes', 403), reach: alert },
        ]),
        { name: 'only to read', path: () => '/admin/schemes', part: '.page', reach: sees('.scheme-table td button') },
    ],
    responsible: [
        { name: 'loaded', path: () => '/responsible', reach: sees('.responsible-table') },
        { name: 'steps', path: () => '/responsible?kind=step', part: '.page', reach: sees('.responsible-table') },
        { name: 'mine, none', path: () => '/responsible?view=mine', part: '.page', reach: sees('.page .empty') },
        {
            name: 'set',
            path: () => '/responsible',
            part: 'dialog[open]',
            reach: async (page) => {
                await sees('.responsible-table')(page);
                await press(page, /^กำหนด$/);
                await dialog(page);
            },
        },
        {
            name: 'hand over',
            path: () => '/responsible',
            part: 'dialog[open]',
            reach: async (page) => {
                await sees('.responsible-table')(page);
                await press(page, /มอบงานทั้งหมด/);
                await dialog(page);
            },
        },
        { name: 'loading', path: () => '/responsible', before: waiting('plans/*/responsible'), reach: loading },
        { name: 'error', path: () => '/responsible', before: refused('plans/*/responsible', 500), reach: alert },
        { name: 'no permission', path: () => '/responsible', before: refused('plans/*/responsible', 403), reach: alert },
    ],
    admin_notices: administrator([
        { name: 'loaded', path: () => '/admin/notices', reach: sees('.notice-rules') },
        {
            name: 'given up',
            path: () => '/admin/notices',
            part: '.page',
            before: async (page) => await page.route(`${api}agencies/*/messages*`, (route) => route.fulfill({ json: { items: [{ id: 'a', kind: 'webhook', state: 'dead', at: '2026-01-01T00:00:00Z', tries: 8, then: '2026-01-02T00:00:00Z', problem: 'the receiver answered 500' }] } })),
            reach: sees('.rows .state-late'),
        },
        { name: 'loading', path: () => '/admin/notices', before: waiting('agencies/*/notice-rules'), reach: loading },
        { name: 'error', path: () => '/admin/notices', before: refused('agencies/*/notice-rules', 500), reach: alert },
        { name: 'no permission', path: () => '/admin/notices', before: refused('agencies/*/notice-rules', 403), reach: alert },
    ]),
    admin_privacy: administrator([
        { name: 'loaded', path: () => '/admin/privacy', reach: sees('.traffic-table') },
        {
            name: 'found',
            path: () => '/admin/privacy',
            part: '.page',
            before: async (page) => await page.route(`${api}agencies/*/people?*`, (route) => route.fulfill({ json: { items: [{ person: 'record/enterprises/e-1/fact-1', data: { contact: 'ผู้ติดต่อ', contact_phone: '02 000 0000' }, records: [{ dataset: 'enterprises', record: 'e-1' }] }] } })),
            reach: async (page) => {
                await page.getByLabel(/ชื่อ โทรศัพท์ หรือข้อความ/).fill('ผู้ติดต่อ');
                await press(page, /^ค้น$/);
                await sees('.rows .danger')(page);
            },
        },
        { name: 'loading', path: () => '/admin/privacy', before: waiting('agencies/*/retention'), reach: loading },
        { name: 'error', path: () => '/admin/privacy', before: refused('agencies/*/retention', 500), reach: alert },
        { name: 'no permission', path: () => '/admin/privacy', before: refused('agencies/*/retention', 403), reach: alert },
    ]),
    admin_datasets: [
        ...administrator([
            { name: 'loaded', path: () => '/admin/datasets', reach: sees('.dataset-table td button') },
            {
                name: 'a dataset with versions of its own',
                path: () => '/admin/datasets',
                part: 'dialog[open]',
                before: async (page) =>
                    await page.route(`${api}agencies/*/datasets/*`, async (route) => {
                        const read = await (await route.fetch()).json();
                        const own = kChanges.map((change, n) => ({ version: 1001 + kChanges.length - n, is_own: true, fields: 9, changes: [{ change, field: 'title', compatible: n % 2 === 0 }] }));
                        await route.fulfill({ json: { ...read, is_own: true, versions: [...own, ...read.versions] } });
                    }),
                reach: async (page) => {
                    await page.locator('.dataset-table td button').first().click();
                    await page.locator('dialog[open] summary').click();
                    await sees('dialog[open] .rows li')(page);
                },
            },
            {
                name: 'a file with errors',
                path: () => '/admin/datasets',
                part: '.page',
                reach: async (page) => {
                    await page.locator('.part input[type=file]').setInputFiles({ name: 'visits.toml', mimeType: 'application/toml', buffer: Buffer.from('schema = "phaen.dataset/1"\nid = "visits"\nversion = 1\n[[fields]]\nname = "a"\ntype = "number"\n') });
                    await sees('.part [role=alert] li')(page);
                },
            },
            { name: 'a dataset, loading', path: () => '/admin/datasets', part: 'dialog[open]', before: waiting('agencies/*/datasets/*'), reach: async (page) => { await page.locator('.dataset-table td button').first().click(); await sees('dialog[open] .loading')(page); } },
            { name: 'a dataset, error', path: () => '/admin/datasets', part: 'dialog[open]', before: refused('agencies/*/datasets/*', 500), reach: async (page) => { await page.locator('.dataset-table td button').first().click(); await sees('dialog[open] [role=alert]')(page); } },
            { name: 'loading', path: () => '/admin/datasets', before: waiting('agencies/*/datasets'), reach: loading },
            { name: 'error', path: () => '/admin/datasets', before: refused('agencies/*/datasets', 500), reach: alert },
            { name: 'no permission', path: () => '/admin/datasets', before: refused('agencies/*/datasets', 403), reach: alert },
        ]),
        { name: 'only to read', path: () => '/admin/datasets', part: '.page', reach: sees('.dataset-table td button') },
    ],
    admin_tokens: administrator([
        { name: 'none yet', path: () => '/admin/tokens', reach: sees('.page .empty') },
        {
            name: 'some',
            path: () => '/admin/tokens',
            part: '.page',
            before: async (page) => await page.route(`${api}tokens`, (route) => route.fulfill({ json: { items: [{ id: 'a', name: 'โปรแกรมรายงาน', scopes: ['plan.read'], at: '2026-01-01T00:00:00.000000Z', ends_at: '2026-04-01T00:00:00.000000Z' }] } })),
            reach: sees('.token-list li'),
        },
        {
            name: 'made, shown once',
            path: () => '/admin/tokens',
            part: 'dialog[open]',
            before: async (page) => await page.route(`${api}tokens`, (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 201, json: { id: 'a', name: 'a', scopes: [], at: '2026-01-01T00:00:00Z', token: 'phaen_x' } }) : route.fallback())),
            reach: async (page) => {
                await press(page, /^สร้างโทเค็น$/);
                await page.getByLabel('ใช้ทำอะไร').fill('โปรแกรมรายงาน');
                await page.locator('dialog[open] .primary').click();
                await sees('dialog[open] .once')(page);
            },
        },
        { name: 'loading', path: () => '/admin/tokens', before: waiting('tokens'), reach: loading },
        { name: 'error', path: () => '/admin/tokens', before: refused('tokens', 500), reach: alert },
    ]),
    admin_audit: administrator([
        { name: 'loaded', path: () => '/admin/audit', reach: sees('.audit-table summary') },
        {
            name: 'an entry is proved',
            path: () => '/admin/audit',
            part: '.audit-table',
            reach: async (page) => {
                await page.locator('.audit-table summary').first().click();
                await page.locator('.entry-proof button').first().click();
                await page.locator('.entry-proof .proof:not(.broken)').waitFor();
            },
        },
        { name: 'nothing fits', path: () => '/admin/audit?about=zzzz', part: '.page', reach: sees('.page .empty') },
        {
            name: 'broken',
            path: () => '/admin/audit',
            part: '.proof',
            before: async (page) => await page.route(`${api}agencies/*/audit/proof`, (route) => route.fulfill({ json: { entries: 9, checked: 4, holds: false, broken_at: 5, head: null, signed: { day: '2026-01-01', seq: 3, hash: 'a', public_key: 'b', holds: false } } })),
            reach: sees('.proof.broken'),
        },
        { name: 'loading', path: () => '/admin/audit', before: waiting('agencies/*/audit?*'), reach: loading },
        { name: 'error', path: () => '/admin/audit', before: refused('agencies/*/audit?*', 500), reach: alert },
        { name: 'no permission', path: () => '/admin/audit', before: refused('agencies/*/audit?*', 403), reach: alert },
    ]),
    admin_backup: administrator([
        { name: 'none yet', path: () => '/admin/backup', reach: async (page) => { await sees('.proof')(page); await sees('.page .empty')(page); } },
        {
            name: 'some: checked, not checked, one that does not hold',
            path: () => '/admin/backup',
            part: '.page',
            before: async (page) => {
                await page.route(`${api}backups`, (route) => route.fulfill({ json: kBackups(null) }));
                await page.route(`${api}agencies/*/audit/proof`, (route) => route.fulfill({ json: { entries: 9, checked: 9, holds: true, broken_at: null, head: null, signed: { day: '2026-01-01', seq: 3, hash: 'a', public_key: 'b', holds: true } } }));
            },
            reach: async (page) => {
                await page.locator('.backup-table summary').click();
                await sees('.backup-table details li')(page);
                await sees('.proof strong')(page);
            },
        },
        {
            name: 'one is made',
            path: () => '/admin/backup',
            part: '.page',
            before: async (page) => await page.route(`${api}backups`, (route) => route.fulfill({ json: kBackups({ id: 'run-a', kind: 'make', status: 'running', progress: 40, step: { th: 'คัดลอกฐานข้อมูลและแฟ้ม', en: 'Copying the database and its files' } }) })),
            reach: sees('.job progress'),
        },
        {
            name: 'one was stopped',
            path: () => '/admin/backup',
            part: '.page',
            before: async (page) => await page.route(`${api}backups`, (route) => route.fulfill({ json: kBackups({ id: 'run-a', kind: 'verify', status: 'stopped', progress: 40, step: { th: 'แกะแฟ้มสำรอง', en: 'Unpacking it' } }) })),
            reach: sees('.backup-table'),
        },
        {
            name: 'one failed',
            path: () => '/admin/backup',
            part: '.page',
            before: async (page) => await page.route(`${api}backups`, (route) => route.fulfill({ json: kBackups({ id: 'run-a', kind: 'make', status: 'failed', progress: 0, step: { th: 'รอคิว', en: 'Waiting' }, problem: { type: 'backup_no_room', title: { th: 'ที่เก็บไม่พอ', en: 'There is not enough room' }, detail: { th: 'เพิ่มที่เก็บ', en: 'Add room.' } } }) })),
            reach: alert,
        },
        {
            name: 'another is under way',
            path: () => '/admin/backup',
            part: '.page',
            before: async (page) => await page.route(`${api}backups`, (route) => (route.request().method() === 'POST' ? refusal(route, 409) : route.fulfill({ json: kBackups(null) }))),
            reach: async (page) => {
                await page.locator('.page-head .primary').click();
                await alert(page);
            },
        },
        { name: 'loading', path: () => '/admin/backup', before: waiting('backups'), reach: loading },
        { name: 'error', path: () => '/admin/backup', before: refused('backups', 500), reach: alert },
        { name: 'no permission', path: () => '/admin/backup', before: refused('backups', 403), reach: alert },
    ]),
    unknown: [{ name: 'unknown address', path: () => '/nowhere', reach: sees('.empty') }],
};
