import type { BrowserContext, Page } from '@playwright/test';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export const kOfficer = 'somying';
export const kAdministrator = 'wichai';
export const kPassword = 'ฝนตกที่หน้าต่างบานเก่า';

const program = process.env.PHAEN ?? join(root, 'build/release/phaen');

/** Signs out by way of an empty page: one that still asks something would go to sign in when it hears that its session is gone. */
export async function leave(page: Page): Promise<void> {
    await page.goto('about:blank');
    await page.context().clearCookies();
}

/** A server of its own for each file of tests, on a free port, with an empty database. */
export class Server {
    private process: ChildProcess | undefined;
    private folder = mkdtempSync(join(tmpdir(), 'phaen-e2e-'));
    private token = '';
    address = '';

    private user(...words: string[]): string {
        return execFileSync(program, ['user', ...words, '--db', `sqlite:${this.folder}/phaen.db`, '--lang', 'en'], { input: `${kPassword}\n`, encoding: 'utf8' });
    }

    /** An account that is called as its role, unless said. */
    /** A head of a section has that of the example's first project, whose reports are the head's to confirm. */
    addPerson(role: string, login = role): void {
        this.user('add', login, '--name', login, '--agency', 'office', '--role', role, ...(role === 'section_head' ? ['--unit', 'org-3'] : []));
    }

    /** One more role for an account. */
    addRole(role: string, login: string): void {
        this.user('role', login, '--agency', 'office', '--role', role);
    }

    /** `--example`: with the example office's plan and its year. */
    async start(...more: string[]): Promise<void> {
        this.user('add', kOfficer, '--name', 'สมหญิง', '--agency', 'office', '--role', 'planning_officer');
        this.user('add', kAdministrator, '--name', 'วิชัย', '--agency', 'office', '--role', 'administrator');
        this.token = this.user('token', kOfficer, '--token', 'tests').trim();
        await this.serve(...more);
    }

    /** As `./run` starts it in a fresh clone: the example, its accounts, and nobody else. */
    async startAsCloned(): Promise<void> {
        await this.serve('--example');
    }

    private async serve(...more: string[]): Promise<void> {
        const child = spawn(program, [
            'serve', '--db', `sqlite:${this.folder}/phaen.db`, '--listen', '127.0.0.1:0', '--log', `${this.folder}/log`,
            '--lang', 'en', ...more, ...(process.env.PHAEN_WEB ? ['--web', process.env.PHAEN_WEB] : []),
        ]);
        this.process = child;
        this.address = await new Promise((done, fail) => {
            let text = '';
            child.on('exit', (code) => fail(new Error(`the server ended with ${code}: ${text}`)));
            child.stderr.on('data', (bytes: Buffer) => (text += bytes.toString()));
            child.stdout.on('data', (bytes: Buffer) => {
                text += bytes.toString();
                const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
                if (found) done(found[0]);
            });
        });
    }

    /** Signs the planning officer in, or another one, in that browser. */
    async enter(context: BrowserContext, login = kOfficer): Promise<void> {
        await context.addCookies([{ ...(await this.cookie(login)), url: this.address }]);
    }

    /** The cookie of a new session. */
    async cookie(login = kOfficer): Promise<{ name: string; value: string }> {
        const answer = await fetch(`${this.address}/api/v1/session`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ login, password: kPassword }),
        });
        const [name, value] = (answer.headers.get('set-cookie') ?? '').split(';')[0]?.split('=') ?? [];
        if (!name || !value) throw new Error(`not signed in: ${answer.status} ${await answer.text()}`);
        return { name, value };
    }

    private async call(path: string, init?: RequestInit): Promise<any> {
        const headers = { Authorization: `Bearer ${this.token}`, ...(init?.headers as Record<string, string> | undefined) };
        const answer = await fetch(`${this.address}/api/v1${path}`, { ...init, headers });
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        return await answer.json();
    }

    /** Imports a document as a program would; the id of the import. */
    async imported(bytes: BodyInit, file_name: string): Promise<string> {
        const { id } = await this.call(`/agencies/office/imports?file_name=${encodeURIComponent(file_name)}`, { method: 'POST', body: bytes });
        for (;;) {
            const job = await this.call(`/jobs/${id}`);
            if (job.status === 'done') return job.import;
            if (job.status === 'failed') throw new Error(JSON.stringify(job));
            await new Promise((done) => setTimeout(done, 50));
        }
    }

    /** The example office's plan, accepted; its id. */
    async plan(): Promise<string> {
        const draft = await this.imported(readFileSync(join(root, 'examples/office/document.docx')), 'document.docx');
        return await this.accept(draft);
    }

    /** Accepts an import as it was read; the plan's id. */
    async accept(draft: string): Promise<string> {
        const { plan } = await this.call(`/imports/${draft}/accept`, { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json', 'If-Match': '"1"' } });
        return plan;
    }

    /** A plan file as a plan of the office; its id. */
    async add(content: object): Promise<string> {
        const { plan } = await this.call('/agencies/office/plans', { method: 'POST', body: JSON.stringify(content), headers: { 'Content-Type': 'application/json' } });
        return plan;
    }

    /** What a plan says now. */
    async content(plan: string): Promise<any> {
        return (await this.call(`/plans/${plan}`)).content;
    }

    /** Changes one element as somebody else would. */
    async change(plan: string, element: string, patch: object): Promise<void> {
        const { etags } = await this.call(`/plans/${plan}`);
        await this.call(`/plans/${plan}/elements/${element}`, {
            method: 'PATCH',
            headers: { 'Content-Type': 'application/merge-patch+json', 'If-Match': `"${etags[element]}"` },
            body: JSON.stringify(patch),
        });
    }

    async stop(): Promise<void> {
        const child = this.process;
        if (child && child.exitCode === null) {
            const ended = new Promise((done) => child.once('exit', done));
            child.kill('SIGTERM');
            await ended;
        }
        rmSync(this.folder, { recursive: true, force: true });
    }
}
