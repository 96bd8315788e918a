// The OpenAPI document as a judge: every answer must be one that it lists, with a body of the shape that it says.
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { exchange, listen, type Answer, type Stream } from './exchange.ts';
import type { Server } from './server.ts';

interface Described {
    id: string;
    method: string;
    path: string;
    body_types: string[];
    body_required: boolean;
    /** Content types by status, with the pointer of the schema of each. */
    answers: Map<number, Map<string, string>>;
    headers: Map<number, string[]>;
}

export interface Call {
    path?: Record<string, string | number>;
    query?: Record<string, string | number>;
    headers?: Record<string, string>;
    /** An object is sent as JSON of the type that the operation takes. */
    body?: unknown;
    if_match?: string;
    content_type?: string;
}

const kDocument = 'https://phaen.test/openapi.json';
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** What books.test.ts calls instead of operations.test.ts. */
export const kBookOperations = ['list_templates', 'read_template', 'put_template', 'reset_template', 'check_template', 'preview_book', 'verify_book', 'review_edited_file', 'take_edited_file'];
/** What backups.test.ts calls. */
export const kBackupOperations = ['list_backups', 'make_backup', 'verify_backup', 'download_backup', 'read_backup_run', 'stop_backup_run'];
/** What datasets.test.ts calls. */
export const kDatasetOperations = ['list_agency_datasets', 'read_agency_dataset', 'put_agency_dataset', 'read_registries'];
/** What schemes.test.ts calls. */
export const kSchemeOperations = ['list_schemes', 'read_scheme', 'put_scheme', 'remove_scheme', 'check_scheme', 'propose_scheme'];
/** What search.test.ts calls. */
export const kSearchOperations = ['search_plan'];

export class Contract {
    readonly operations = new Map<string, Described>();
    /** Statuses that came, by operation. */
    readonly seen = new Map<string, Set<number>>();
    private readonly ajv = new Ajv2020({ strict: false, allErrors: true });

    private constructor(
        readonly server: Server,
        readonly document: any,
    ) {
        addFormats.default(this.ajv);
        this.ajv.addSchema(document, kDocument);
        for (const [path, item] of Object.entries<any>(document.paths)) {
            for (const [method, operation] of Object.entries<any>(item)) {
                const pointer = `#/paths/${escaped(path)}/${method}`;
                const answers = new Map<number, Map<string, string>>();
                const headers = new Map<number, string[]>();
                for (const [status, response] of Object.entries<any>(operation.responses)) {
                    const types = Object.keys(response.content ?? {});
                    answers.set(Number(status), new Map(types.map((type) => [type, `${pointer}/responses/${status}/content/${escaped(type)}/schema`])));
                    headers.set(Number(status), Object.keys(response.headers ?? {}));
                }
                this.operations.set(operation.operationId, {
                    id: operation.operationId,
                    method: method.toUpperCase(),
                    path,
                    body_types: Object.keys(operation.requestBody?.content ?? {}),
                    body_required: operation.requestBody?.required === true,
                    answers,
                    headers,
                });
            }
        }
    }

    static async read(server: Server): Promise<Contract> {
        const answer = await exchange(server, { path: '/api/v1/openapi.json' });
        if (answer.status !== 200) throw new Error(`no document: ${answer.status}`);
        return new Contract(server, answer.json);
    }

    /** What is wrong with a value by a schema of the document; empty: nothing. */
    errors(pointer: string, value: unknown): string {
        const validate = this.ajv.getSchema(kDocument + encodeURI(pointer));
        if (!validate) throw new Error(`no schema at ${pointer}`);
        return validate(value) ? '' : this.ajv.errorsText(validate.errors);
    }

    private described(id: string): Described {
        const operation = this.operations.get(id);
        if (!operation) throw new Error(`the document has no operation ${id}`);
        return operation;
    }

    address(id: string, call: Call): string {
        let path = this.described(id).path.replace(/\{(\w+)\}/g, (_, name: string) => {
            const value = call.path?.[name];
            if (value === undefined) throw new Error(`${id} needs ${name}`);
            return encodeURIComponent(value);
        });
        const query = Object.entries(call.query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
        if (query.length > 0) path += `?${query.join('&')}`;
        return path;
    }

    /** Calls an operation; throws when the document does not allow what comes. */
    async call(id: string, call: Call = {}): Promise<Answer> {
        const operation = this.described(id);
        const headers: Record<string, string> = { ...call.headers };
        let body: string | Buffer | undefined;
        if (call.body !== undefined) {
            headers['Content-Type'] = call.content_type ?? operation.body_types[0] ?? 'application/json';
            body = typeof call.body === 'string' || Buffer.isBuffer(call.body) ? call.body : JSON.stringify(call.body);
        }
        if (call.if_match !== undefined) headers['If-Match'] = `"${call.if_match}"`;
        const answer = await exchange(this.server, { method: operation.method, path: this.address(id, call), headers, body });
        this.judge(operation, answer);
        return answer;
    }

    /** Opens an operation that answers with events; a refusal throws. */
    async listen(id: string, call: Call = {}): Promise<Stream> {
        const stream = await listen(this.server, this.address(id, call));
        const type = String(stream.headers['content-type']).split(';')[0] ?? '';
        if (!this.described(id).answers.get(stream.status)?.has(type)) throw new Error(`${id}: ${stream.status} ${type} is not in the document`);
        this.note(id, stream.status);
        return stream;
    }

    private note(id: string, status: number): void {
        this.seen.set(id, (this.seen.get(id) ?? new Set()).add(status));
    }

    private judge(operation: Described, answer: Answer): void {
        const say = (what: string) => new Error(`${operation.id}: ${answer.status}: ${what}\n${answer.text.slice(0, 800)}`);
        const types = operation.answers.get(answer.status);
        if (!types) throw say('the document does not list this status');
        this.note(operation.id, answer.status);
        for (const header of operation.headers.get(answer.status) ?? []) {
            // The last page has no Link.
            if (header !== 'Link' && answer.headers[header.toLowerCase()] === undefined) throw say(`no ${header}`);
        }
        if (types.size === 0) {
            if (answer.bytes.length > 0) throw say('a body where the document has none');
            return;
        }
        const type = String(answer.headers['content-type']).split(';')[0] ?? '';
        const pointer = types.get(type);
        if (!pointer) throw say(`the document does not list ${type}`);
        // Files that are JSON themselves are described as text.
        const value = type.endsWith('json') && answer.headers['content-disposition'] === undefined ? answer.json : answer.text;
        const errors = this.errors(pointer, value);
        if (errors) throw say(errors);
    }
}
