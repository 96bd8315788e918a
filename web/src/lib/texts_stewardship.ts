// Texts of what an agency looks after from year to year: the next plan, who is responsible, what waits elsewhere, privacy.
export const stewardship_th = {
    'next_year.open': 'ทำแผนปีถัดไป',
    'next_year.title': 'แผนปี {{year}}',
    'next_year.lead': 'ร่างนี้ทำจากแผนและผลของปีนี้ ยังไม่มีการบันทึก โปรดตรวจว่าอะไรยกไป อะไรไม่ยกไป และเพราะอะไร',
    'next_year.as_of': 'คำนวณ ณ {{day}} รหัสแผนใหม่ {{id}}',
    'next_year.projects': 'โครงการที่ทำในปีใหม่',
    'next_year.to_review': 'ต้องตรวจ',
    'next_year.carried': 'ยกไป',
    'next_year.left_out': 'ไม่ยกไป',
    'next_year.filled': 'เติมจากผลของปีนี้',
    'next_year.changed': 'ปรับตามปีใหม่',
    'next_year.cleared': 'ล้าง',
    'next_year.make': 'สร้างแผนปีถัดไป',
    'versions.action.add_plan': 'เพิ่มแผน',
    'versions.action.adopt_frameworks': 'รับกรอบยุทธศาสตร์จากแผน',
} as const;

export const stewardship_en: Record<keyof typeof stewardship_th, string> = {
    'next_year.open': 'Make next year’s plan',
    'next_year.title': 'Plan of {{year}}',
    'next_year.lead': 'This draft comes from the plan and what its year came to. Nothing is kept yet: see what goes on, what stays behind, and why.',
    'next_year.as_of': 'As of {{day}}; the new plan is {{id}}',
    'next_year.projects': 'Projects of the new year',
    'next_year.to_review': 'To go over',
    'next_year.carried': 'Carried on',
    'next_year.left_out': 'Left behind',
    'next_year.filled': 'Filled from this year',
    'next_year.changed': 'Changed for the new year',
    'next_year.cleared': 'Emptied',
    'next_year.make': 'Make the plan',
    'versions.action.add_plan': 'Added the plan',
    'versions.action.adopt_frameworks': 'Took frameworks of plan',
};
