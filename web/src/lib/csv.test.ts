import { expect, test } from 'vitest';
import { decodeCsv, tableOf } from './csv';

test('cells end at tabs, or at commas when every row has as many', () => {
    expect(tableOf('a\tb, c\nd\te')).toEqual([['a', 'b, c'], ['d', 'e']]);
    expect(tableOf('ชื่อ,ที่\r\n"ก, ข",2\r\n')).toEqual([['ชื่อ', 'ที่'], ['ก, ข', '2']]);
    // One column of running text, of which one line has a comma.
    expect(tableOf('ก, ข\nค')).toEqual([['ก, ข'], ['ค']]);
    expect(tableOf('ก, ข')).toEqual([['ก, ข']]);
});

test('what is not UTF-8 is Thai of Windows-874', () => {
    expect(decodeCsv(new TextEncoder().encode('\ufeffก,1').buffer)).toEqual({ text: 'ก,1', is_old: false });
    expect(decodeCsv(new Uint8Array([0xa1, 0xd2, 0xc3, 0x2c, 0x31]).buffer)).toEqual({ text: 'การ,1', is_old: true });
});
