// Every address of the application. The router is made from it, and so are the tests of every screen.

export interface RouteInfo {
    path: string;
    /** What stands round it: nothing, the shell alone, or a plan as well. */
    frame: 'none' | 'shell' | 'plan';
}

export const routeTable = {
    home: { path: '/', frame: 'shell' },
    plans: { path: '/plans', frame: 'shell' },
    review: { path: '/imports/:importId', frame: 'shell' },
    plan: { path: '/plans/:planId', frame: 'plan' },
    strategy: { path: '/plans/:planId/strategy', frame: 'plan' },
    agreement: { path: '/plans/:planId/agreement', frame: 'plan' },
    findings: { path: '/plans/:planId/findings', frame: 'plan' },
    versions: { path: '/plans/:planId/versions', frame: 'plan' },
    sign_in: { path: '/sign-in', frame: 'none' },
    link: { path: '/link', frame: 'none' },
    steps: { path: '/steps', frame: 'shell' },
    progress: { path: '/progress', frame: 'shell' },
    budget: { path: '/budget', frame: 'shell' },
    approvals: { path: '/approvals', frame: 'shell' },
    scores: { path: '/scores', frame: 'shell' },
    data: { path: '/data', frame: 'shell' },
    documents: { path: '/documents', frame: 'shell' },
    responsible: { path: '/responsible', frame: 'shell' },
    account: { path: '/account', frame: 'shell' },
    admin: { path: '/admin', frame: 'shell' },
    admin_agencies: { path: '/admin/agencies', frame: 'shell' },
    admin_workflows: { path: '/admin/workflows', frame: 'shell' },
    admin_schemes: { path: '/admin/schemes', frame: 'shell' },
    admin_notices: { path: '/admin/notices', frame: 'shell' },
    admin_privacy: { path: '/admin/privacy', frame: 'shell' },
    admin_datasets: { path: '/admin/datasets', frame: 'shell' },
    admin_tokens: { path: '/admin/tokens', frame: 'shell' },
    admin_audit: { path: '/admin/audit', frame: 'shell' },
    admin_backup: { path: '/admin/backup', frame: 'shell' },
    unknown: { path: '*', frame: 'shell' },
} as const satisfies Record<string, RouteInfo>;

export type RouteName = keyof typeof routeTable;
