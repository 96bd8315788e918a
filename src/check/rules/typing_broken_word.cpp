#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "language_text.h"

namespace phaen::check {

const Rule& typing_broken_word();

namespace {

/// So much of each side must be found joined elsewhere for the hyphen to be a line break's.
constexpr std::size_t kSideNeeded = 4;
/// A page of such hyphens is a style, and would make the search slow.
constexpr std::size_t kMostCandidates = 200;

struct Candidate {
    const Passage* passage;
    std::string excerpt;
    std::string joined;
    std::string found;
    std::string mended;
};

bool is_printed(const Context& context, std::string_view joined) {
    return std::any_of(
        context.passages().begin(), context.passages().end(),
        [&](const Passage& passage) { return passage.text.find(joined) != std::string::npos; });
}

void run(Context& context) {
    std::vector<Candidate> candidates;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (std::size_t i = 1; i + 2 < text.size(); ++i) {
            if (text[i] != U'-' && text[i] != 0x2010) continue;
            if (!is_thai(text[i - 1]) || text[i + 1] != U' ' || !is_thai(text[i + 2])) continue;
            std::size_t begin = i;
            while (begin > 0 && is_thai(text[begin - 1]) && i - begin < kSideNeeded) --begin;
            std::size_t end = i + 2;
            while (end < text.size() && is_thai(text[end]) && end - i - 2 < kSideNeeded) ++end;
            if (i - begin < kSideNeeded || end - i - 2 < kSideNeeded) continue;
            if (candidates.size() == kMostCandidates) return;
            candidates.push_back(
                {&passage, text.excerpt(i, i + 2),
                 std::string(text.slice(begin, i)) + std::string(text.slice(i + 2, end)),
                 text.excerpt(i, i + 2, 8),
                 std::string(text.slice(0, i)) + std::string(text.slice(i + 2, text.size()))});
        }
    });
    SlipGroups groups;
    for (Candidate& candidate : candidates) {
        if (!is_printed(context, candidate.joined)) continue;
        groups.add(candidate.found,
                   {candidate.passage, candidate.excerpt, std::move(candidate.mended)});
    }
    for (const SlipGroups::Group& group : groups.groups()) {
        FindingBuilder finding = context.finding(typing_broken_word());
        add_slips(finding, group.slips);
        const std::string& where = group.slips.front().excerpt;
        finding.found(group.key).say("คำถูกตัดด้วยยัติภังค์จากการขึ้นบรรทัดใหม่ใน “" + where + "”" +
                                         times_th(group.slips.size()) + " ลบยัติภังค์และช่องว่าง",
                                     "A word is still cut by the hyphen of a line break in “" +
                                         where + "”" + times_en(group.slips.size()) +
                                         ": delete the hyphen and the space.");
    }
}

}  // namespace

const Rule& typing_broken_word() {
    static const Rule kRule{
        .id = "typing.broken_word",
        .severity = Severity::info,
        .category = Category::typo,
        .title = {"คำถูกตัดด้วยยัติภังค์ค้างอยู่", "A word still cut by a line-end hyphen"},
        .why = {"ยัติภังค์ท้ายบรรทัดที่ค้างอยู่กลางคำทำให้ค้นคำไม่พบ "
                "รายงานเฉพาะคำที่พิมพ์เต็มไว้ที่อื่นในเอกสาร",
                "A hyphen of a line break inside a word hides it from a search. Reported only when "
                "the "
                "whole word is printed elsewhere."},
        .mend = {"ลบยัติภังค์และช่องว่าง", "Delete the hyphen and the space."},
        .source = {"การตรวจพิสูจน์อักษรของแผนราชการ", "Proof reading of official plans."},
        .fixable = true,
        .bad = {{"คำนำ\n\nสำนักงานเขตดูแลประชาชนในพื้นที่\n\nประสานงานกับสำนัก- งานเขตทุกแห่ง\n", {5}, ""}},
        .near_miss =
            {{"คำนำ\n\nสำนักงานเขตดูแลประชาชน\n\nดำเนินการในเดือนตุลาคม- ธันวาคม และ โควิด - ๑๙\n",
              {},
              ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
