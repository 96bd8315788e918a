#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "language_text.h"

namespace phaen::check {

const Rule& typing_misread_ordinal();

namespace {

/// Words that are printed or read for ที่ before a number.
constexpr std::string_view kInstead[] = {"นี้", "ที", "ที่่", "ที้", "ทื่"};

/// True when a code such as ๖.๓ begins here: a plain number may be a count.
bool is_code(const CodePoints& text, std::size_t at) {
    while (text[at] == U' ') ++at;
    if (!is_any_digit(text[at])) return false;
    while (is_any_digit(text[at])) ++at;
    return text[at] == U'.' && is_any_digit(text[at + 1]);
}

void run(Context& context) {
    std::vector<std::string> seen;
    for (const std::string& word : context.words().list("numbered_words")) {
        for (const std::string_view instead : kInstead) seen.push_back(word + std::string(instead));
    }
    const WordFinder finder({seen.begin(), seen.end()});
    SlipGroups groups;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (const WordFinder::Hit& hit : finder.find(text)) {
            if (!is_code(text, hit.end)) continue;
            const std::size_t word = hit.word / std::size(kInstead);
            const std::string& whole = seen[word * std::size(kInstead)];
            const std::string right = whole.substr(0, whole.size() - kInstead[0].size()) + "ที่";
            std::string mended(text.slice(0, hit.begin));
            mended += right;
            mended += text.slice(hit.end, text.size());
            groups.add(seen[hit.word],
                       {&passage, text.excerpt(hit.begin, hit.end), std::move(mended)});
        }
    });
    for (const SlipGroups::Group& group : groups.groups()) {
        FindingBuilder finding = context.finding(typing_misread_ordinal());
        add_slips(finding, group.slips);
        const std::string& where = group.slips.front().excerpt;
        finding.found(group.key).say(
            "คำ “" + group.key + "” หน้าเลขรหัสใน “" + where + "”" + times_th(group.slips.size()) +
                " พิมพ์หรืออ่านผิด ควรลงท้ายด้วย “ที่”",
            "“" + group.key + "” before a code in “" + where + "”" + times_en(group.slips.size()) +
                " is mistyped or misread: it should end in ที่.");
    }
}

}  // namespace

const Rule& typing_misread_ordinal() {
    static const Rule kRule{
        .id = "typing.misread_ordinal",
        .severity = Severity::info,
        .category = Category::typo,
        .title = {"คำ “ที่” หน้าเลขลำดับพิมพ์ผิด", "The ที่ before a code is mistyped"},
        .why = {"ชื่อระดับของแผนตามด้วย “ที่” และเลขรหัส คำอื่นในตำแหน่งนั้น เช่น มิตินี้ ๖.๓ "
                "เป็นการพิมพ์หรืออ่านผิด ชื่อระดับอยู่ในรายการ numbered_words",
                "The name of a plan's level is followed by ที่ and a code. Another word there is "
                "mistyped or misread. The names are in the list numbered_words."},
        .mend = {"แก้เป็น “ที่”", "Put ที่."},
        .source = {"การตรวจพิสูจน์อักษรของแผนราชการ", "Proof reading of official plans."},
        .fixable = true,
        .bad = {{"เป้าหมาย\n\nมิตินี้ ๖.๓ เมืองแห่งการประชุม\n", {3}, ""}},
        .near_miss = {{"เป้าหมาย\n\nมิติที่ ๖.๓ เมืองแห่งการประชุม\n\nด้านนี้ ๓ โครงการ\n", {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
