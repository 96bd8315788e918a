#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "context.h"
#include "frame_tables.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& header_project_kind();

namespace {

void run(Context& context) {
    const auto& kinds = context.words().list("project_kind_words");
    const auto kinds_in = [&kinds](const std::string& key) {
        std::set<std::string> out;
        for (const std::string& kind : kinds) {
            if (key.find(kind) != std::string::npos) out.insert(kind);
        }
        return out;
    };
    for (const PrintedTable& table : printed_tables(context)) {
        const std::string caption = base::comparison_key(table.caption);
        if (table.kind != "project_row" || caption.find("โครงการ") == std::string::npos) continue;
        const std::set<std::string> said = kinds_in(caption);
        if (said.empty()) continue;
        const TablePart& part = table.parts.front();
        for (std::size_t c = 0; c < part.named; ++c) {
            const std::string key = base::comparison_key(part.title(c));
            if (key.find("โครงการ") == std::string::npos) continue;
            const std::set<std::string> named = kinds_in(key);
            const bool agrees = named.empty() || std::any_of(named.begin(), named.end(),
                                                             [&said](const std::string& k) {
                                                                 return said.count(k) != 0;
                                                             });
            if (agrees) continue;
            context.finding(header_project_kind())
                .at(table.header_place(c))
                .at(table.caption_place)
                .found(part.title(c))
                .expected(table.caption)
                .say("หัวช่อง “" + shorten(part.title(c)) + "” ไม่ตรงกับหัวข้อ “" +
                         shorten(table.caption) + "” เหนือตาราง แก้หัวช่องให้ตรงประเภทโครงการ",
                     "The column is headed “" + shorten(part.title(c)) + "” under the heading “" +
                         shorten(table.caption) + "”: make it name the same kind of project.");
        }
    }
}

}  // namespace

const Rule& header_project_kind() {
    static const Rule kRule{
        .id = "header.project_kind",
        .severity = Severity::warning,
        .category = Category::naming,
        .title = {"หัวตารางเรียกโครงการคนละประเภทกับหัวข้อ",
                  "A header names another kind of project than the heading"},
        .why = {"หัวข้อเหนือตารางบอกประเภทโครงการหนึ่ง แต่หัวช่องชื่อโครงการบอกอีกประเภท มักเกิดจากคัดลอกตาราง",
                "The heading above names one kind of project, the column another: the table was "
                "copied."},
        .mend = {"แก้หัวช่องให้ตรงกับหัวข้อ", "Make the column agree with the heading."},
        .source = {"แต่ละบัญชีมีโครงการประเภทเดียวกัน", "Each list holds projects of its kind."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "สรุปโครงการและงบประมาณที่หน่วยงานจะดำเนินการ\n"
                 "\n"
                 "โครงการสำคัญตามภารกิจของหน่วยงาน\n"
                 "\n"
                 "ลำดับที่\tชื่อโครงการยุทธศาสตร์\tงบประมาณ\tส่วนราชการที่รับผิดชอบ\n"
                 "๑\tโครงการก\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                 "๒\tโครงการข\t๒๐๐,๐๐๐\tฝ่ายสอง\n",
                 {13},
                 ""}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนของปี\n"
                       "\n"
                       "สรุปโครงการและงบประมาณที่หน่วยงานจะดำเนินการ\n"
                       "\n"
                       "โครงการสำคัญตามภารกิจของหน่วยงาน\n"
                       "\n"
                       "ลำดับที่\tชื่อโครงการตามภารกิจ\tงบประมาณ\tส่วนราชการที่รับผิดชอบ\n"
                       "๑\tโครงการก\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                       "๒\tโครงการข\t๒๐๐,๐๐๐\tฝ่ายสอง\n",
                       {},
                       ""},
                      {"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนของปี\n"
                       "\n"
                       "สรุปโครงการและงบประมาณที่หน่วยงานจะดำเนินการ\n"
                       "\n"
                       "โครงการสำคัญตามภารกิจของหน่วยงาน\n"
                       "\n"
                       "ลำดับที่\tชื่อโครงการ\tงบประมาณ\tส่วนราชการที่รับผิดชอบ\n"
                       "๑\tโครงการก\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                       "๒\tโครงการข\t๒๐๐,๐๐๐\tฝ่ายสอง\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
