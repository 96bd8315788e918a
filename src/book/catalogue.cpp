#include "catalogue.h"

#include <algorithm>
#include <array>
#include <utility>

#include "phaen/base/calendar.h"
#include "phaen/base/thai_text.h"
#include "scan.h"

namespace phaen::book {
namespace {

using base::comparison_key;

struct NamedSection {
    Section section;
    std::string_view name;
};
constexpr std::array kSectionNames = {
    NamedSection{Section::contents, "contents"},
    NamedSection{Section::preface, "preface"},
    NamedSection{Section::general, "general"},
    NamedSection{Section::vision, "vision"},
    NamedSection{Section::values, "values"},
    NamedSection{Section::mission_statements, "mission_statements"},
    NamedSection{Section::results, "results"},
    NamedSection{Section::year_goal, "year_goal"},
    NamedSection{Section::swot, "swot"},
    NamedSection{Section::swot_strengths, "strengths"},
    NamedSection{Section::swot_weaknesses, "weaknesses"},
    NamedSection{Section::swot_opportunities, "opportunities"},
    NamedSection{Section::swot_threats, "threats"},
    NamedSection{Section::swot_combinations, "swot_combinations"},
    NamedSection{Section::strategy, "strategy"},
    NamedSection{Section::indicator_list, "indicator_list"},
    NamedSection{Section::measures, "measures"},
    NamedSection{Section::measure_support, "measure_support"},
    NamedSection{Section::objective_indicators, "objective_indicators"},
    NamedSection{Section::measure_indicators, "measure_indicators"},
    NamedSection{Section::strategic_projects, "strategic_projects"},
    NamedSection{Section::mission_projects, "mission_projects"},
    NamedSection{Section::budget_summary, "budget_summary"},
    NamedSection{Section::projects, "projects"},
    NamedSection{Section::higher_indicators, "higher_indicators"},
    NamedSection{Section::routine_projects, "routine_projects"},
    NamedSection{Section::implementation, "implementation"},
    NamedSection{Section::agreement, "agreement"},
    NamedSection{Section::indicator_group, "indicator_group"},
    NamedSection{Section::component, "component"},
    NamedSection{Section::criteria, "criteria"},
    NamedSection{Section::steps, "steps"},
    NamedSection{Section::glossary, "glossary"},
    NamedSection{Section::corrections, "corrections"},
    NamedSection{Section::other, "other"},
};

/// One way in which a section's heading is worded: the key begins with `begins` (when given), has
/// every word of `has` and is at most `longest` characters.
struct HeadingRule {
    Section section;
    std::string_view begins;
    std::vector<std::string_view> has;
    std::size_t longest = 90;
};

// Keys carry no spaces and Arabic digits only. The first rule that fits decides, so the narrower
// ones come first.
const std::vector<HeadingRule>& heading_rules() {
    static const std::vector<HeadingRule> rules = {
        {Section::contents, "สารบัญ", {}, 30},
        {Section::corrections, "รายการแก้ไข", {}, 60},
        {Section::preface, "คำนำ", {}, 30},
        {Section::preface, "คำปรารภ", {}, 30},
        {Section::preface, "คำชี้แจง", {}, 40},
        {Section::preface, "สารจาก", {}, 60},
        {Section::vision, "วิสัยทัศน์", {}, 60},
        {Section::values, "ค่านิยม", {}, 60},
        {Section::values, "วัฒนธรรมองค์กร", {}, 60},
        {Section::values, "ปรัชญา", {}, 40},
        {Section::values, "อัตลักษณ์", {}, 40},
        {Section::mission_statements, "พันธกิจ", {}, 60},
        {Section::mission_statements, "อำนาจหน้าที่", {}, 60},
        {Section::mission_statements, "", {"และพันธกิจ"}, 40},
        {Section::swot_combinations, "", {"tows"}, 120},
        {Section::swot_combinations, "การกำหนดกลยุทธ์จาก", {}, 120},
        {Section::swot_combinations, "การจับคู่", {}, 120},
        {Section::swot_combinations, "กลยุทธ์จาก", {}, 120},
        {Section::swot_combinations, "กลยุทธ์ที่ได้", {}, 120},
        {Section::swot_combinations, "การกำหนดกลยุทธ์", {}, 120},
        {Section::swot_combinations, "การสังเคราะห์กลยุทธ์", {}, 120},
        {Section::general, "บทสรุปผู้บริหาร", {}, 60},
        {Section::steps, "ตารางการ", {}, 120},
        {Section::steps, "ตารางเวลา", {}, 120},
        {Section::swot, "", {"swot"}, 160},
        {Section::swot, "", {"การวิเคราะห์", "สภาพแวดล้อม"}, 120},
        {Section::swot, "การวิเคราะห์ศักยภาพ", {}, 120},
        {Section::swot, "สภาพแวดล้อมภายใน", {}, 80},
        {Section::swot, "สภาพแวดล้อมภายนอก", {}, 80},
        {Section::swot, "ปัจจัยภายใน", {}, 60},
        {Section::swot, "ปัจจัยภายนอก", {}, 60},
        {Section::swot_strengths, "จุดแข็ง", {}, 45},
        {Section::swot_weaknesses, "จุดอ่อน", {}, 45},
        {Section::swot_opportunities, "โอกาส", {}, 45},
        {Section::swot_threats, "อุปสรรค", {}, 45},
        {Section::swot_threats, "ภัยคุกคาม", {}, 45},
        {Section::swot_threats, "ข้อจำกัด", {}, 45},
        {Section::swot_strengths, "strength", {}, 40},
        {Section::swot_weaknesses, "weakness", {}, 40},
        {Section::swot_opportunities, "opportunit", {}, 40},
        {Section::swot_threats, "threat", {}, 40},
        {Section::swot_strengths, "", {"strength"}, 26},
        {Section::swot_weaknesses, "", {"weakness"}, 26},
        {Section::swot_opportunities, "", {"opportunit"}, 26},
        {Section::swot_threats, "", {"threat"}, 26},
        {Section::swot_strengths, "s:จุดแข็ง", {}, 45},
        {Section::swot_weaknesses, "w:จุดอ่อน", {}, 45},
        {Section::swot_opportunities, "o:โอกาส", {}, 45},
        {Section::swot_threats, "t:อุปสรรค", {}, 45},
        {Section::steps, "ขั้นตอนการ", {}, 260},
        {Section::steps, "ขั้นตอนและ", {}, 200},
        {Section::steps, "ขั้นตอน/", {}, 200},
        {Section::steps, "แผนการดำเนินงานราย", {}, 160},
        {Section::steps, "แผนการดำเนินงานโครงการ", {}, 160},
        {Section::steps, "แผนการดำเนินงานและ", {}, 160},
        {Section::steps, "แผนปฏิบัติงานราย", {}, 160},
        {Section::steps, "แผนปฏิบัติการราย", {}, 160},
        {Section::steps, "ระยะเวลาดำเนินการ", {}, 120},
        {Section::steps, "ระยะเวลาดำเนินงาน", {}, 120},
        {Section::steps, "ปฏิทินการ", {}, 120},
        {Section::steps, "แผนงานราย", {}, 120},
        {Section::steps, "แผนการดำเนินงาน", {}, 60},
        {Section::steps, "แผนปฏิบัติงาน", {}, 120},
        {Section::steps, "แผนการปฏิบัติ", {}, 60},
        {Section::steps, "แผนการทำงาน", {}, 60},
        {Section::steps, "แผนงานรายไตรมาส", {}, 60},
        {Section::steps, "ปฏิทินดำเนิน", {}, 60},
        {Section::steps, "ปฏิทินปฏิบัติ", {}, 60},
        {Section::steps, "ปฏิทินงาน", {}, 60},
        {Section::steps, "แผนงานรายเดือน", {}, 120},
        {Section::steps, "ตารางขั้นตอน", {}, 160},
        {Section::steps, "ตารางแสดงขั้นตอน", {}, 160},
        {Section::steps, "", {"ganttchart"}, 160},
        {Section::steps, "", {"แผนภูมิ", "ระยะเวลา"}, 160},
        {Section::results, "ผลการดำเนินงาน", {"ปี"}, 160},
        {Section::results, "ผลการปฏิบัติราชการ", {"ปี"}, 160},
        {Section::results, "ผลการปฏิบัติงาน", {"ปี"}, 160},
        {Section::results, "สรุปผลการ", {}, 160},
        {Section::results, "รายงานผลการ", {}, 160},
        {Section::results, "ผลการดำเนินงานที่ผ่านมา", {}, 120},
        {Section::results, "ผลสัมฤทธิ์", {"ปี"}, 120},
        {Section::results, "ผลงานที่ผ่านมา", {}, 120},
        {Section::results, "ผลงานในปี", {}, 120},
        {Section::results, "ผลการประเมิน", {"ปี"}, 160},
        {Section::year_goal, "เป้าหมายการดำเนิน", {}, 120},
        {Section::year_goal, "เป้าหมายการปฏิบัติ", {}, 120},
        {Section::year_goal, "เป้าหมายในปี", {}, 120},
        {Section::year_goal, "เป้าหมายประจำปี", {}, 120},
        {Section::year_goal, "เป้าหมายสำคัญ", {}, 120},
        {Section::year_goal, "เป้าหมายของปี", {}, 120},
        {Section::year_goal, "ทิศทางการ", {}, 120},
        {Section::year_goal, "จุดเน้น", {}, 120},
        {Section::budget_summary, "สรุปโครงการ", {}, 180},
        {Section::budget_summary, "สรุปงบประมาณ", {}, 180},
        {Section::budget_summary, "สรุปจำนวนโครงการ", {}, 180},
        {Section::budget_summary, "สรุปแผนงาน", {}, 180},
        {Section::budget_summary, "บัญชีสรุป", {}, 180},
        {Section::budget_summary, "สรุปบัญชี", {}, 180},
        {Section::budget_summary, "สรุปวงเงิน", {}, 180},
        {Section::budget_summary, "สรุปรายการโครงการ", {}, 180},
        {Section::budget_summary, "รายการโครงการและงบประมาณ", {}, 180},
        {Section::budget_summary, "ตารางสรุป", {"โครงการ"}, 180},
        {Section::budget_summary, "ตารางสรุป", {"งบประมาณ"}, 180},
        {Section::routine_projects, "บัญชี", {"ประจำ"}, 180},
        {Section::routine_projects, "", {"ประจำพื้นฐาน"}, 140},
        {Section::routine_projects, "", {"ประจำปีพื้นฐาน"}, 140},
        {Section::routine_projects, "งบประมาณรายจ่ายประจำ", {}, 60},
        {Section::routine_projects, "รายจ่ายประจำ", {}, 60},
        {Section::routine_projects, "โครงการ", {"ประจำ"}, 80},
        {Section::routine_projects, "โครงการ/กิจกรรมประจำ", {}, 140},
        {Section::routine_projects, "โครงการประจำ", {}, 60},
        {Section::routine_projects, "งานประจำ", {}, 100},
        {Section::routine_projects, "รายการประจำ", {}, 100},
        {Section::routine_projects, "ภารกิจประจำ", {}, 100},
        {Section::routine_projects, "รายการงานประจำ", {}, 100},
        {Section::higher_indicators, "ตัวชี้วัดของแผน", {}, 120},
        {Section::higher_indicators, "ตัวชี้วัดแผนระดับ", {}, 120},
        {Section::higher_indicators, "ตัวชี้วัดระดับ", {}, 120},
        {Section::higher_indicators, "ตัวชี้วัดที่หน่วยงานสนับสนุน", {}, 120},
        {Section::projects, "โครงการประจำปี", {}, 120},
        {Section::projects, "โครงการและงบประมาณ", {}, 120},
        {Section::projects, "โครงการและกิจกรรม", {}, 120},
        {Section::projects, "โครงการ/กิจกรรมประจำปี", {}, 120},
        {Section::projects, "โครงการที่จะดำเนิน", {}, 120},
        {Section::projects, "โครงการที่ดำเนิน", {}, 120},
        {Section::projects, "โครงการจำแนกตาม", {}, 120},
        {Section::projects, "แผนงานและโครงการ", {}, 120},
        {Section::projects, "แผนงาน/โครงการ", {}, 80},
        {Section::projects, "บัญชีโครงการ", {}, 120},
        {Section::projects, "รายการโครงการ", {}, 120},
        {Section::projects, "รายละเอียดโครงการ", {}, 120},
        {Section::projects, "โครงการของ", {}, 60},
        {Section::projects, "แผนการใช้จ่าย", {}, 120},
        {Section::implementation, "กลไกการ", {}, 160},
        {Section::implementation, "การนำแผน", {}, 160},
        {Section::implementation, "การแปลงแผน", {}, 160},
        {Section::implementation, "การติดตาม", {}, 160},
        {Section::implementation, "แนวทางการติดตาม", {}, 160},
        {Section::implementation, "การขับเคลื่อน", {}, 160},
        {Section::implementation, "การบริหารแผน", {}, 160},
        {Section::implementation, "การกำกับ", {}, 160},
        {Section::agreement, "แนวทางการประเมินผล", {}, 180},
        {Section::agreement, "การประเมินผลการปฏิบัติราชการ", {}, 180},
        {Section::agreement, "คำรับรองการปฏิบัติราชการ", {}, 180},
        {Section::agreement, "กรอบการประเมินผล", {}, 180},
        {Section::agreement, "รายละเอียดตัวชี้วัด", {}, 180},
        {Section::agreement, "คำอธิบายตัวชี้วัด", {}, 180},
        {Section::criteria, "เกณฑ์การให้คะแนน", {}, 600},
        {Section::criteria, "เกณฑ์การประเมิน", {}, 600},
        {Section::criteria, "เกณฑ์การวัด", {}, 600},
        {Section::objective_indicators, "ตัวชี้วัดเป้าประสงค์", {}, 60},
        {Section::objective_indicators, "ตัวชี้วัดตามเป้าประสงค์", {}, 60},
        {Section::objective_indicators, "ตัวชี้วัดของเป้าประสงค์", {}, 60},
        {Section::measure_indicators, "ตัวชี้วัดมาตรการ", {}, 60},
        {Section::measure_indicators, "ตัวชี้วัดของมาตรการ", {}, 60},
        {Section::measure_support, "มาตรการสนับสนุน", {}, 60},
        {Section::measure_support, "โครงการ/กิจกรรมรองรับ", {}, 60},
        {Section::measure_support, "โครงการรองรับ", {}, 60},
        {Section::measures, "มาตรการและโครงการ", {}, 180},
        {Section::measures, "มาตรการตาม", {}, 180},
        {Section::indicator_list, "ตัวชี้วัดผลการ", {}, 120},
        {Section::indicator_list, "ตัวชี้วัด", {}, 9},
        {Section::indicator_list, "ค่าเป้าหมาย", {}, 40},
        {Section::indicator_list, "สรุปตัวชี้วัด", {}, 140},
        {Section::indicator_list, "ตัวชี้วัดหลัก", {}, 120},
        {Section::indicator_list, "ตัวชี้วัดของ", {}, 60},
        {Section::indicator_list, "ตัวชี้วัดความสำเร็จ", {}, 120},
        {Section::indicator_list, "ตัวชี้วัดและ", {}, 120},
        {Section::indicator_list, "ตัวชี้วัดของหน่วยงาน", {}, 120},
        {Section::indicator_list, "ตัวชี้วัดประจำปี", {}, 120},
        {Section::indicator_list, "ตัวชี้วัดสำคัญ", {}, 120},
        {Section::indicator_list, "ตัวชี้วัดตาม", {}, 160},
        {Section::indicator_list, "รายการตัวชี้วัด", {}, 120},
        {Section::indicator_list, "บัญชีตัวชี้วัด", {}, 120},
        {Section::indicator_list, "ตัวชี้วัดและค่าเป้าหมาย", {}, 120},
        {Section::strategic_projects, "โครงการยุทธศาสตร์", {}, 140},
        {Section::strategic_projects, "โครงการตามยุทธศาสตร์", {}, 140},
        {Section::strategic_projects, "โครงการตามแผน", {}, 140},
        {Section::strategic_projects, "โครงการเชิงยุทธศาสตร์", {}, 140},
        {Section::strategic_projects, "แผนงาน/โครงการตามยุทธศาสตร์", {}, 140},
        {Section::mission_projects, "โครงการสำคัญ", {}, 140},
        {Section::mission_projects, "โครงการตามภารกิจ", {}, 140},
        {Section::mission_projects, "ภารกิจหลักและโครงการ", {}, 140},
        {Section::mission_projects, "ภารกิจและโครงการ", {}, 140},
        {Section::mission_projects, "โครงการ/กิจกรรมตามภารกิจ", {}, 140},
        {Section::mission_projects, "แผนงานและโครงการตามภารกิจ", {}, 140},
        {Section::mission_projects, "แผนงาน/โครงการตามภารกิจ", {}, 140},
        {Section::projects, "โครงการ", {"งบประมาณ"}, 50},
        {Section::projects, "แผนงานโครงการ", {}, 60},
        {Section::glossary, "นิยามศัพท์", {}, 60},
        {Section::glossary, "นิยามคำศัพท์", {}, 60},
        {Section::glossary, "คำนิยาม", {}, 60},
        {Section::glossary, "คำจำกัดความ", {}, 60},
        {Section::glossary, "อภิธานศัพท์", {}, 60},
        {Section::strategy, "เป้าหมาย", {}, 30},
        {Section::strategy, "ความเชื่อมโยง", {}, 160},
        {Section::strategy, "ความสอดคล้อง", {}, 160},
        {Section::strategy, "ประเด็นยุทธศาสตร์", {}, 30},
        {Section::strategy, "ยุทธศาสตร์", {"และ"}, 100},
        {Section::strategy, "ยุทธศาสตร์และ", {}, 120},
        {Section::strategy, "กรอบยุทธศาสตร์", {}, 120},
        {Section::strategy, "แผนยุทธศาสตร์", {}, 100},
        {Section::strategy, "โครงสร้างยุทธศาสตร์", {}, 120},
        {Section::strategy, "ผังยุทธศาสตร์", {}, 120},
        {Section::general, "ข้อมูลทั่วไป", {}, 100},
        {Section::general, "ข้อมูลพื้นฐาน", {}, 100},
        {Section::general, "สภาพทั่วไป", {}, 100},
        {Section::general, "บทนำ", {}, 60},
        {Section::general, "หลักการและเหตุผล", {}, 80},
        {Section::general, "ความเป็นมา", {}, 100},
        {Section::general, "สาระสำคัญ", {}, 100},
        {Section::general, "ประวัติ", {}, 60},
        {Section::general, "ภาพรวม", {}, 80},
        {Section::general, "โครงสร้างหน่วยงาน", {}, 80},
        {Section::general, "โครงสร้างการบริหาร", {}, 80},
    };
    return rules;
}

const std::vector<LevelWord>& words() {
    static const std::vector<LevelWord> list = {
        // Longer words before those that they begin with.
        {"ประเด็นยุทธศาสตร์", "strategic_issue", 20, true},
        {"ประเด็นการพัฒนา", "strategic_issue", 20, true},
        {"ยุทธศาสตร์ย่อย", "sub_strategy", 30, false},
        {"ยุทธศาสตร์", "strategy", 20, true},
        {"ส่วน", "part", 5, true},
        {"หมุดหมาย", "strategic_area", 10, true},
        {"เสาหลัก", "strategic_area", 10, true},
        {"ด้าน", "strategic_area", 10, true},
        {"มิติ", "dimension", 30, false},
        {"เป้าหมายเชิงยุทธศาสตร์", "goal", 40, false},
        {"เป้าหมาย", "goal", 40, false},
        {"เป้าประสงค์", "objective", 50, false},
        {"วัตถุประสงค์เชิงยุทธศาสตร์", "objective", 50, false},
        {"กลยุทธ์", "tactic", 60, false},
        {"แนวทางการพัฒนา", "tactic", 60, false},
        {"แนวทาง", "tactic", 60, false},
    };
    return list;
}

/// The end of a level word that may carry ที่ (or a misread of it) before its code; the code must
/// come at once after.
std::optional<NodeText> node_at(std::string_view text, std::size_t at, std::size_t& title_begin) {
    for (const LevelWord& word : words()) {
        if (!text.substr(at).starts_with(word.label)) continue;
        std::size_t i = at + word.label.size();
        bool marked = false;
        for (const std::string_view link : {"ที่", "นี้", "ท่ี", "ข้อที่"}) {
            if (text.substr(i).starts_with(link)) {
                i += link.size();
                marked = true;
                break;
            }
        }
        bool spaced = false;
        while (i < text.size() && (text[i] == ' ' || text[i] == ':')) {
            ++i;
            spaced = true;
        }
        const std::string_view code = number_at(text, i);
        if (code.empty() || code.find(',') != std::string_view::npos || length_of(code) > 14)
            return std::nullopt;
        if (!marked && !spaced && word.rank >= 40 && code.find('.') == std::string_view::npos)
            return std::nullopt;
        // "ส่วน 1" and "ด้าน 3 ด้าน" are nodes only when marked.
        if (!marked && code.find('.') == std::string_view::npos && word.rank <= 10)
            return std::nullopt;
        NodeText node;
        node.level = &word;
        i += code.size();
        node.code = std::string(code);
        if (i < text.size() && text[i] == '.') {
            node.code += '.';
            ++i;
        }
        // A number with a unit behind it ("ยุทธศาสตร์ 4 ด้าน") is a count.
        title_begin = i;
        return node;
    }
    return std::nullopt;
}

int year_from(std::string_view number) {
    const std::optional<long long> value = base::parse_integer(number);
    if (!value || *value < 2440 || *value > 2700) return 0;
    return static_cast<int>(*value);
}

struct ColumnRule {
    Column column;
    std::string_view begins;
    std::string_view has;
    std::string_view lacks = {};
};

const std::vector<ColumnRule>& column_rules() {
    static const std::vector<ColumnRule> rules = {
        {Column::number, "ลำดับ", "", "โครงการ"},
        {Column::number, "รหัส", "", "โครงการ"},
        {Column::page, "หน้า", "", ""},
        {Column::swot_kind, "ประเภทกลยุทธ์", ""},
        {Column::swot_kind, "รูปแบบกลยุทธ์", ""},
        {Column::swot_items, "", "swot"},
        {Column::swot_items, "ปัจจัย", ""},
        {Column::swot_items, "ข้อที่ใช้", ""},
        {Column::swot_items, "ข้อที่อ้าง", ""},
        {Column::swot_s, "จุดแข็ง", ""},
        {Column::swot_w, "จุดอ่อน", ""},
        {Column::swot_o, "โอกาส", ""},
        {Column::swot_t, "อุปสรรค", ""},
        {Column::swot_t, "ภัยคุกคาม", ""},
        {Column::cumulative, "", "สะสม"},
        {Column::cumulative, "ติดตาม", ""},
        {Column::cumulative, "", "ความก้าวหน้า"},
        {Column::step_weight, "", "รายขั้นตอน"},
        {Column::step_weight, "ร้อยละของงาน", ""},
        {Column::step_weight, "สัดส่วนงาน", ""},
        {Column::result_type, "ประเภทตัวชี้วัด", ""},
        {Column::result_type, "ผลผลิต/ผลลัพธ์", ""},
        {Column::objective, "วัตถุประสงค์", ""},
        {Column::component, "องค์ประกอบ", ""},
        {Column::expected_result, "ผลที่คาดว่า", ""},
        {Column::expected_result, "ประโยชน์ที่คาดว่า", ""},
        {Column::owner, "ผู้กำกับ", ""},
        {Column::owner, "ผู้ดำเนินการ", ""},
        {Column::definition, "", "นิยาม", "ศัพท์"},
        {Column::definition, "", "คำอธิบาย"},
        {Column::definition, "คำจำกัดความ", ""},
        {Column::meaning, "ความหมาย", ""},
        {Column::term, "คำศัพท์", ""},
        {Column::term, "นิยามศัพท์", ""},
        {Column::term, "ศัพท์", ""},
        {Column::evidence, "", "หลักฐาน"},
        {Column::evidence, "แหล่งข้อมูล", ""},
        {Column::evidence, "วิธีเก็บ", ""},
        {Column::evidence, "วิธีการเก็บ", ""},
        {Column::method, "", "วิธีคำนวณ"},
        {Column::method, "", "วิธีการคำนวณ"},
        {Column::method, "สูตร", ""},
        {Column::method, "วิธีวัด", ""},
        {Column::percent, "เกณฑ์ร้อยละ", ""},
        {Column::percent, "ร้อยละของน้ำหนัก", ""},
        {Column::percent, "ร้อยละความสำเร็จ", ""},
        {Column::percent, "ร้อยละของคะแนน", ""},
        {Column::percent, "ร้อยละ", "น้ำหนัก", "ขั้นตอน"},
        {Column::step, "ขั้นตอน", ""},
        {Column::step, "กิจกรรม/ขั้นตอน", ""},
        {Column::step, "", "ขั้นตอนการ"},
        {Column::step, "รายการขั้นตอน", ""},
        {Column::step, "งานที่ทำ", ""},
        {Column::step, "งานที่ดำเนิน", ""},
        {Column::step, "กิจกรรมหลัก", ""},
        {Column::step, "รายละเอียดการดำเนิน", ""},
        {Column::step, "รายละเอียดขั้นตอน", ""},
        {Column::step, "การดำเนินการ", ""},
        {Column::period, "ระยะเวลา", ""},
        {Column::period, "เริ่ม", ""},
        {Column::period, "สิ้นสุด", ""},
        {Column::period, "วันเริ่ม", ""},
        {Column::period, "วันสิ้นสุด", ""},
        {Column::period, "เดือนที่เริ่ม", ""},
        {Column::period, "เดือนที่สิ้นสุด", ""},
        {Column::period, "ช่วงเวลา", ""},
        {Column::period, "ห้วงเวลา", ""},
        {Column::period, "กำหนดเวลา", ""},
        {Column::period, "เดือนที่ดำเนิน", ""},
        {Column::indicator, "ตัวชี้วัด", "", ""},
        {Column::indicator, "ชื่อตัวชี้วัด", ""},
        {Column::measure, "มาตรการ", ""},
        {Column::project, "โครงการ", ""},
        {Column::project, "ชื่อโครงการ", ""},
        {Column::project, "รายการ/โครงการ", ""},
        {Column::project, "แผนงาน/โครงการ", ""},
        {Column::project, "งาน/โครงการ", ""},
        {Column::project, "กิจกรรม/โครงการ", ""},
        {Column::project, "รายการ", ""},
        {Column::project, "รายชื่อโครงการ", ""},
        {Column::support, "", "สนับสนุน", "โครงการ"},
        {Column::support, "", "ร่วมดำเนิน"},
        {Column::support, "หน่วยงานร่วม", ""},
        {Column::support, "ผู้ร่วม", ""},
        {Column::owner, "", "รับผิดชอบ"},
        {Column::owner, "ส่วนราชการ", ""},
        {Column::owner, "หน่วยงาน", ""},
        {Column::owner, "หน่วยปฏิบัติ", ""},
        {Column::owner, "เจ้าภาพ", ""},
        {Column::owner, "หน่วยดำเนิน", ""},
        {Column::budget, "", "งบประมาณ"},
        {Column::budget, "วงเงิน", ""},
        {Column::budget, "จำนวนเงิน", ""},
        {Column::budget, "งบ", ""},
        {Column::budget, "เงินงบ", ""},
        {Column::budget, "รวม", "บาท"},
        {Column::budget, "ค่าใช้จ่าย", ""},
        {Column::unit, "หน่วยนับ", ""},
        {Column::unit, "หน่วยวัด", ""},
        {Column::unit, "หน่วย", ""},
        {Column::weight, "น้ำหนัก", ""},
        {Column::weight, "ค่าน้ำหนัก", ""},
        {Column::weight, "", "(น้ำหนัก)"},
        {Column::score, "คะแนน", ""},
        {Column::score, "ค่าคะแนน", ""},
        {Column::result, "ผล", ""},
        {Column::result, "ค่าฐาน", ""},
        {Column::result, "ข้อมูลฐาน", ""},
        {Column::result, "ข้อมูลพื้นฐาน", ""},
        {Column::result, "baseline", ""},
        {Column::target, "ค่าเป้าหมาย", ""},
        {Column::target, "เป้าหมาย", ""},
        {Column::target, "คำเป้าหมาย", ""},
        {Column::level, "ระดับ", ""},
        {Column::condition, "เกณฑ์", ""},
        {Column::condition, "เงื่อนไข", ""},
        {Column::condition, "การดำเนินงาน", ""},
        {Column::condition, "รายละเอียด", ""},
        {Column::condition, "ความสำเร็จ", ""},
        {Column::area, "แผนงาน", ""},
        {Column::area, "ด้าน/แผนงาน", ""},
        {Column::area, "ผลผลิต", ""},
        {Column::area, "งาน/ผลผลิต", ""},
        {Column::area, "ด้าน", ""},
        {Column::mission, "ภารกิจ", ""},
        {Column::node, "ยุทธศาสตร์", ""},
        {Column::node, "ประเด็นยุทธศาสตร์", ""},
        {Column::node, "เป้าประสงค์", ""},
        {Column::node, "กลยุทธ์", ""},
        {Column::node, "มิติ", ""},
        {Column::node, "ความสอดคล้อง", ""},
        {Column::node, "ความเชื่อมโยง", ""},
        {Column::activity, "กิจกรรม", ""},
        {Column::note, "หมายเหตุ", ""},
        {Column::term, "คำ", ""},
        {Column::number, "ที่", "", "โครงการ"},
        {Column::number, "ข้อ", "", "โครงการ"},
        {Column::number, "no", "", ""},
        {Column::number, "เลขที่", "", ""},
    };
    return rules;
}

struct NamedColumn {
    Column column;
    std::string_view name;
};
constexpr std::array kColumnNames = {
    NamedColumn{Column::number, "number"},
    NamedColumn{Column::project, "project"},
    NamedColumn{Column::activity, "activity"},
    NamedColumn{Column::budget, "budget"},
    NamedColumn{Column::owner, "owner"},
    NamedColumn{Column::support, "support"},
    NamedColumn{Column::indicator, "indicator"},
    NamedColumn{Column::definition, "definition"},
    NamedColumn{Column::measure, "measure"},
    NamedColumn{Column::unit, "unit"},
    NamedColumn{Column::target, "target"},
    NamedColumn{Column::weight, "weight"},
    NamedColumn{Column::level, "level"},
    NamedColumn{Column::percent, "percent"},
    NamedColumn{Column::condition, "condition"},
    NamedColumn{Column::score, "score"},
    NamedColumn{Column::criteria_level, "criteria_level"},
    NamedColumn{Column::method, "method"},
    NamedColumn{Column::evidence, "evidence"},
    NamedColumn{Column::step, "step"},
    NamedColumn{Column::step_weight, "step_weight"},
    NamedColumn{Column::cumulative, "cumulative"},
    NamedColumn{Column::month, "month"},
    NamedColumn{Column::quarter, "quarter"},
    NamedColumn{Column::period, "period"},
    NamedColumn{Column::area, "area"},
    NamedColumn{Column::mission, "mission"},
    NamedColumn{Column::node, "node"},
    NamedColumn{Column::term, "term"},
    NamedColumn{Column::meaning, "meaning"},
    NamedColumn{Column::result, "result"},
    NamedColumn{Column::page, "page"},
    NamedColumn{Column::swot_s, "strengths"},
    NamedColumn{Column::swot_w, "weaknesses"},
    NamedColumn{Column::swot_o, "opportunities"},
    NamedColumn{Column::swot_t, "threats"},
    NamedColumn{Column::swot_kind, "swot_kind"},
    NamedColumn{Column::swot_items, "swot_items"},
    NamedColumn{Column::result_type, "result_type"},
    NamedColumn{Column::objective, "objective"},
    NamedColumn{Column::component, "component"},
    NamedColumn{Column::expected_result, "expected_result"},
    NamedColumn{Column::note, "note"},
};

/// The month and, when printed beside it, the two- or four-digit B.E. year: `ต.ค.`, `ต.ค. 66`,
/// `ตุลาคม ๒๕๖๖`.
std::optional<ColumnMeaning> month_of(std::string_view text) {
    text = trim(text);
    std::size_t end = text.size();
    std::size_t length = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (digit_at(text, i, length)) {
            end = i;
            break;
        }
    }
    std::string_view name = trim(text.substr(0, end));
    while (name.ends_with("/") || name.ends_with("-")) name = trim(name.substr(0, name.size() - 1));
    std::string compact;
    for (const char c : name) {
        if (c != ' ') compact += c;
    }
    if (compact.starts_with("เดือน")) compact.erase(0, std::string_view("เดือน").size());
    const std::optional<unsigned> month = base::month_from_thai(compact);
    if (!month) return std::nullopt;
    ColumnMeaning meaning{Column::month, static_cast<int>(*month), 0};
    const std::string_view number = number_at(text, end);
    if (!number.empty()) {
        if (const std::optional<long long> year = base::parse_integer(number)) {
            if (*year >= 0 && *year < 100) meaning.year = static_cast<int>(2500 + *year);
            if (*year >= 2400 && *year < 2700) meaning.year = static_cast<int>(*year);
        }
    }
    return meaning;
}

std::optional<int> level_of(std::string_view key) {
    for (const std::string_view word : {"ระดับคะแนน", "ระดับที่", "ระดับ", "คะแนน", "level"}) {
        if (key.starts_with(word)) {
            key.remove_prefix(word.size());
            break;
        }
    }
    if (key.starts_with("=") || key.starts_with(":")) key.remove_prefix(1);
    if (key.size() == 1 && key[0] >= '0' && key[0] <= '5') return key[0] - '0';
    return std::nullopt;
}

}  // namespace

std::string_view section_name(Section section) {
    for (const NamedSection& named : kSectionNames) {
        if (named.section == section) return named.name;
    }
    return "none";
}

std::optional<Section> section_from_name(std::string_view name) {
    for (const NamedSection& named : kSectionNames) {
        if (named.name == name) return named.section;
    }
    return std::nullopt;
}

namespace {

std::optional<Section> classify_bare(std::string_view bare, const std::vector<Hint>& hints) {
    const std::string key = comparison_key(bare);
    for (const Hint& hint : hints) {
        if (hint.kind == Hint::Kind::heading && comparison_key(hint.printed) == key) {
            return section_from_name(hint.means);
        }
    }
    const std::size_t length = length_of(key);
    // A sentence about the plan or the analysis is no heading.
    if (key.starts_with("จาก") || key.find("ฉบับนี้") != std::string::npos || key.ends_with("ดังนี้") ||
        key.ends_with("ดังต่อไปนี้")) {
        return std::nullopt;
    }
    if (key.starts_with("ตาราง") && length < 260) {
        // ตาราง ก, ตาราง ก., ตารางที่ ก: one Thai consonant and then something that is not a vowel of
        // a word.
        std::string_view rest = trim(bare.substr(std::string_view("ตาราง").size()));
        if (rest.starts_with("ที่")) rest = trim(rest.substr(std::string_view("ที่").size()));
        if (rest.size() >= 3 && rest.starts_with("\xE0\xB8") &&
            static_cast<unsigned char>(rest[2]) >= 0x81 &&
            static_cast<unsigned char>(rest[2]) <= 0xAE &&
            (rest.size() == 3 || rest[3] == ' ' || rest[3] == '.' || rest[3] == ':' ||
             rest[3] == ')')) {
            return Section::indicator_group;
        }
    }
    if (key.starts_with("องค์ประกอบที่") && length < 400) return Section::component;
    // "ประจำปี" (of the year) is not "ประจำ" (everyday), but for the everyday work that some print
    // as ประจำปีพื้นฐาน.
    std::string everyday = key;
    for (std::size_t at = everyday.find("ประจำปี"); at != std::string::npos;
         at = everyday.find("ประจำปี", at + 1)) {
        if (std::string_view(everyday).substr(at).starts_with("ประจำปีพื้นฐาน")) continue;
        everyday.replace(at, std::string_view("ประจำปี").size(), "ปี");
    }
    for (const HeadingRule& rule : heading_rules()) {
        if (length > rule.longest) continue;
        const std::string_view tested =
            rule.section == Section::routine_projects ? std::string_view(everyday) : key;
        if (!tested.starts_with(rule.begins)) continue;
        const bool all = std::all_of(rule.has.begin(), rule.has.end(), [&](std::string_view word) {
            return tested.find(word) != std::string_view::npos;
        });
        if (all) return rule.section;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Section> classify_heading(std::string_view text, const std::vector<Hint>& hints) {
    if (text.size() > 1800) return std::nullopt;
    std::string_view bare = strip_list_number(text).rest;
    for (const std::string_view part : {"ส่วนที่", "บทที่", "หมวดที่", "ตอนที่"}) {
        if (!bare.starts_with(part)) continue;
        std::size_t at = part.size();
        while (at < bare.size() && bare[at] == ' ') ++at;
        const std::string_view number = number_at(bare, at);
        if (number.empty()) break;
        const std::string_view rest = trim_label(bare.substr(at + number.size()));
        if (!rest.empty() && classify_bare(rest, hints)) bare = rest;
        break;
    }
    return classify_bare(bare, hints);
}

const std::vector<LevelWord>& level_words() { return words(); }

std::optional<NodeText> parse_node(std::string_view text) {
    if (text.size() > 900) return std::nullopt;
    const Listed listed = strip_list_number(text);
    std::string_view bare = listed.rest;
    for (const std::string_view lead : {"ตาม", "ภายใต้"}) {
        if (bare.starts_with(lead)) bare = trim(bare.substr(lead.size()));
    }
    std::size_t title_begin = 0;
    std::optional<NodeText> node = node_at(bare, 0, title_begin);
    if (!node) return std::nullopt;
    std::string_view title = trim_label(bare.substr(title_begin));
    if (title.empty()) return std::nullopt;
    node->title = std::string(title);
    return node;
}

std::vector<NodeText> find_nodes(std::string_view text, std::string_view* before_first) {
    std::vector<NodeText> nodes;
    std::size_t open_title = 0;
    std::size_t first = std::string_view::npos;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i != 0 && text[i - 1] != ' ' && text[i - 1] != '\n' && text[i - 1] != '(' &&
            text[i - 1] != '/')
            continue;
        std::size_t title_begin = 0;
        std::optional<NodeText> node = node_at(text, i, title_begin);
        if (!node) continue;
        if (!nodes.empty())
            nodes.back().title = std::string(trim_label(text.substr(open_title, i - open_title)));
        if (first == std::string_view::npos) first = i;
        nodes.push_back(std::move(*node));
        open_title = title_begin;
        i = title_begin - 1;
    }
    if (!nodes.empty()) nodes.back().title = std::string(trim_label(text.substr(open_title)));
    if (before_first != nullptr) *before_first = trim(text.substr(0, first));
    return nodes;
}

std::string_view column_name(Column column) {
    for (const NamedColumn& named : kColumnNames) {
        if (named.column == column) return named.name;
    }
    return "unknown";
}

std::optional<Column> column_from_name(std::string_view name) {
    for (const NamedColumn& named : kColumnNames) {
        if (named.name == name) return named.column;
    }
    return std::nullopt;
}

ColumnMeaning classify_column(const std::vector<std::string>& headers,
                              const std::vector<Hint>& hints) {
    // 1. The lowest header cell decides about months, years, levels and quarters; the words above
    // say of what.
    std::vector<std::string> keys;
    keys.reserve(headers.size());
    for (const std::string& header : headers) {
        std::string key = comparison_key(strip_list_number(header).rest);
        if (!key.empty()) keys.push_back(std::move(key));
    }
    if (keys.empty()) return {};
    for (const Hint& hint : hints) {
        if (hint.kind != Hint::Kind::column) continue;
        const std::string printed = comparison_key(hint.printed);
        for (const std::string& key : keys) {
            if (key == printed) {
                if (const std::optional<Column> column = column_from_name(hint.means))
                    return {*column, 0, 0};
            }
        }
    }
    int year_above = 0;
    for (const std::string& header : headers) {
        // "ปีงบประมาณ" names the plan's year, not that of the months below.
        if (header.find("งบประมาณ") != std::string::npos && headers.size() > 1) continue;
        if (const int year = find_year(header)) year_above = year;
    }
    for (auto header = headers.rbegin(); header != headers.rend(); ++header) {
        if (std::optional<ColumnMeaning> month = month_of(*header)) {
            if (month->year == 0) month->year = year_above;
            return *month;
        }
    }
    for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
        if (key->starts_with("ไตรมาส") || (key->size() == 2 && (*key)[0] == 'q')) {
            for (const char c : *key) {
                if (c >= '1' && c <= '4') return {Column::quarter, c - '0', year_above};
            }
        }
    }
    const auto rule_for = [](std::string_view key) -> Column {
        if (key == "งาน") return Column::step;
        if (key == "แนวทาง" || key == "ประเด็น") return Column::node;
        if (key == "ร้อยละ" || key == "%") return Column::percent;
        for (const ColumnRule& rule : column_rules()) {
            if (!key.starts_with(rule.begins)) continue;
            if (key.find(rule.has) == std::string_view::npos) continue;
            if (!rule.lacks.empty() && key.find(rule.lacks) != std::string_view::npos) continue;
            return rule.column;
        }
        return Column::unknown;
    };
    // 2. A level's number under a criteria header is a criterion; a year is a target of that year.
    if (const std::optional<int> level = level_of(keys.back())) {
        const bool criteria_above =
            std::any_of(keys.begin(), keys.end(), [](const std::string& key) {
                return key.starts_with("เกณฑ์") || key.starts_with("ระดับ") ||
                       key.starts_with("คะแนน") || key.starts_with("ค่าคะแนน");
            });
        if (criteria_above && *level >= 1) return {Column::criteria_level, *level, 0};
    }
    // "1 คะแนน"
    if (const std::string& key = keys.back();
        key.size() > 1 && key[0] >= '1' && key[0] <= '5' && key.substr(1) == "คะแนน") {
        return {Column::criteria_level, key[0] - '0', 0};
    }
    for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
        const Column column = rule_for(*key);
        if (column == Column::unknown) continue;
        if (column == Column::target || column == Column::result || column == Column::budget) {
            ColumnMeaning meaning{column, year_above, 0};
            for (const std::string& head : keys) {
                if (head.find("ล้านบาท") != std::string::npos)
                    meaning.scale = 1'000'000;
                else if (head.find("พันบาท") != std::string::npos)
                    meaning.scale = 1'000;
            }
            return meaning;
        }
        if (column == Column::mission) {
            for (const char c : *key) {
                if (c >= '1' && c <= '9') return {column, c - '0', 0};
            }
        }
        return {column, 0, 0};
    }
    if (year_above != 0 && length_of(keys.back()) <= 12) return {Column::target, year_above, 0};
    return {};
}

int find_year(std::string_view text) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (!digit_at(text, i, length)) {
            ++i;
            continue;
        }
        std::size_t end = i;
        std::size_t digits = 0;
        while (digit_at(text, end, length)) {
            end += length;
            ++digits;
        }
        if (digits == 4) {
            if (const int year = year_from(text.substr(i, end - i))) return year;
        }
        i = end;
    }
    return 0;
}

bool is_total_label(std::string_view text) {
    const std::string key = comparison_key(strip_list_number(text).rest);
    if (key.starts_with("รวบรวม") || key.starts_with("รวมพล")) return false;
    if (length_of(key) > 60) return false;
    return key == "รวม" || key.starts_with("รวมงบ") || key.starts_with("รวมทั้ง") ||
           key.starts_with("รวมเป็น") || key.starts_with("รวมเงิน") ||
           key.starts_with("รวมโครงการ") || key.starts_with("รวมจำนวน") ||
           key.starts_with("รวมขั้นตอน") || key.starts_with("รวมวงเงิน") ||
           key.starts_with("รวมคะแนน") || key.starts_with("รวมน้ำหนัก") ||
           key.starts_with("รวมร้อยละ") || key.starts_with("รวมภารกิจ") ||
           key.starts_with("รวมแผนงาน") || key.starts_with("รวมยุทธศาสตร์") ||
           key.starts_with("รวมด้าน") || key.starts_with("รวมผลผลิต") || key.starts_with("ยอดรวม") ||
           key.starts_with("ผลรวม") || key.starts_with("total") ||
           (key.starts_with("รวม") && key.size() > 9 && key[9] >= '0' && key[9] <= '9');
}

bool looks_like_organisation(std::string_view text) {
    for (const std::string_view word :
         {"สำนัก",   "กอง",  "กรม",  "กลุ่ม",   "ศูนย์",   "สถาบัน",     "เทศบาล",  "องค์การ",
          "องค์กร",  "ฝ่าย",  "ส่วน",  "งาน",   "แผนก",  "โรงพยาบาล", "โรงเรียน", "มหาวิทยาลัย",
          "วิทยาลัย", "คณะ",  "หน่วย", "เขต",   "อำเภอ", "จังหวัด",     "กระทรวง", "ทบวง",
          "สภา",    "บริษัท", "มูลนิธิ", "สมาคม", "เมือง",  "ที่ทำการ",    "สถานี",    "ราชการ"}) {
        if (text.starts_with(word)) return true;
    }
    return false;
}

}  // namespace phaen::book
