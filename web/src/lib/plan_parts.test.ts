import { expect, test } from 'vitest';
import { rolePartsOf } from './plan_parts';
import type { PlanContent } from './types';

test('components once, indicators with their parts, projects', () => {
    const content = {
        indicators: [
            { id: 'i-1', number: '1', name: 'ตัวชี้วัดหนึ่ง', component: '1', sub_indicators: [{ id: 'i-1-1', name: 'ส่วนย่อย' }] },
            { id: 'i-2', number: '2', name: 'ตัวชี้วัดสอง', component: '1' },
            { id: 'i-3', name: 'ไม่มีองค์ประกอบ' },
        ],
        projects: [{ id: 'p-1', number: '๑', name: 'โครงการ' }],
    } as unknown as PlanContent;
    expect(rolePartsOf(content)).toEqual({
        components: ['1'],
        indicators: [
            { id: 'i-1', name: '1 ตัวชี้วัดหนึ่ง' },
            { id: 'i-1-1', name: 'ส่วนย่อย' },
            { id: 'i-2', name: '2 ตัวชี้วัดสอง' },
            { id: 'i-3', name: 'ไม่มีองค์ประกอบ' },
        ],
        projects: [{ id: 'p-1', name: '๑ โครงการ' }],
    });
    expect(rolePartsOf(undefined)).toEqual({ components: [], indicators: [], projects: [] });
});
