// The screens, each in files of its own that come when somebody goes there, or is about to.
import type { ComponentType } from 'react';
import type { RouteName } from './route_table';

type Load = () => Promise<{ default: ComponentType }>;

export const screens = {
    home: () => import('../features/home/home_page'),
    plans: () => import('../features/home/plans_page'),
    review: () => import('../features/imports/review_page'),
    plan: () => import('../features/plan/plan_page'),
    strategy: () => import('../features/plan/strategy_page'),
    agreement: () => import('../features/agreement/agreement_page'),
    findings: () => import('../features/findings/findings_page'),
    versions: () => import('../features/versions/versions_page'),
    steps: () => import('../features/timeline/timeline_page'),
    progress: () => import('../features/progress/progress_page'),
    budget: () => import('../features/money/money_page'),
    approvals: () => import('../features/approvals/approvals_page'),
    scores: () => import('../features/scores/scores_page'),
    data: () => import('../features/records/records_page'),
    documents: () => import('../features/documents/documents_page'),
    admin: () => import('../features/admin/people_page'),
    admin_agencies: () => import('../features/admin/agencies_page'),
    admin_workflows: () => import('../features/admin/workflows_page'),
    responsible: () => import('../features/responsible/responsible_page'),
    admin_notices: () => import('../features/admin/notices_page'),
    admin_privacy: () => import('../features/admin/privacy_page'),
    admin_tokens: () => import('../features/admin/tokens_page'),
    admin_audit: () => import('../features/admin/audit_page'),
    admin_backup: () => import('../features/admin/backup_page'),
} satisfies Partial<Record<RouteName, Load>>;

/** Begins to bring a screen's files: a pointer stands on the way to it, and the click comes a tenth of a second later. */
export function bring(name: RouteName): void {
    // Without a network the click says so.
    if (name in screens) void screens[name as keyof typeof screens]().catch(() => undefined);
}
