// The shapes of the HTTP API (docs of the server) and of the plan file, as far as the screens read them.

import type { Query } from './query_names';

export interface Texts {
    th: string;
    en?: string;
}

export type Id = string;
export type Reference = Id | { unresolved: string };

export interface Link {
    framework: Id;
    node: Reference;
    relation: string;
}
export interface Narrative {
    id: Id;
    kind: string;
    title?: string;
    after?: Id;
    text?: string;
}
export interface Organisation {
    id: Id;
    name: string;
    short_name?: string;
    kind: string;
    code?: string;
    parent?: Id;
}
export interface Numbered {
    id: Id;
    number?: string;
    text?: string;
}
export interface FrameworkNode {
    id: Id;
    code?: string;
    kind: string;
    title?: string;
    parent?: Id;
}
export interface Framework {
    id: Id;
    name: string;
    owner?: string;
    status?: string;
    years?: { from: number; to: number };
    nodes?: FrameworkNode[];
}
export interface Measure {
    id: Id;
    prefix?: string;
    origin?: string;
    title: string;
    indicators?: Reference[];
    links?: Link[];
}
export interface SwotItem {
    id: Id;
    text: string;
}
export interface Combination {
    id: Id;
    kind: 'SO' | 'WO' | 'ST' | 'WT';
    number?: string;
    heading?: string;
    items?: Reference[];
    missions?: Reference[];
    projects?: Reference[];
}
export interface Mission {
    id: Id;
    number?: string;
    title: string;
    success?: string;
    links?: Link[];
    indicators?: Reference[];
    projects?: Reference[];
}
export interface Term {
    id: Id;
    term: string;
    term_en?: string;
    text?: string;
}
export interface Target {
    fiscal_year?: number;
    comparison?: string;
    value?: number | string;
    unit?: string;
    baseline_fiscal_year?: number;
    baseline_value?: number | string;
}
export interface Evidence {
    id: Id;
    number?: string;
    text: string;
    catch_all?: boolean;
    alternatives?: boolean;
}
export interface Criterion {
    level: number;
    percent_of_weight?: number | string;
    condition: string;
}
export interface Indicator {
    id: Id;
    number?: string;
    name: string;
    group?: string;
    component?: string;
    weight?: number | string;
    unit?: string;
    kind?: string;
    targets?: Target[];
    definitions?: Reference[];
    calculation_method?: string;
    evidence?: Evidence[];
    scoring?: { rule?: string };
    queries?: Record<string, Query>;
    scoring_criteria?: Criterion[];
    budget_scope?: string;
    sub_indicators?: Indicator[];
    links?: Link[];
    projects?: Reference[];
    lead?: Reference[];
    supporting?: Reference[];
}
export interface HigherIndicator {
    id: Id;
    number?: string;
    name: string;
    fiscal_year?: number;
    target?: Target;
    owners?: Reference[];
}
export interface Project {
    id: Id;
    number?: string;
    name: string;
    kind?: string;
    budget?: string | null;
    no_budget?: boolean;
    lead?: Reference[];
    supporting?: Reference[];
    budget_node?: Reference;
    links?: Link[];
    write_up?: { rationale?: string; objectives?: string[] | string; place?: string };
}
export interface Activity {
    id: Id;
    name: string;
    kind?: string;
    project?: Reference;
    indicator?: Reference;
    lead?: Reference[];
    supporting?: Reference[];
    amount?: string;
}
export interface BudgetNode {
    id: Id;
    kind: string;
    name: string;
    parent?: Id;
}
export interface Step {
    id: Id;
    number?: string;
    text: string;
    weight?: number | string;
    months?: { from: string; to: string }[];
    months_uncertain?: boolean;
}
export interface Schedule {
    id: Id;
    indicator?: Reference;
    project?: Reference;
    activity?: Reference;
    spread?: string;
    steps?: Step[];
}
export interface Result {
    id: Id;
    fiscal_year?: number;
    component?: string;
    number?: string;
    indicator_name: string;
    target?: string;
    level?: number;
    score?: number | string;
    status?: string;
    narrative?: string;
    values?: { name?: string; value?: number | string; unit?: string }[];
}

export interface PlanContent {
    id: Id;
    /** A document may print none. */
    title?: Texts;
    fiscal_year: number;
    agency?: Id;
    vision?: string;
    narratives?: Narrative[];
    organisations?: Organisation[];
    mission_statements?: Numbered[];
    frameworks?: Framework[];
    measures?: Measure[];
    swot?: { items?: SwotItem[]; combinations?: Combination[] };
    missions?: Mission[];
    glossary?: Term[];
    indicators?: Indicator[];
    higher_indicators?: HigherIndicator[];
    projects?: Project[];
    activities?: Activity[];
    budget_structure?: BudgetNode[];
    schedules?: Schedule[];
    results?: Result[];
}

export type Severity = 'error' | 'warning' | 'info';

export interface Place {
    block: number;
    row?: number;
    cell?: number;
}
export interface Finding {
    key: string;
    rule: string;
    severity: Severity;
    category: string;
    element?: Id;
    path?: string;
    lines?: number[];
    blocks?: Place[];
    found?: string;
    expected?: string;
    message: Texts;
    fix?: unknown;
}
export interface AcceptedFinding extends Finding {
    reason?: string;
    by?: string;
}
export interface Findings {
    number: number;
    version: string;
    findings: Finding[];
    accepted: AcceptedFinding[];
}

export interface Agency {
    id: Id;
    name: Texts;
}
export interface PlanSummary {
    id: Id;
    agency: Id;
    title: Texts;
    fiscal_year: number;
    number: number;
    version: string;
    at: string;
}
export interface ImportSummary {
    id: Id;
    file_name: string;
    bytes?: number;
    at: string;
    status: 'review' | 'accepted' | 'discarded';
    plan?: Id;
    counts?: Counts;
}
export interface Counts {
    placed: number;
    furniture: number;
    prose: number;
    not_understood: number;
}
export interface Cell {
    cell: number;
    text: string;
    span?: number;
    merged?: string | boolean;
    shaded?: boolean;
}
export interface Row {
    row: number;
    line?: number;
    header?: boolean;
    cells: Cell[];
    bars?: { from: number | string; to: number | string }[];
}
export type Block =
    | { block: number; kind: 'paragraph'; line?: number; text: string; level?: number }
    | { block: number; kind: 'table'; columns: number; rows: Row[] };
export type Role = 'placed' | 'furniture' | 'prose' | 'not_understood';
export interface Account {
    block: number;
    row?: number;
    cell?: number;
    line?: number;
    role: Role;
    what?: string;
    text: string;
    destinations?: { element: Id; field?: string }[];
}
export interface Hint {
    kind: 'heading' | 'column';
    printed: string;
    means: string;
}
export interface ImportView extends ImportSummary {
    agency: Id;
    sha256?: string;
    plan_id?: Id;
    plan_content: PlanContent;
    revision: number;
    etags?: Record<Id, string>;
    blocks: Block[];
    account: Account[];
    hints: Hint[];
    findings: Finding[];
    accepted?: AcceptedFinding[];
    counts: Counts;
}
export interface Catalogue {
    headings: { means: string; title: Texts }[];
    columns: { means: string; title: Texts }[];
}
export interface Job {
    id: Id;
    status: 'queued' | 'running' | 'done' | 'failed' | 'stopped';
    step?: Texts;
    progress?: number;
    import?: Id;
    problem?: ProblemBody;
}
export interface ProblemBody {
    type?: string;
    title?: string;
    status?: number;
    detail?: string;
    message?: { title?: Texts; detail?: Texts };
    [member: string]: unknown;
}
export interface PlanView {
    id: Id;
    agency: Id;
    number: number;
    version: string;
    at: string;
    by?: string;
    content: PlanContent;
    etags: Record<Id, string>;
}
export interface Saved {
    element: Record<string, unknown>;
    etag: string;
    number: number;
    version: string;
}
export interface Rule {
    id: string;
    severity: Severity;
    category: string;
    title: Texts;
    why: Texts;
    mend: Texts;
    source: Texts;
}
export interface VersionItem {
    number: number;
    version: string;
    parent?: number | string | null;
    at: string;
    by?: string;
    reason?: string;
    action?: 'import' | 'edit' | 'add' | 'remove' | 'undo' | 'redo' | 'accept_finding' | 'mend_finding' | 'add_plan' | 'adopt_frameworks' | 'bring_back';
    /** What it was done to, by the action: a file's name, an element, a rule. */
    subject?: string;
    changes?: { kind: string; element?: Id; title?: string }[];
}
export interface FieldChange {
    field: string;
    before?: unknown;
    after?: unknown;
}
export interface Change {
    kind: 'added' | 'removed' | 'moved' | 'changed';
    element?: Id;
    is_a?: string;
    title?: string;
    fields?: FieldChange[];
}
export interface Comparison {
    counts: { added: number; removed: number; moved: number; changed: number };
    changes: Change[];
}
