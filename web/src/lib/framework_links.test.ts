import { describe, expect, it } from 'vitest';
import { linksByFramework } from './framework_links';

describe('links of a plan', () => {
    it('are found by framework, in the order of the plan, also those to a node that is not known', () => {
        const under = (framework: string, node: string | { unresolved: string }) => ({ framework, node, relation: 'under' });
        const found = linksByFramework({
            id: 'p',
            fiscal_year: 2565,
            projects: [{ id: 'project-1', name: 'หนึ่ง', links: [under('five', 'n2'), under('city', { unresolved: 'เมืองน่าอยู่' })] }],
            missions: [{ id: 'mission-1', title: 'ภารกิจ', links: [under('five', 'n1')] }, { id: 'mission-2', title: 'อื่น' }],
        });
        expect([...found.keys()]).toEqual(['five', 'city']);
        expect(found.get('five')).toEqual([{ element: 'mission-1', node: 'n1' }, { element: 'project-1', node: 'n2' }]);
        expect(found.get('city')).toEqual([{ element: 'project-1', node: 'เมืองน่าอยู่' }]);
    });
});
