import { describe, expect, test } from 'vitest';
import { search } from './search';

const items = [
    { title: 'โครงการขุดลอกคลอง', number: '๒', also: 'โครงการ project-2' },
    { title: 'ร้อยละของคลองที่ขุดลอก', number: '1.2', also: 'ตัวชี้วัด indicator-1' },
    { title: 'คลองสวยน้ำใส', number: '2.1' },
    { title: 'Home', also: 'หน้าแรก' },
];
const found = (typed: string) => search(items, typed, 10).map((item) => item.title);

describe('search', () => {
    test('gives everything in its order when nothing is typed, up to the limit', () => {
        expect(search(items, '  ', 2)).toEqual(items.slice(0, 2));
    });
    test('puts the number that is the same before those that begin with it, in either digits', () => {
        expect(found('2')).toEqual(['โครงการขุดลอกคลอง', 'คลองสวยน้ำใส', 'ร้อยละของคลองที่ขุดลอก']);
        expect(found('๒.๑')).toEqual(['คลองสวยน้ำใส']);
    });
    test('puts titles that begin with it before those that hold it', () => {
        expect(found('คลอง')).toEqual(['คลองสวยน้ำใส', 'โครงการขุดลอกคลอง', 'ร้อยละของคลองที่ขุดลอก']);
    });
    test('finds by words in any order, by the kind and the id', () => {
        expect(found('ขุดลอก ตัวชี้วัด')).toEqual(['ร้อยละของคลองที่ขุดลอก']);
        expect(found('PROJECT-2')).toEqual(['โครงการขุดลอกคลอง']);
        expect(found('หน้าแรก')).toEqual(['Home']);
    });
    test('gives nothing where nothing fits', () => {
        expect(found('ถนน')).toEqual([]);
    });
});
