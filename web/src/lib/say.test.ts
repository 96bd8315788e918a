import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { heard, listen, say } from './say';

beforeEach(() => {
    vi.useFakeTimers();
});
afterEach(() => {
    vi.runAllTimers();
    vi.useRealTimers();
});

test('what is said stands there for a while, trouble longer', () => {
    say('done', 'ลบแล้ว');
    say('trouble', 'บันทึกไม่ได้');
    expect(heard().map((one) => one.text)).toEqual(['ลบแล้ว', 'บันทึกไม่ได้']);
    vi.advanceTimersByTime(4_000);
    expect(heard().map((one) => one.text)).toEqual(['บันทึกไม่ได้']);
    vi.advanceTimersByTime(4_000);
    expect(heard()).toEqual([]);
});

test('the newest two are seen', () => {
    for (const text of ['1', '2', '3']) say('note', text);
    expect(heard().map((one) => one.text)).toEqual(['2', '3']);
});

test('listeners are told of each change until they leave', () => {
    const told = vi.fn();
    const leave = listen(told);
    say('done', '1');
    vi.advanceTimersByTime(4_000);
    expect(told).toHaveBeenCalledTimes(2);
    leave();
    say('done', '2');
    expect(told).toHaveBeenCalledTimes(2);
});
