#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "context.h"
#include "frame_outline.h"
#include "frame_tables.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& header_differs();

namespace {

std::string digits_of(const std::string& key) {
    std::string out;
    for (const char c : key) {
        if (c >= '0' && c <= '9') out += c;
    }
    return out;
}

/// The list of words for one kind of column that has the header; empty for none.
std::string_view meaning_of(const Words& words, const std::string& key) {
    static constexpr std::array<std::string_view, 5> kLists = {
        "owner_headers", "money_headers", "project_headers", "number_headers", "unit_headers"};
    for (const std::string_view list : kLists) {
        for (const std::string& word : words.list(list)) {
            if (key == base::comparison_key(word)) return list;
        }
    }
    return {};
}

struct Form {
    std::string key;
    std::string printed;
    std::vector<plan::Place> places;
};

void run(Context& context) {
    // 1. Tables whose headers are the same but for one column, by that column.
    std::map<std::string, std::vector<Form>> groups;
    std::vector<std::string> order;
    for (const PrintedTable& table : printed_tables(context)) {
        for (const TablePart& part : table.parts) {
            if (part.named < 3) continue;
            std::vector<std::string> keys;
            for (std::size_t c = 0; c < part.named; ++c) {
                keys.push_back(base::comparison_key(part.title(c)));
            }
            for (std::size_t c = 0; c < part.named; ++c) {
                if (keys[c].empty() || part.header[c].empty()) continue;
                std::string group = table.kind + '|' + std::to_string(c);
                for (std::size_t k = 0; k < part.named; ++k) group += '|' + (k == c ? "" : keys[k]);
                auto [entry, added] = groups.try_emplace(group);
                if (added) order.push_back(group);
                auto form = std::find_if(entry->second.begin(), entry->second.end(),
                                         [&](const Form& f) { return f.key == keys[c]; });
                if (form == entry->second.end()) {
                    entry->second.push_back({keys[c], part.title(c), {}});
                    form = std::prev(entry->second.end());
                }
                form->places.push_back(plan_place(part.header[c].back()->place));
            }
        }
    }
    const auto& kinds = context.words().list("project_kind_words");
    // 2. The form that most have is the one meant; of equals the first.
    for (const std::string& group : order) {
        const std::vector<Form>& forms = groups.at(group);
        if (forms.size() < 2) continue;
        const auto usual = std::max_element(
            forms.begin(), forms.end(),
            [](const Form& a, const Form& b) { return a.places.size() < b.places.size(); });
        for (const Form& form : forms) {
            if (&form == &*usual || digits_of(form.key) != digits_of(usual->key)) continue;
            const bool part_of = form.key.find(usual->key) != std::string::npos ||
                                 usual->key.find(form.key) != std::string::npos;
            // A table of one kind of project may say so; whether rightly is another rule's.
            const bool kind = std::any_of(kinds.begin(), kinds.end(), [&](const std::string& word) {
                return (form.key.find(word) == std::string::npos) !=
                       (usual->key.find(word) == std::string::npos);
            });
            if (kind) continue;
            // Another word for the same thing, in one table where several use this one.
            const std::string_view meaning = meaning_of(context.words(), form.key);
            const bool synonym = !meaning.empty() && usual->places.size() >= 2 &&
                                 form.places.size() < usual->places.size() &&
                                 meaning == meaning_of(context.words(), usual->key);
            if (!part_of && !synonym && likeness(form.key, usual->key) < 700) continue;
            std::vector<plan::Place> places(form.places);
            if (places.size() > 3) places.resize(3);
            for (std::size_t i = 0; i < usual->places.size() && i < 3; ++i) {
                places.push_back(usual->places[i]);
            }
            context.finding(header_differs())
                .at(places)
                .found(form.printed)
                .expected(usual->printed)
                .say("หัวตารางพิมพ์ “" + shorten(form.printed) + "” แต่ตารางแบบเดียวกันใช้ “" +
                         shorten(usual->printed) + "” ใช้คำเดียวกันทุกตาราง",
                     "This table heads the column “" + shorten(form.printed) +
                         "”, others of the same form “" + shorten(usual->printed) +
                         "”: use one wording.");
        }
    }
}

}  // namespace

const Rule& header_differs() {
    static const Rule kRule{
        .id = "header.differs",
        .severity = Severity::info,
        .category = Category::naming,
        .title = {"หัวตารางแบบเดียวกันใช้คำต่างกัน", "Headers of tables of one form differ"},
        .why = {"ตารางแบบเดียวกันมีหัวต่างคำ ผู้อ่านไม่แน่ใจว่าช่องหมายถึงสิ่งเดียวกัน",
                "Tables of the same form head one column in different words, so a reader cannot be "
                "sure that it means the same."},
        .mend = {"ใช้หัวตารางคำเดียวกันทุกตาราง", "Use one wording in all of them."},
        .source = {"หนึ่งความหมายใช้คำเดียว", "One word per concept."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "เกณฑ์การให้คะแนน “ตัวชี้วัดก”\n"
                 "\n"
                 "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                 "๕\tร้อยละ ๑๐๐\tทำครบ ก\t๒๐\n"
                 "๔\tร้อยละ ๙๐\tทำเกือบครบ ก\t๑๘\n"
                 "\n"
                 "เกณฑ์การให้คะแนน “ตัวชี้วัดข”\n"
                 "\n"
                 "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tการดำเนินงาน\tคะแนนที่ได้รับ\n"
                 "๕\tร้อยละ ๑๐๐\tทำครบ ข\t๒๐\n"
                 "๔\tร้อยละ ๙๐\tทำเกือบครบ ข\t๑๘\n"
                 "\n"
                 "เกณฑ์การให้คะแนน “ตัวชี้วัดค”\n"
                 "\n"
                 "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                 "๕\tร้อยละ ๑๐๐\tทำครบ ค\t๒๐\n"
                 "๔\tร้อยละ ๙๐\tทำเกือบครบ ค\t๑๘\n"
                 "\n",
                 {17, 11},
                 ""},
                {"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "ภารกิจที่ ๑ ดูแลคลอง\n"
                 "\n"
                 "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                 "๑\tโครงการขุดลอกคลอง\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                 "\n"
                 "ภารกิจที่ ๒ ดูแลถนน\n"
                 "\n"
                 "ที่\tโครงการ\tงบประมาณ\tเจ้าภาพ\n"
                 "๑\tโครงการซ่อมทางเท้า\t๒๐๐,๐๐๐\tฝ่ายสอง\n"
                 "\n"
                 "ภารกิจที่ ๓ ดูแลสวน\n"
                 "\n"
                 "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                 "๑\tโครงการปลูกต้นไม้ใหญ่\t๓๐๐,๐๐๐\tฝ่ายหนึ่ง\n",
                 {16, 11},
                 ""}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนของปี\n"
                       "\n"
                       "เกณฑ์การให้คะแนน “ตัวชี้วัดก”\n"
                       "\n"
                       "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                       "๕\tร้อยละ ๑๐๐\tทำครบ ก\t๒๐\n"
                       "๔\tร้อยละ ๙๐\tทำเกือบครบ ก\t๑๘\n"
                       "\n"
                       "เกณฑ์การให้คะแนน “ตัวชี้วัดข”\n"
                       "\n"
                       "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการ ดำเนินงาน\tคะแนนที่ได้รับ\n"
                       "๕\tร้อยละ ๑๐๐\tทำครบ ข\t๒๐\n"
                       "๔\tร้อยละ ๙๐\tทำเกือบครบ ข\t๑๘\n"
                       "\n"
                       "เกณฑ์การให้คะแนน “ตัวชี้วัดค”\n"
                       "\n"
                       "ระดับความสำเร็จ\tเกณฑ์ร้อยละความสำเร็จ\tผลการดำเนินงาน\tคะแนนที่ได้รับ\n"
                       "๕\tร้อยละ ๑๐๐\tทำครบ ค\t๒๐\n"
                       "๔\tร้อยละ ๙๐\tทำเกือบครบ ค\t๑๘\n"
                       "\n",
                       {},
                       ""},
                      // Two tables: neither word is the usual one.
                      {"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนของปี\n"
                       "\n"
                       "ภารกิจที่ ๑ ดูแลคลอง\n"
                       "\n"
                       "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ\n"
                       "๑\tโครงการขุดลอกคลอง\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                       "\n"
                       "ภารกิจที่ ๒ ดูแลถนน\n"
                       "\n"
                       "ที่\tโครงการ\tงบประมาณ\tเจ้าภาพ\n"
                       "๑\tโครงการซ่อมทางเท้า\t๒๐๐,๐๐๐\tฝ่ายสอง\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
