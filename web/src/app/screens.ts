// The screens, each in files of its own that come when somebody goes there, or is about to.
import { createElement, lazy, useState, type ComponentType } from 'react';
import { matchPath } from 'react-router';
import { routeTable, type RouteName } from './route_table';

type Load = () => Promise<{ default: ComponentType }>;

interface Screen {
    Screen: ComponentType;
    bring: () => void;
}

/** A screen whose files are here is shown at once: React holds back for a third of a second what comes out of waiting, even if it had not to wait. */
function screen(load: Load): Screen {
    let here: ComponentType | undefined;
    const bring = async () => {
        const files = await load();
        here = files.default;
        return files;
    };
    const Waiting = lazy(bring);
    return {
        Screen: function Screen() {
            // Which of the two is settled for as long as the screen stands, or it would begin anew.
            const [Shown] = useState<ComponentType>(() => here ?? Waiting);
            return createElement(Shown);
        },
        // Without a network the click says so.
        bring: () => void bring().catch(() => undefined),
    };
}

export const screens = {
    home: screen(() => import('../features/home/home_page')),
    plans: screen(() => import('../features/home/plans_page')),
    review: screen(() => import('../features/imports/review_page')),
    plan: screen(() => import('../features/plan/plan_page')),
    strategy: screen(() => import('../features/plan/strategy_page')),
    agreement: screen(() => import('../features/agreement/agreement_page')),
    findings: screen(() => import('../features/findings/findings_page')),
    versions: screen(() => import('../features/versions/versions_page')),
    steps: screen(() => import('../features/timeline/timeline_page')),
    progress: screen(() => import('../features/progress/progress_page')),
    budget: screen(() => import('../features/money/money_page')),
    approvals: screen(() => import('../features/approvals/approvals_page')),
    scores: screen(() => import('../features/scores/scores_page')),
    data: screen(() => import('../features/records/records_page')),
    documents: screen(() => import('../features/documents/documents_page')),
    account: screen(() => import('../features/account/account_page')),
    admin: screen(() => import('../features/admin/people_page')),
    admin_agencies: screen(() => import('../features/admin/agencies_page')),
    admin_workflows: screen(() => import('../features/admin/workflows_page')),
    admin_schemes: screen(() => import('../features/admin/schemes_page')),
    responsible: screen(() => import('../features/responsible/responsible_page')),
    admin_notices: screen(() => import('../features/admin/notices_page')),
    admin_privacy: screen(() => import('../features/admin/privacy_page')),
    admin_datasets: screen(() => import('../features/admin/datasets_page')),
    admin_tokens: screen(() => import('../features/admin/tokens_page')),
    admin_audit: screen(() => import('../features/admin/audit_page')),
    admin_backup: screen(() => import('../features/admin/backup_page')),
} satisfies Partial<Record<RouteName, Screen>>;

/** What stands round the views of a plan. */
export const planFrame = screen(() => import('../features/plan/plan_layout'));

/** Begins to bring the files of the screen at an address: a pointer stands on the way to it, and the click comes a tenth of a second later. */
export function bring(address: string): void {
    const [path = ''] = address.split(/[?#]/);
    for (const name of Object.keys(screens) as (keyof typeof screens)[]) {
        const { path: pattern, frame } = routeTable[name];
        if (!matchPath(pattern, path)) continue;
        if (frame === 'plan') planFrame.bring();
        screens[name].bring();
    }
}
