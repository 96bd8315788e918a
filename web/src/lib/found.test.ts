import { describe, expect, test } from 'vitest';
import { placeOf, type Found } from './found';

const of = { th: 'จัดประชุม', en: 'จัดประชุม' };
const place = (found: Partial<Found>, may = false) => placeOf({ kind: 'record', id: 'x-1', title: '', of, ...found }, 'plan-1', () => may);

describe('where something that was found is seen', () => {
    test('an element of the plan on its page', () => {
        expect(place({ kind: 'element', id: 'project-1', element_kind: 'project' })).toBe('/plans/plan-1?element=project-1');
    });
    test('a record in its registry', () => {
        expect(place({ dataset: 'works' })).toBe('/data?dataset=works&record=x-1');
    });
    test('a request among the approvals', () => {
        expect(place({ kind: 'subject', workflow: 'request', id: 'request 1' })).toBe('/approvals?kind=request&subject=request%201');
    });
    test('a person with what they are responsible for, or their roles for who assigns them', () => {
        expect(place({ kind: 'person' })).toBe('/responsible?person=x-1');
        expect(place({ kind: 'person' }, true)).toBe('/admin?person=x-1');
    });
    test('evidence with its indicator, its step in the month, or else its element', () => {
        expect(place({ kind: 'evidence', element: 'indicator-6', element_kind: 'indicator', on: '2022-06-30' })).toBe('/scores?indicator=indicator-6');
        expect(place({ kind: 'evidence', element: 'schedule-1.step-1', element_kind: 'step', on: '2022-03-31' })).toBe(`/progress?month=2022-03&text=${encodeURIComponent('จัดประชุม')}`);
        expect(place({ kind: 'evidence', element: 'project-1', element_kind: 'project' })).toBe('/plans/plan-1?element=project-1');
    });
});
