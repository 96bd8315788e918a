// Texts of the field for a day, in both languages.
export const date_th = {
    'date.example': 'เช่น 10/1/2565',
    'date.bad': 'อ่านเป็นวันที่ไม่ได้ พิมพ์ เช่น 10/1/2565 หรือ 10 ม.ค. 65',
    'date.calendar': 'เลือกจากปฏิทิน',
    'date.earlier': 'เดือนก่อน',
    'date.later': 'เดือนถัดไป',
    'date.weekdays': 'อา. จ. อ. พ. พฤ. ศ. ส.',
} as const;

export const date_en: Record<keyof typeof date_th, string> = {
    'date.example': 'e.g. 10 Jan 2022',
    'date.bad': 'This is no day. Type it as 10 Jan 2022 or 10/1/2022.',
    'date.calendar': 'Choose from a calendar',
    'date.earlier': 'The month before',
    'date.later': 'The month after',
    'date.weekdays': 'Su Mo Tu We Th Fr Sa',
};
