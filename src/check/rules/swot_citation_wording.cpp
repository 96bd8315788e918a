#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "names.h"
#include "phaen/base/thai_text.h"
#include "phaen/check/near.h"
#include "ref_swot.h"

namespace phaen::check {

const Rule& swot_citation_wording();

namespace {

/// The part of a citation's text that quotes the item: its beginning, as long as is most like the
/// item. Empty when it is the item itself, or too free to be a quotation.
std::string quotation(const SwotCitation& citation, const plan::SwotItem& item) {
    constexpr std::size_t kSlack = 9;
    const std::u32string own = fold(item.text).text;
    const Folded said = fold(citation.text);
    if (own.size() < 15 || !SwotItems::says(citation.text, item)) return {};
    const std::u32string_view text = said.text;
    if (text.starts_with(own)) return {};
    int limit = static_cast<int>(own.size() / 5);
    std::size_t best = 0;
    const std::size_t most = std::min(text.size(), own.size() + kSlack);
    for (std::size_t length = own.size() - std::min(own.size(), kSlack); length <= most; ++length) {
        const std::optional<int> distance = edit_distance(text.substr(0, length), own, limit);
        if (!distance || (best != 0 && *distance >= limit)) continue;
        limit = *distance;
        best = length;
    }
    return best == 0 ? std::string() : base::clean_text(citation.text.substr(0, said.begin[best]));
}

struct Quoted {
    const plan::SwotCombination* combination = nullptr;
    const plan::SwotItem* item = nullptr;
    SwotCitation citation;
};

std::vector<Quoted> quotations(const Context& context, const SwotItems& items) {
    std::vector<Quoted> out;
    for (const plan::SwotCombination& combination : context.plan().swot.combinations) {
        for (const plan::Claim* claim :
             context.claims_about(combination.id, plan::ClaimKind::name)) {
            for (SwotCitation& citation : swot_citations(claim->printed)) {
                const plan::SwotItem* item = items.find(citation.id);
                // A bare number, as in a list of them, quotes nothing.
                if (item == nullptr || fold(citation.text).text.size() < 15) continue;
                out.push_back({&combination, item, std::move(citation)});
            }
        }
    }
    return out;
}

FindingBuilder& tell(Context& context, FindingBuilder& finding, const Quoted& quoted) {
    return finding.about(quoted.combination->id)
        .at(cited_at(context, *quoted.combination, quoted.citation.printed))
        .at(context.places_of(quoted.item->id))
        .expected(quoted.item->text);
}

void report_changes(Context& context, const Quoted& quoted) {
    const std::string words = quotation(quoted.citation, *quoted.item);
    if (words.empty()) return;
    const std::vector<TextChange> changes = describe_changes(words, quoted.item->text);
    if (changes.empty()) return;
    FindingBuilder finding = context.finding(swot_citation_wording());
    tell(context, finding, quoted)
        .found(words)
        .say(combination_th(*quoted.combination) + " ยกข้อความของ " + quoted.item->id +
                 " ไม่ตรงกับรายการ: " + say_changes_th(changes) + " ใช้ข้อความเดียวกัน",
             "The " + combination_en(*quoted.combination) + " quotes " + quoted.item->id +
                 " in other words: " + say_changes_en(changes) + ". Use those of the list.");
}

void report_other(Context& context, const Quoted& quoted) {
    FindingBuilder finding = context.finding(swot_citation_wording());
    tell(context, finding, quoted)
        .severity(Severity::warning)
        .found(shorten(quoted.citation.text, 200))
        .say("ข้อความที่" + combination_th(*quoted.combination) + " ยกมาเป็นของ " + quoted.item->id +
                 " ไม่ใช่ข้อความของข้อนั้นหรือข้อใดในรายการ ตรวจเลขข้อและข้อความ",
             "What the " + combination_en(*quoted.combination) + " quotes as " + quoted.item->id +
                 " are not its words, nor those of another item: see which is meant.");
}

void run(Context& context) {
    const auto& items = context.derived<SwotItems>();
    const std::vector<Quoted> all = quotations(context, items);
    std::vector<const Quoted*> other;
    for (const Quoted& quoted : all) {
        if (SwotItems::says(quoted.citation.text, *quoted.item)) {
            report_changes(context, quoted);
        } else if (items.said_by(quoted.citation.text) == nullptr) {
            other.push_back(&quoted);
        }
    }
    // Where several say it in their own words, that is the way of the document.
    if (other.size() * 5 > all.size()) return;
    for (const Quoted* quoted : other) report_other(context, *quoted);
}

constexpr std::string_view kLists =
    "การวิเคราะห์ SWOT\n"
    "\n"
    "จุดแข็ง (S)\n"
    "\n"
    "S๑ บุคลากรรู้จักพื้นที่และผู้นำชุมชน\n"
    "S๒ มีรถเก็บขนเพียงพอต่อรอบการเก็บ\n"
    "\n"
    "โอกาส (O)\n"
    "\n"
    "O๑ ประชาชนสนใจการคัดแยกขยะมากขึ้น\n"
    "O๒ ภาคเอกชนยินดีให้ใช้ที่ดินว่างเป็นสวน\n"
    "\n"
    "๑. การดำเนินงานเชิงรุกโดยใช้จุดแข็ง (Strengths) และใช้ประโยชน์จากโอกาส (Opportunities)\n"
    "\n"
    "๑.๑ การคัดแยกขยะในชุมชน\n"
    "\n";

}  // namespace

const Rule& swot_citation_wording() {
    static const std::string kBad =
        std::string(kLists) +
        "- S๑ บุคลากรรู้จักพื้นที่และผู้นำชุมชน O๑ ประชาชนสนใจคัดแยกขยะมากขึ้น จึงกำหนดโครงการคัดแยกขยะ\n";
    static const std::string kGood =
        std::string(kLists) +
        "- S๑ บุคลากรรู้จักพื้นที่และผู้นำชุมชน O๑ ประชาชนสนใจการคัดแยกขยะมากขึ้น จึงกำหนดโครงการคัดแยกขยะ\n";
    static const Rule kRule{
        .id = "swot.citation_wording",
        .severity = Severity::info,
        .category = Category::naming,
        .title = {"ยกข้อความ SWOT ไม่ตรงกับรายการ", "A SWOT item is quoted in other words"},
        .why =
            {"ข้อที่ยกมาอ้างควรใช้ข้อความเดียวกับรายการ คำที่ตกหรือเปลี่ยนทำให้สงสัยว่าเป็นข้อเดียวกันหรือไม่",
             "An item that is quoted keeps its words. One that lost or changed some makes readers "
             "ask whether it is the same."},
        .mend = {"ใช้ข้อความตามรายการ", "Use the words of the list."},
        .source = {"เรื่องเดียวกันกล่าวไว้ต่างกัน", "The same thing said differently."},
        .bad = {{kBad, {17}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
