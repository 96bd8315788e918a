// Texts of the question before a step is moved, in both languages.
export const move_th = {
    'move.title': 'ปรับช่วงเวลาของขั้นตอน',
    'move.save': 'บันทึกช่วงเวลา',
    'move.reckoning': 'กำลังคำนวณผลต่อคะแนน',
    'move.later': 'คะแนน {{gain}} ที่จะได้เมื่อขั้นตอนนี้เสร็จ เลื่อนจาก {{was}} เป็น {{will}}',
    'move.sooner': 'คะแนน {{gain}} ที่จะได้เมื่อขั้นตอนนี้เสร็จ มาถึงเร็วขึ้น จาก {{was}} เป็น {{will}}',
    'move.none': 'ไม่กระทบคะแนน ณ {{was}} แม้ขั้นตอนนี้ยังไม่เสร็จ',
    'move.same_end': 'วันครบกำหนดไม่เปลี่ยน คะแนนไม่เปลี่ยน',
    'move.done': 'ขั้นตอนนี้เสร็จแล้ว คะแนนไม่เปลี่ยน',
    'move.cancelled': 'ขั้นตอนนี้ยกเลิกแล้ว คะแนนไม่เปลี่ยน',
    'move.late': 'ครบกำหนดก่อนวันนี้ จะขึ้นว่าล่าช้าทันที',
    'move.unknown': 'คำนวณผลต่อคะแนนไม่ได้ในขณะนี้ บันทึกได้ตามปกติ',
} as const;

export const move_en: Record<keyof typeof move_th, string> = {
    'move.title': 'Move the step',
    'move.save': 'Save the months',
    'move.reckoning': 'Reckoning what it does to the score',
    'move.later': 'The {{gain}} points that this step brings come on {{will}} instead of {{was}}',
    'move.sooner': 'The {{gain}} points that this step brings come sooner, on {{will}} instead of {{was}}',
    'move.none': 'The score of {{was}} is the same without this step',
    'move.same_end': 'It is due on the same day: the score does not change',
    'move.done': 'The step is done: the score does not change',
    'move.cancelled': 'The step was cancelled: the score does not change',
    'move.late': 'It is due before today, and will be late at once',
    'move.unknown': 'What it does to the score cannot be reckoned now; the months can be saved.',
};
