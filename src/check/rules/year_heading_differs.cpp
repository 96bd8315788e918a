#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "frame_numbers.h"
#include "frame_outline.h"
#include "frame_tables.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& year_heading_differs();

namespace {

/// The year behind `ประจำปี`, `ปีงบประมาณ` or `ในปี`; 0 for none and for spans of years.
int year_of(std::string_view text) {
    for (const std::string_view label : {"ปีงบประมาณ", "ประจำปี", "ในปี"}) {
        const std::size_t at = text.find(label);
        if (at == std::string_view::npos) continue;
        const std::string arabic = base::to_arabic_digits(text.substr(at + label.size()));
        std::size_t i = 0;
        while (i < arabic.size() && !(arabic[i] >= '0' && arabic[i] <= '9')) ++i;
        // Only `พ.ศ.`, `งบประมาณ` and spaces may stand between.
        if (i > 50) continue;
        std::size_t end = i;
        while (end < arabic.size() && arabic[end] >= '0' && arabic[end] <= '9') ++end;
        if (end - i != 4) continue;
        const std::string rest = base::clean_text(arabic.substr(end));
        if (rest.starts_with("-") || rest.starts_with("–") || rest.starts_with("ถึง")) continue;
        const auto year = base::parse_integer(arabic.substr(i, 4));
        if (year && *year >= 2484 && *year <= 2999) return static_cast<int>(*year);
    }
    return 0;
}

void run(Context& context) {
    const int fiscal_year = context.plan().fiscal_year;
    if (context.document() == nullptr || fiscal_year == 0) return;
    const auto& earlier = context.words().list("earlier_year_words");
    struct Said {
        std::string text;
        int year;
        plan::Place place;
    };
    std::vector<Said> others;
    std::size_t agree = 0;
    const auto add = [&](const std::string& text, const plan::Place& place) {
        const int year = year_of(text);
        if (year == 0) return;
        const bool back = std::any_of(
            earlier.begin(), earlier.end(),
            [&text](const std::string& word) { return text.find(word) != std::string::npos; });
        if (year == fiscal_year) {
            if (!back) ++agree;
            return;
        }
        if (back ? year < fiscal_year : std::abs(year - fiscal_year) > 5) return;
        others.push_back({text, year, place});
    };
    for (const Passage& passage : context.passages()) {
        if (passage.what != "cover" || passage.place.row >= 0) continue;
        add(passage.text, passage.place);
    }
    for (const ContentsLine& line : contents_lines(context)) add(line.title, line.place);
    for (const Heading& heading : headings(context)) {
        if (heading.what == "results" || heading.what == "framework" ||
            heading.what == "strategy" || heading.what == "strategy_node" ||
            heading.what == "indicator" || heading.what == "project_label" ||
            heading.what == "indicator_label") {
            continue;
        }
        add(heading.text, heading.place);
    }
    // Where most disagree, it is not these that are wrong.
    if (others.size() > agree + 1) return;
    for (const Said& said : others) {
        context.finding(year_heading_differs())
            .at(said.place)
            .found(thai(said.year))
            .expected(thai(fiscal_year))
            .say("“" + shorten(said.text) + "” ระบุปี " + thai(said.year) + " แต่แผนนี้เป็นของปี " +
                     thai(fiscal_year) + " แก้ปีให้ตรง",
                 "“" + shorten(said.text) + "” names " + std::to_string(said.year) +
                     "; this is the plan of " + std::to_string(fiscal_year) +
                     ": correct the year.");
    }
}

}  // namespace

const Rule& year_heading_differs() {
    static const Rule kRule{
        .id = "year.heading_differs",
        .severity = Severity::error,
        .category = Category::naming,
        .title = {"ปีในหัวข้อไม่ตรงกับปีของแผน", "A heading names another year than the plan"},
        .why = {"หัวข้อของแผนประจำปีต้องระบุปีเดียวกับปก ปีที่ต่างกันมักค้างมาจากแผนของปีก่อน",
                "Headings of an annual plan name its year. Another one is often left from the plan "
                "of the year before."},
        .mend = {"แก้ปีให้ตรงกับปก", "Correct the year."},
        .source = {"แผนหนึ่งฉบับเป็นของปีงบประมาณเดียว", "A plan is of one fiscal year."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "สรุปโครงการและงบประมาณที่หน่วยงานจะดำเนินการในปีงบประมาณ พ.ศ. ๒๕๖๔\n"
                 "\n"
                 "ลำดับที่\tชื่อโครงการ\tงบประมาณ\tส่วนราชการที่รับผิดชอบ\n"
                 "๑\tโครงการก\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n",
                 {9},
                 ""}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนของปี\n"
                       "\n"
                       "สรุปโครงการและงบประมาณที่หน่วยงานจะดำเนินการในปีงบประมาณ พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "ลำดับที่\tชื่อโครงการ\tงบประมาณ\tส่วนราชการที่รับผิดชอบ\n"
                       "๑\tโครงการก\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n"
                       "\n"
                       "ผลการดำเนินงานประจำปีงบประมาณ พ.ศ. ๒๕๖๔\n"
                       "\n"
                       "ทำได้ครบทุกโครงการ\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
