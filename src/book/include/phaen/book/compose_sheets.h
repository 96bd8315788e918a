#pragma once

#include <string>

#include "phaen/plan/plan.h"
#include "phaen/sheet/workbook.h"

namespace phaen::book {

/// The words of the workbook: names of sheets and columns. An agency may set others.
struct SheetWords {
    std::string indicators = "ตัวชี้วัด";
    std::string projects = "โครงการ";
    std::string budget = "งบประมาณ";
    std::string steps = "ขั้นตอน";
    std::string results = "ผลการดำเนินงาน";
    std::string number = "ลำดับ";
    std::string group = "กลุ่ม";
    std::string component = "องค์ประกอบ";
    std::string weight = "น้ำหนัก";
    std::string unit = "หน่วยนับ";
    std::string target = "เป้าหมาย";
    std::string kind = "ประเภท";
    std::string mission = "ภารกิจ";
    std::string lead = "ผู้รับผิดชอบ";
    std::string no_budget = "ไม่ใช้งบประมาณ";
    std::string programme = "แผนงาน/ผลผลิต";
    std::string cumulative = "สะสม";
    std::string fiscal_year = "ปีงบประมาณ";
    std::string level = "ระดับ";
    std::string score = "คะแนน";
    std::string total = "รวม";
    std::string others = "อื่น ๆ";
    std::string covered = "■";  ///< in a month that a step takes
};

struct SheetOptions {
    std::string version;  ///< of the plan: its hash
    std::string created;  ///< `2022-01-31T09:00:00Z`
    std::string author;
    SheetWords words;
};

/// The plan as a workbook to calculate with: indicators with targets and weights, projects with
/// budgets by kind and mission, the budget by programme and output, steps with cumulative weights
/// and months, last year's results. Every figure that is computed is a live formula. The first
/// column of each sheet, hidden, has the id of the element of the row, by which an edited workbook
/// is merged.
[[nodiscard]] sheet::Workbook compose_sheets(const plan::Plan& plan, const SheetOptions& options);

}  // namespace phaen::book
