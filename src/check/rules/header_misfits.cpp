#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "frame_tables.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& header_misfits();

namespace {

struct Misfit {
    std::string printed;
    std::vector<plan::Place> places;
    bool text = false;
};

void run(Context& context) {
    const auto begins = [&context](const std::string& key, std::string_view list) {
        const auto& words = context.words().list(list);
        return std::any_of(words.begin(), words.end(), [&key](const std::string& word) {
            return key.starts_with(base::comparison_key(word));
        });
    };
    std::map<std::string, Misfit> misfits;
    std::vector<std::string> order;
    for (const PrintedTable& table : printed_tables(context)) {
        const TablePart& first = table.parts.front();
        for (std::size_t c = 0; c < first.named; ++c) {
            const std::string key = base::comparison_key(first.title(c));
            const bool text = begins(key, "text_headers");
            const bool tracking = table.kind == "step_row" && begins(key, "tracking_headers");
            if (!text && !tracking) continue;
            std::size_t numbers = 0;
            std::size_t others = 0;
            for (const TablePart& part : table.parts) {
                for (std::size_t r = part.header_rows; r < part.table->rows.size(); ++r) {
                    for (const document::Cell& cell : part.table->rows[r].cells) {
                        if (static_cast<std::size_t>(std::max(0, cell.column)) != c) continue;
                        const std::string shown = cell.text();
                        if (shown.empty()) continue;
                        ++(is_number_text(shown) ? numbers : others);
                    }
                }
            }
            if (numbers < 3 || others > 0) continue;
            auto [entry, added] = misfits.try_emplace(key);
            if (added) order.push_back(key);
            entry->second.printed = first.title(c);
            entry->second.text = text;
            if (entry->second.places.size() < 6)
                entry->second.places.push_back(table.header_place(c));
        }
    }
    for (const std::string& key : order) {
        const Misfit& misfit = misfits.at(key);
        context.finding(header_misfits())
            .at(misfit.places)
            .found(misfit.printed)
            .say(
                "หัวตาราง “" + shorten(misfit.printed) + "” " +
                    (misfit.text ? "บอกว่าเป็นข้อความ แต่ในช่องมีแต่ตัวเลข"
                                 : "บอกว่าเป็นผลการติดตาม แต่ในช่องเป็นความก้าวหน้าสะสมตามแผน") +
                    " แก้หัวให้ตรงกับสิ่งที่อยู่ในช่อง",
                "The header “" + shorten(misfit.printed) + "” promises " +
                    (misfit.text
                         ? "text, and the column holds numbers only"
                         : "what was reached, and the column holds the plan's cumulative figures") +
                    ": let it say what the column holds.");
    }
}

}  // namespace

const Rule& header_misfits() {
    static const Rule kRule{
        .id = "header.misfits",
        .severity = Severity::info,
        .category = Category::naming,
        .title = {"หัวตารางไม่ตรงกับสิ่งที่อยู่ในช่อง", "A header does not fit what stands under it"},
        .why = {"หัวบอกว่าเป็นข้อความหรือผลการติดตาม แต่ในช่องเป็นตัวเลขของแผน มักเป็นคำที่อ่านหรือคัดลอกผิด เช่น "
                "เนื้อหา แทน น้ำหนัก",
                "The header promises text, or what was reached, over figures of the plan: often a "
                "misread or copied word."},
        .mend = {"แก้หัวตารางให้บอกสิ่งที่อยู่ในช่อง เช่น น้ำหนัก (ร้อยละ) หรือ ความก้าวหน้าสะสม",
                 "Let the header say what the column holds, such as weight or planned cumulative "
                 "progress."},
        .source = {"หัวตารางบอกว่าคอลัมน์มีอะไร", "A header tells what its column holds."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
                 "\n"
                 "ขั้นตอนการดำเนินงาน\tเนื้อหา รายขั้นตอน "
                 "(ร้อยละ)\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\tมี.ค.\tเม.ย.\tพ.ค.\tมิ.ย."
                 "\tก.ค.\tส.ค.\tก.ย.\n"
                 "๑. วางแผน\t๔๐\t๔๐\t←→\t\t\t\t\t\t\t\t\t\t\t\n"
                 "๒. จัดอบรม\t๓๐\t๗๐\t\t\t←\t\t\t\t\t\t→\t\t\t\n"
                 "๓. สรุปผล\t๓๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t←→\t\t\n",
                 {11},
                 ""}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนของปี\n"
                       "\n"
                       "ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
                       "\n"
                       "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tความก้าวหน้าสะสม\tต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\tมี.ค."
                       "\tเม.ย.\tพ.ค.\tมิ.ย.\tก.ค.\tส.ค.\tก.ย.\n"
                       "๑. วางแผน\t๔๐\t๔๐\t←→\t\t\t\t\t\t\t\t\t\t\t\n"
                       "๒. จัดอบรม\t๓๐\t๗๐\t\t\t←\t\t\t\t\t\t→\t\t\t\n"
                       "๓. สรุปผล\t๓๐\t๑๐๐\t\t\t\t\t\t\t\t\t\t←→\t\t\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
