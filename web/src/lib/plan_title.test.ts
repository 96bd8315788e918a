import { expect, test } from 'vitest';
import { withYear } from './plan_title';

test('the year stands behind a title that does not say it', () => {
    expect(withYear('แผนปฏิบัติราชการ', 2565, '2565')).toBe('แผนปฏิบัติราชการ (2565)');
    expect(withYear('แผนปฏิบัติราชการ', 2565, '๒๕๖๕')).toBe('แผนปฏิบัติราชการ (๒๕๖๕)');
    expect(withYear('แผนปฏิบัติราชการ พ.ศ. ๒๕๖๕', 2565, '2565')).toBe('แผนปฏิบัติราชการ พ.ศ. ๒๕๖๕');
    expect(withYear('Annual Action Plan, Fiscal Year 2565 (2022)', 2565, '2565')).toBe('Annual Action Plan, Fiscal Year 2565 (2022)');
});
