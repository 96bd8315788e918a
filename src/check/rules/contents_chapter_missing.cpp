#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_outline.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& contents_chapter_missing();

namespace {

/// A heading of a numbered series: `ภารกิจที่ ๒ …`, `ตาราง ข …`.
struct Member {
    std::string series;
    std::string number;
};

/// One Thai consonant that stands alone, as in `ตาราง ก.`
std::string lone_letter(std::string_view text) {
    constexpr std::size_t kBytes = 3;
    if (text.size() < kBytes || text[0] != '\xE0' || text[1] != '\xB8') return {};
    const std::string_view rest = text.substr(kBytes);
    if (!rest.empty() && rest[0] != ' ' && rest[0] != '.' && rest[0] != ':') return {};
    return std::string(text.substr(0, kBytes));
}

std::optional<Member> member_of(const Heading& heading, const Words& words) {
    const std::string text = base::to_arabic_digits(base::clean_text(heading.text));
    for (const std::string_view list : {"numbered_labels", "series_labels"}) {
        for (const std::string& label : words.list(list)) {
            if (!text.starts_with(label)) continue;
            std::string_view rest = std::string_view(text).substr(label.size());
            while (rest.starts_with(' ')) rest.remove_prefix(1);
            std::size_t length = 0;
            while (length < rest.size() && rest[length] >= '0' && rest[length] <= '9') ++length;
            std::string number(rest.substr(0, length));
            if (number.empty()) number = lone_letter(rest);
            if (!number.empty()) return Member{heading.what + '|' + label, std::move(number)};
        }
    }
    return std::nullopt;
}

struct Series {
    std::vector<std::size_t> headings;  ///< the first of each number
    std::set<std::string> numbers;
    std::size_t listed = 0;
};

/// A title that runs on in the next line.
bool runs_on(const Heading& before, const Heading& heading) {
    if (heading.block != before.block + 1) return false;
    return heading.place.line <= before.place.line + 1;
}

void run(Context& context) {
    const std::vector<ContentsLine>& lines = contents_lines(context);
    if (lines.size() < 3) return;
    const std::vector<Heading>& body = headings(context);
    // A contents page of divisions alone (บทที่, ส่วนที่) lists no chapters within them.
    const auto& labels = context.words().list("division_labels");
    const auto is_division = [&labels](std::string_view text) {
        return std::any_of(labels.begin(), labels.end(),
                           [&](const std::string& label) { return text.starts_with(label); });
    };
    const auto divisions = static_cast<std::size_t>(std::count_if(
        lines.begin(), lines.end(), [&](const auto& line) { return is_division(line.title); }));
    const bool divisions_only = divisions >= 3 && divisions + 2 >= lines.size();
    std::set<std::size_t> listed;
    std::set<std::string> listed_keys;
    std::size_t deepest = 0;
    for (const ContentsLine& line : lines) listed_keys.insert(line.key);
    for (const ContentsMatch& match : match_contents(context)) {
        if (match.heading >= body.size()) continue;
        if (match.kind != ContentsMatch::Kind::same && match.kind != ContentsMatch::Kind::differs) {
            continue;
        }
        listed.insert(match.heading);
        deepest = std::max(deepest, body[match.heading].depth);
    }
    // The contents page goes down to a rank when it has nearly all headings of that rank.
    struct Rank {
        std::size_t all = 0;
        std::size_t listed = 0;
    };
    std::map<std::pair<int, std::size_t>, Rank> ranks;
    const auto counts = [](const Heading& heading) {
        return heading.chapter && heading.what != "preface" && heading.what != "contents" &&
               heading.what != "higher_indicators" && heading.what != "indicator_group";
    };
    const auto rank_of = [](const Heading& heading) {
        return std::pair{heading.paragraph->heading_level, std::max<std::size_t>(heading.depth, 1)};
    };
    // A heading of the same kind as the chapter before it is a part of that chapter.
    std::set<std::size_t> parts;
    std::string_view before;
    for (std::size_t h = 0; h < body.size(); ++h) {
        if (!body[h].chapter) continue;
        if (body[h].what == before) parts.insert(h);
        before = body[h].what;
    }
    const auto behind_contents = [&lines](const Heading& heading) {
        return heading.place.block > lines.back().place.block;
    };
    const auto is_listed = [&](std::size_t h) {
        return listed.count(h) != 0 || listed_keys.count(body[h].key) != 0;
    };
    const auto report = [&](const Heading& heading, Severity severity) {
        context.finding(contents_chapter_missing())
            .severity(severity)
            .at(heading.place)
            .found(heading.text)
            .say("หัวข้อ “" + shorten(heading.text) + "” ไม่มีในสารบัญ ทั้งที่หัวข้อระดับเดียวกันมี เพิ่มในสารบัญ",
                 "The heading “" + shorten(heading.text) +
                     "” is missing from the contents page, which lists the others of its rank: add "
                     "it.");
    };
    // 1. One of a numbered series of which the contents page has the others.
    std::map<std::string, Series> all_series;
    std::set<std::size_t> in_series;
    for (std::size_t h = 0; h < body.size(); ++h) {
        if (!behind_contents(body[h])) continue;
        const std::optional<Member> member = member_of(body[h], context.words());
        if (!member) continue;
        in_series.insert(h);
        Series& series = all_series[member->series];
        if (!series.numbers.insert(member->number).second) continue;
        series.headings.push_back(h);
        if (is_listed(h)) ++series.listed;
    }
    for (const auto& [name, series] : all_series) {
        const std::size_t missing = series.headings.size() - series.listed;
        if (missing == 0 || series.listed == 0 || (missing > 1 && missing * 3 > series.listed))
            continue;
        for (const std::size_t h : series.headings) {
            if (!is_listed(h)) report(body[h], Severity::warning);
        }
    }
    // 2. A chapter, where those of its rank are listed.
    for (std::size_t h = 0; h < body.size(); ++h) {
        if (!counts(body[h])) continue;
        Rank& rank = ranks[rank_of(body[h])];
        ++rank.all;
        if (is_listed(h)) ++rank.listed;
    }
    for (std::size_t h = 0; h < body.size(); ++h) {
        const Heading& heading = body[h];
        if (!counts(heading) || is_listed(h) || in_series.count(h) != 0) continue;
        if (!behind_contents(heading)) continue;
        if (divisions_only && !is_division(heading.text)) continue;
        if (heading.text.starts_with("-") || heading.text.starts_with("•")) continue;
        const Rank& rank = ranks[rank_of(heading)];
        if (rank.listed < 3 || 10 * rank.listed < 7 * rank.all) continue;
        if (heading.depth > std::max<std::size_t>(deepest, 1)) continue;
        const bool part = parts.count(h) != 0;
        // The plans above are named under one chapter, each by its title.
        if (part && (heading.what == "strategy" || heading.depth > 0)) continue;
        // A part of a chapter need not be listed, unless it is the only heading that is not.
        if (part &&
            (rank.listed < 5 || rank.listed + 1 != rank.all || runs_on(body[h - 1], heading)))
            continue;
        report(heading, part ? Severity::info : Severity::warning);
    }
}

}  // namespace

const Rule& contents_chapter_missing() {
    static const Rule kRule{
        .id = "contents.chapter_missing",
        .severity = Severity::warning,
        .category = Category::missing,
        .title = {"หัวข้อในเล่มไม่มีในสารบัญ", "A chapter is not on the contents page"},
        .why =
            {"สารบัญมีหัวข้อระดับเดียวกันเกือบทั้งหมด แต่ขาดหัวข้อนี้ ผู้อ่านจึงหาไม่พบ",
             "The contents page lists nearly all headings of this rank and leaves this one out."},
        .mend = {"เพิ่มหัวข้อในสารบัญ", "Add the heading to the contents page."},
        .source = {"สารบัญจัดทำจากหัวข้อในเล่ม", "The contents page is made from the headings."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนนี้จัดทำตามวงเงินที่ได้รับ\n"
                 "\n"
                 "สารบัญ\n"
                 "\n"
                 "คำนำ.....\t๑\n"
                 "หลักการและเหตุผล.....\t๒\n"
                 "พันธกิจ.....\t๓\n"
                 "การติดตามและประเมินผล.....\t๔\n"
                 "\n"
                 "หลักการและเหตุผล\n"
                 "\n"
                 "ประชาชนต้องการบริการที่เร็วขึ้น\n"
                 "\n"
                 "วิสัยทัศน์\n"
                 "\n"
                 "บริการดีทุกวัน\n"
                 "\n"
                 "พันธกิจ\n"
                 "\n"
                 "๑. ให้บริการประชาชน\n"
                 "๒. พัฒนาบุคลากร\n"
                 "\n"
                 "การติดตามและประเมินผล\n"
                 "\n"
                 "รายงานทุกไตรมาส\n",
                 {20},
                 ""},
                // The second of three missions.
                {"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนนี้จัดทำตามวงเงินที่ได้รับ\n"
                 "\n"
                 "สารบัญ\n"
                 "\n"
                 "คำนำ.....\t๑\n"
                 "ภารกิจที่ ๑ ดูแลคลอง.....\t๒\n"
                 "ภารกิจที่ ๓ ดูแลสวน.....\t๔\n"
                 "\n"
                 "ภารกิจที่ ๑ ดูแลคลอง\n"
                 "\n"
                 "โครงการขุดลอกคลอง\n"
                 "\n"
                 "ภารกิจที่ ๒ ดูแลถนน\n"
                 "\n"
                 "โครงการซ่อมทางเท้า\n"
                 "\n"
                 "ภารกิจที่ ๓ ดูแลสวน\n"
                 "\n"
                 "โครงการปลูกต้นไม้ใหญ่\n",
                 {19},
                 ""}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนนี้จัดทำตามวงเงินที่ได้รับ\n"
                       "\n"
                       "สารบัญ\n"
                       "\n"
                       "หลักการและเหตุผล.....\t๒\n"
                       "วิสัยทัศน์.....\t๓\n"
                       "พันธกิจ.....\t๓\n"
                       "การติดตามและประเมินผล.....\t๔\n"
                       "\n"
                       "หลักการและเหตุผล\n"
                       "\n"
                       "ประชาชนต้องการบริการที่เร็วขึ้น\n"
                       "\n"
                       "วิสัยทัศน์\n"
                       "\n"
                       "บริการดีทุกวัน\n"
                       "\n"
                       "พันธกิจ\n"
                       "\n"
                       "๑. ให้บริการประชาชน\n"
                       "๒. พัฒนาบุคลากร\n"
                       "\n"
                       "การติดตามและประเมินผล\n"
                       "\n"
                       "รายงานทุกไตรมาส\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
