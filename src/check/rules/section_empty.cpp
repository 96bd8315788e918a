#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "frame_outline.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& section_empty();

namespace {

/// Chapters that are told in words: nothing under them stands in chapters of their own.
bool needs_text(std::string_view what) {
    static constexpr std::array<std::string_view, 12> kLeaves = {
        "preface",   "vision",         "values",     "mission_statements",
        "year_goal", "strengths",      "weaknesses", "opportunities",
        "threats",   "implementation", "glossary",   "routine_projects"};
    return std::find(kLeaves.begin(), kLeaves.end(), what) != kLeaves.end();
}

/// The chapter under which another may stand at once.
bool holds(std::string_view what, std::string_view next) {
    if (what == "swot") {
        return next == "strengths" || next == "weaknesses" || next == "opportunities" ||
               next == "threats" || next == "swot" || next == "swot_combinations" ||
               next == "swot_combination_kind" || next == "heading" || next == "other";
    }
    if (what == "results") {
        return next != "year_goal" && next != "swot" && next != "vision" && next != "strategy";
    }
    return true;
}

/// A chapter that is running text wherever it stands: the reasons for a plan, how it came about.
bool is_told(const Heading& heading, const Words& words) {
    return words.has("text_chapters", base::clean_text(heading.text));
}

/// `ส่วนที่ ๑`: a division of the document with a title page of its own.
bool is_division(const Heading& heading, const Words& words) {
    const auto& labels = words.list("division_labels");
    return std::any_of(labels.begin(), labels.end(),
                       [&](const std::string& label) { return heading.text.starts_with(label); });
}

/// Pages of headings by the contents page.
std::map<std::size_t, long long> pages_of_headings(const Context& context) {
    std::map<std::size_t, long long> pages;
    const std::vector<ContentsLine>& lines = contents_lines(context);
    for (const ContentsMatch& match : match_contents(context)) {
        if (match.kind == ContentsMatch::Kind::same && lines[match.line].number)
            pages.emplace(match.heading, *lines[match.line].number);
    }
    return pages;
}

void run(Context& context) {
    const std::vector<Heading>& body = headings(context);
    if (body.empty()) return;
    const auto& blocks = context.document()->blocks;
    const std::map<std::size_t, long long> pages = pages_of_headings(context);
    for (std::size_t h = 0; h < body.size(); ++h) {
        const Heading& heading = body[h];
        const bool part_of_swot = heading.what == "strengths" || heading.what == "weaknesses" ||
                                  heading.what == "opportunities" || heading.what == "threats";
        if (!heading.chapter && !part_of_swot) continue;
        // A line that holds both heading and text is not empty.
        if (heading.text.find(':') != std::string::npos && heading.text.back() != ':') continue;
        std::size_t next = heading.block + 1;
        while (next < blocks.size() && blocks[next].kind == document::Block::Kind::paragraph &&
               blocks[next].paragraph.text.empty()) {
            ++next;
        }
        const Heading* after = nullptr;
        bool by_page = false;
        if (next < blocks.size()) {
            if (h + 1 >= body.size() || body[h + 1].block != next) continue;
            after = &body[h + 1];
            const bool opens = after->chapter || after->what == "strengths" ||
                               after->what == "weaknesses" || after->what == "opportunities" ||
                               after->what == "threats";
            if (!opens) continue;
            const int level = heading.paragraph->heading_level;
            const int below = after->paragraph->heading_level;
            // A division holds chapters.
            if (is_division(heading, context.words()) && !is_division(*after, context.words())) {
                continue;
            }
            if (level > 0 && below > level) continue;
            const bool same_level = level > 0 && below > 0 && below <= level;
            const bool same_list =
                heading.depth > 0 && after->depth > 0 && after->depth <= heading.depth;
            if (heading.depth > 0 && after->depth > heading.depth) continue;
            if (heading.depth == 0 && after->depth > 0 && !needs_text(heading.what)) continue;
            // A division holds what follows it up to the next one.
            if (is_division(heading, context.words()) && !is_division(*after, context.words()) &&
                level <= 0) {
                continue;
            }
            // A heading over two lines.
            if (after->what == heading.what && !same_level && !same_list) continue;
            // Levels of one rank alone do not tell: officers style titles and headings alike.
            const bool sure = same_list || needs_text(heading.what) ||
                              is_told(heading, context.words()) ||
                              !holds(heading.what, after->what);
            // What is said in general may head other chapters, but not when the contents page
            // gives it a page before theirs.
            const auto page = pages.find(h);
            const auto next_page = pages.find(h + 1);
            by_page = !sure && heading.what == "general" && page != pages.end() &&
                      next_page != pages.end() && page->second < next_page->second &&
                      !is_division(heading, context.words());
            if (!sure && !by_page) continue;
        }
        auto finding = context.finding(section_empty());
        finding.at(heading.place).found(heading.text);
        if (by_page) finding.severity(Severity::info);
        finding.say("หัวข้อ “" + shorten(heading.text) + "” ไม่มีเนื้อหา " +
                        (after != nullptr ? "ตามด้วยหัวข้อ “" + shorten(after->text) + "” ทันที "
                                          : "เป็นบรรทัดสุดท้ายของเอกสาร ") +
                        "เขียนเนื้อหาหรือลบหัวข้อ",
                    "The heading “" + shorten(heading.text) + "” has no text: " +
                        (after != nullptr ? "“" + shorten(after->text) + "” follows at once"
                                          : "the document ends with it") +
                        ". Write it, or remove the heading.");
    }
}

}  // namespace

const Rule& section_empty() {
    static const Rule kRule{
        .id = "section.empty",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"หัวข้อไม่มีเนื้อหา", "A heading without a text"},
        .why = {"หัวข้อตามด้วยหัวข้อถัดไปทันที เนื้อหาตกหล่นหรือยังไม่ได้เขียน",
                "The heading is followed by the next one at once: its text was lost, or never "
                "written."},
        .mend = {"เขียนเนื้อหา หรือลบหัวข้อพร้อมบรรทัดในสารบัญ",
                 "Write the text, or remove the heading and its line on the contents page."},
        .source = {"ทุกบทมีเนื้อหา", "Every chapter says something."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "การติดตามและประเมินผล\n"
                 "\n"
                 "บัญชีรายการโครงการ/กิจกรรมประจำพื้นฐาน\n"
                 "\n"
                 "ลำดับที่\tแผนงาน\tรายการ/โครงการ\tงบประมาณ\n"
                 "๑\tแผนงานบริหาร\tงานธุรการ\t๑๐๐,๐๐๐\n",
                 {9},
                 ""},
                {"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "วิสัยทัศน์\n"
                 "\n"
                 "เมืองน่าอยู่\n"
                 "\n"
                 "การติดตามและประเมินผล\n",
                 {13},
                 ""},
                {"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "สารบัญ\n"
                 "\n"
                 "คำนำ.....\t๑\n"
                 "ข้อมูลทั่วไป.....\t๒\n"
                 "วิสัยทัศน์.....\t๓\n"
                 "\n"
                 "ข้อมูลทั่วไป\n"
                 "\n"
                 "วิสัยทัศน์\n"
                 "\n"
                 "เมืองน่าอยู่\n",
                 {15},
                 ""}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนของปี\n"
                       "\n"
                       "สารบัญ\n"
                       "\n"
                       "คำนำ.....\t๑\n"
                       "ข้อมูลทั่วไป.....\t๒\n"
                       "วิสัยทัศน์.....\t๒\n"
                       "\n"
                       "ข้อมูลทั่วไป\n"
                       "\n"
                       "วิสัยทัศน์\n"
                       "\n"
                       "เมืองน่าอยู่\n",
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
                       "การติดตามและประเมินผล\n"
                       "\n"
                       "รายงานทุกไตรมาส\n"
                       "\n"
                       "บัญชีรายการโครงการ/กิจกรรมประจำพื้นฐาน\n"
                       "\n"
                       "ลำดับที่\tแผนงาน\tรายการ/โครงการ\tงบประมาณ\n"
                       "๑\tแผนงานบริหาร\tงานธุรการ\t๑๐๐,๐๐๐\n",
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
                       "๑\tโครงการก\t๑๐๐,๐๐๐\tฝ่ายหนึ่ง\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
