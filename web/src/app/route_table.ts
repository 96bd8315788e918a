// Every address of the application. The router is made from it, and so are the tests of every screen.

export interface RouteInfo {
    path: string;
    /** What stands round it: nothing, the shell alone, the shell with the components of screens, or a plan as well. */
    frame: 'none' | 'shell' | 'screens' | 'plan';
}

export const routeTable = {
    home: { path: '/', frame: 'screens' },
    plans: { path: '/plans', frame: 'screens' },
    review: { path: '/imports/:importId', frame: 'screens' },
    plan: { path: '/plans/:planId', frame: 'plan' },
    findings: { path: '/plans/:planId/findings', frame: 'plan' },
    versions: { path: '/plans/:planId/versions', frame: 'plan' },
    sign_in: { path: '/sign-in', frame: 'none' },
    link: { path: '/link', frame: 'none' },
    steps: { path: '/steps', frame: 'screens' },
    progress: { path: '/progress', frame: 'shell' },
    budget: { path: '/budget', frame: 'shell' },
    approvals: { path: '/approvals', frame: 'screens' },
    scores: { path: '/scores', frame: 'screens' },
    data: { path: '/data', frame: 'screens' },
    documents: { path: '/documents', frame: 'screens' },
    admin: { path: '/admin', frame: 'screens' },
    admin_agencies: { path: '/admin/agencies', frame: 'screens' },
    admin_workflows: { path: '/admin/workflows', frame: 'screens' },
    admin_tokens: { path: '/admin/tokens', frame: 'screens' },
    admin_audit: { path: '/admin/audit', frame: 'screens' },
    admin_backup: { path: '/admin/backup', frame: 'screens' },
    unknown: { path: '*', frame: 'shell' },
} as const satisfies Record<string, RouteInfo>;

export type RouteName = keyof typeof routeTable;
