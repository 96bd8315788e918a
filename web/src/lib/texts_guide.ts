// Texts of the first steps and of the help pages, in both languages.
export const guide_th = {
    'help_page.keys': 'แป้นพิมพ์',
    'guide.title': 'เริ่มใช้งาน',
    'guide.lead': 'สี่ขั้นตอนจากระบบว่างถึงเดือนแรกที่รายงานได้',
    'guide.agency': 'ตั้งชื่อหน่วยงาน',
    'guide.agency_why': 'ชื่อนี้อยู่บนเอกสารทุกฉบับ',
    'guide.import': 'นำเข้าเอกสารแผน',
    'guide.import_why': 'ไฟล์แผนปีก่อนหรือร่างแผน (docx หรือ txt)',
    'guide.review': 'ตรวจแล้วรับเป็นแผน',
    'guide.review_why': 'ดูว่าระบบอ่านถูก แก้ที่อ่านผิด',
    'guide.people': 'เพิ่มผู้ใช้และบทบาท',
    'guide.people_why': 'ให้ส่วนราชการรายงาน และผู้อำนวยการอนุมัติ',
    'guide.done': 'ทำแล้ว',
    'guide.hide': 'ไม่ต้องแสดงอีก',
} as const;

export const guide_en: Record<keyof typeof guide_th, string> = {
    'help_page.keys': 'Keys',
    'guide.title': 'First steps',
    'guide.lead': 'Four steps from an empty system to the first month that can be reported',
    'guide.agency': 'Name the agency',
    'guide.agency_why': 'The name stands on every document',
    'guide.import': 'Import a plan’s document',
    'guide.import_why': 'Last year’s plan or a draft (docx or txt)',
    'guide.review': 'Review it and make it a plan',
    'guide.review_why': 'See that it was read rightly; correct what was not',
    'guide.people': 'Add people and their roles',
    'guide.people_why': 'So that sections report and the director approves',
    'guide.done': 'Done',
    'guide.hide': 'Do not show again',
};
