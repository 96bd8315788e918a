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

/** The first of them that is somebody's own to keep; none for who may only look at the workflows or the log. */
export function firstAdminPart(may: (permission: string) => boolean): string | undefined {
    const kept = ['role.assign', 'notice.manage', 'personal.manage', 'dictionary.set', 'backup.manage'];
    return adminParts.find(({ permission }) => permission !== undefined && kept.includes(permission) && may(permission))?.to;
}
