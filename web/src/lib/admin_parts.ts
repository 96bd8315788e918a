import type { TextKey } from './texts_th';

/** The pages under settings, in the order of their tabs. */
export const adminParts: readonly { to: string; title: TextKey; permission?: string }[] = [
    { to: '/admin', title: 'admin.people', permission: 'role.assign' },
    { to: '/admin/agencies', title: 'admin.agencies', permission: 'role.assign' },
    { to: '/admin/workflows', title: 'admin.workflows', permission: 'workflow.read' },
    { to: '/admin/schemes', title: 'admin.schemes', permission: 'plan.read' },
    { to: '/admin/notices', title: 'admin.notices', permission: 'notice.manage' },
    { to: '/admin/privacy', title: 'admin.privacy', permission: 'personal.manage' },
    { to: '/admin/datasets', title: 'admin.datasets', permission: 'dictionary.set' },
    { to: '/admin/tokens', title: 'admin.tokens' },
    { to: '/admin/audit', title: 'admin.audit', permission: 'audit.read' },
    { to: '/admin/backup', title: 'admin.backup', permission: 'backup.manage' },
];
