#include <array>
#include <string_view>
#include <utility>

#include "phaen/app/workspace.h"
#include "refusals.h"

namespace phaen::app {

using base::Array;
using base::Object;
using base::Value;

namespace {

struct Meaning {
    std::string_view means;
    std::string_view th;
    std::string_view en;
};

// The names are those that hints take (docs/reference/import.md).
constexpr std::array kHeadings = {
    Meaning{"preface", "คำนำ", "Preface"},
    Meaning{"general", "ข้อมูลทั่วไป", "General information"},
    Meaning{"vision", "วิสัยทัศน์", "Vision"},
    Meaning{"mission_statements", "พันธกิจ", "Mission statements"},
    Meaning{"results", "ผลการดำเนินงานที่ผ่านมา", "Results of earlier years"},
    Meaning{"year_goal", "เป้าหมายของปี", "Goal of the year"},
    Meaning{"swot", "การวิเคราะห์ SWOT", "SWOT analysis"},
    Meaning{"strengths", "จุดแข็ง", "Strengths"},
    Meaning{"weaknesses", "จุดอ่อน", "Weaknesses"},
    Meaning{"opportunities", "โอกาส", "Opportunities"},
    Meaning{"threats", "อุปสรรค", "Threats"},
    Meaning{"swot_combinations", "กลยุทธ์จาก SWOT", "SWOT combinations"},
    Meaning{"strategy", "ความเชื่อมโยงกับแผนระดับบน", "Link to plans above"},
    Meaning{"indicator_list", "บัญชีตัวชี้วัด", "List of indicators"},
    Meaning{"measures", "มาตรการ", "Measures"},
    Meaning{"mission_projects", "โครงการตามภารกิจ", "Projects of a mission"},
    Meaning{"strategic_projects", "โครงการยุทธศาสตร์", "Strategic projects"},
    Meaning{"routine_projects", "งานประจำ", "Routine work"},
    Meaning{"projects", "โครงการ", "Projects"},
    Meaning{"budget_summary", "สรุปงบประมาณ", "Summary of the budget"},
    Meaning{"higher_indicators", "ตัวชี้วัดของแผนระดับบน", "Indicators of plans above"},
    Meaning{"implementation", "การนำแผนไปปฏิบัติ", "Implementation"},
    Meaning{"agreement", "คำรับรองการปฏิบัติราชการ", "Performance agreement"},
    Meaning{"criteria", "เกณฑ์การให้คะแนน", "Scoring criteria"},
    Meaning{"steps", "ขั้นตอนและระยะเวลาดำเนินการ", "Steps and schedule"},
    Meaning{"glossary", "นิยามศัพท์", "Definitions"},
    Meaning{"other", "อื่น ๆ", "Other"},
};

constexpr std::array kColumns = {
    Meaning{"number", "ลำดับ", "Number"},
    Meaning{"project", "โครงการ", "Project"},
    Meaning{"activity", "กิจกรรม", "Activity"},
    Meaning{"budget", "งบประมาณ", "Budget"},
    Meaning{"owner", "ผู้รับผิดชอบ", "Owner"},
    Meaning{"support", "หน่วยงานสนับสนุน", "Supporting section"},
    Meaning{"indicator", "ตัวชี้วัด", "Indicator"},
    Meaning{"definition", "นิยาม", "Definition"},
    Meaning{"measure", "มาตรการ", "Measure"},
    Meaning{"unit", "หน่วยนับ", "Unit"},
    Meaning{"target", "ค่าเป้าหมาย", "Target"},
    Meaning{"weight", "น้ำหนัก", "Weight"},
    Meaning{"level", "ระดับ", "Level"},
    Meaning{"condition", "เงื่อนไข", "Condition"},
    Meaning{"method", "วิธีคำนวณ", "Method"},
    Meaning{"evidence", "หลักฐาน", "Evidence"},
    Meaning{"step", "ขั้นตอน", "Step"},
    Meaning{"step_weight", "น้ำหนักของขั้นตอน", "Weight of a step"},
    Meaning{"period", "ระยะเวลา", "Period"},
    Meaning{"mission", "ภารกิจ", "Mission"},
    Meaning{"result", "ผลการดำเนินงาน", "Result"},
    Meaning{"objective", "วัตถุประสงค์", "Objective"},
    Meaning{"note", "หมายเหตุ", "Note"},
};

template <class List>
Value list_of(const List& meanings) {
    Array items;
    for (const Meaning& meaning : meanings) {
        items.push_back(
            Value(Object{{"means", Value(meaning.means)},
                         {"title", both({std::string(meaning.th), std::string(meaning.en)})}}));
    }
    return Value(std::move(items));
}

}  // namespace

Value Workspace::catalogue() {
    return Value(Object{{"headings", list_of(kHeadings)}, {"columns", list_of(kColumns)}});
}

}  // namespace phaen::app
