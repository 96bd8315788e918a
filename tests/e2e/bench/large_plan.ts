// A plan that is far larger than an office's, as a plan file has it: the same each time.

const kSubjects = ['ประชุมคณะทำงาน', 'จัดทำเอกสาร', 'ประสานหน่วยงานที่เกี่ยวข้อง', 'จัดกิจกรรมแลกเปลี่ยน', 'สรุปผลเสนอผู้บริหาร'];
/** Steps in each schedule: each weighs 4 of 100. */
const kInEach = 25;

const month = (index: number, fiscal_year: number): string => {
    const year = fiscal_year - 543 - (index < 3 ? 1 : 0);
    return `${year}-${String(((index + 9) % 12) + 1).padStart(2, '0')}`;
};

/** A plan of `steps` steps in schedules of 25, over the twelve months of the fiscal year. */
export function largePlan(steps: number, fiscal_year: number): object {
    const schedules = Array.from({ length: Math.ceil(steps / kInEach) }, (_, schedule) => ({
        id: `schedule-${schedule + 1}`,
        project: `project-${schedule + 1}`,
        spread: 'at_end',
        steps: Array.from({ length: Math.min(kInEach, steps - schedule * kInEach) }, (_, step) => {
            const from = (schedule * 7 + step) % 12;
            const to = Math.min(11, from + (step % 4));
            return {
                id: `schedule-${schedule + 1}.step-${step + 1}`,
                number: String(step + 1),
                text: `${kSubjects[step % kSubjects.length]} ครั้งที่ ${step + 1} ของโครงการที่ ${schedule + 1}`,
                weight: 4,
                months: [{ from: month(from, fiscal_year), to: month(to, fiscal_year) }],
            };
        }),
    }));
    return {
        schema: 'phaen.plan/1',
        id: `large-${steps}`,
        title: { th: `แผนขนาดใหญ่ ${steps} ขั้นตอน`, en: `A plan of ${steps} steps` },
        fiscal_year,
        scheme: 'bma-2565',
        agency: 'org-1',
        organisations: [{ id: 'org-1', name: 'สำนักงานตัวอย่าง', kind: 'agency' }],
        projects: schedules.map((schedule, index) => ({ id: schedule.project, number: String(index + 1), name: `โครงการที่ ${index + 1}`, kind: 'mission', lead: ['org-1'] })),
        schedules,
    };
}
