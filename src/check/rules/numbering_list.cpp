#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_numbers.h"
#include "frame_outline.h"
#include "frame_tables.h"

namespace phaen::check {

const Rule& numbering_list();

namespace {

struct Entry {
    long long value = 0;
    std::string printed;
    std::string text;
    plan::Place place;
    std::size_t block = 0;
};

/// What another rule numbers, or what carries codes instead of numbers.
bool left_out(std::string_view what, std::size_t depth) {
    static constexpr std::array<std::string_view, 9> kOthers = {
        "mission_statement", "swot_item", "contents", "cover",    "strategy_node",
        "evidence",          "link",      "footnote", "framework"};
    return std::find(kOthers.begin(), kOthers.end(), what) != kOthers.end() ||
           (depth > 1 && what == "measure");
}

/// The body of a SWOT combination begins with the number of an item that it cites.
bool cites_items(const Context& context, const plan::Place& place) {
    if (context.what_at(place) != "swot_combination") return false;
    for (const plan::SwotCombination& combination : context.plan().swot.combinations) {
        for (const plan::Claim* claim :
             context.claims_about(combination.id, plan::ClaimKind::name)) {
            if (claim->place.block == place.block) return true;
        }
    }
    return false;
}

class Lists {
  public:
    explicit Lists(Context& context) : context_(context) {}

    void add(const Ordinal& ordinal, Entry entry) {
        std::string key(1, ordinal.style);
        for (std::size_t i = 0; i + 1 < ordinal.parts.size(); ++i) {
            key += std::to_string(ordinal.parts[i]) + '.';
        }
        entry.value = ordinal.parts.back();
        entry.printed = ordinal.printed;
        key += std::to_string(ordinal.parts.size());
        auto [list, added] = lists_.try_emplace(key);
        if (added) order_.push_back(key);
        // 1 again behind other text begins a new list; at once behind it, it is a slip.
        if (!list->second.empty() && ordinal.parts.size() == 1 && entry.value == 1 &&
            list->second.back().value == 1 && entry.block != list->second.back().block + 1) {
            finish(list->second, ordinal.parts.size());
            list->second.clear();
        }
        list->second.push_back(std::move(entry));
    }

    void close() {
        for (const std::string& key : order_) {
            const auto depth = static_cast<std::size_t>(key.back() - '0');
            finish(lists_.at(key), depth);
        }
        lists_.clear();
        order_.clear();
    }

  private:
    void finish(const std::vector<Entry>& list, std::size_t depth) {
        if (list.size() < 2) {
            if (depth == 1 && !list.empty()) last_ = list.back().value;
            return;
        }
        std::vector<long long> numbers;
        for (const Entry& entry : list) numbers.push_back(entry.value);
        const bool goes_on = depth == 1 && numbers.front() == last_ + 1;
        const ListRules rules{.first = goes_on ? 0 : 1, .restarts = true};
        for (const NumberSlip& slip : number_slips(numbers, rules)) {
            const Entry& entry = list[slip.index];
            const Entry& other = list[slip.index == 0 ? 1 : slip.index - 1];
            context_.finding(numbering_list())
                .at(entry.place)
                .at(other.place)
                .found(entry.printed)
                .expected(number_like(slip.expected, entry.printed))
                .say(slip_th(slip, entry.printed) + " ที่ “" + shorten(entry.text) +
                         "” แก้เลขข้อให้ต่อเนื่อง",
                     slip_en(slip, entry.printed) + " at “" + shorten(entry.text) +
                         "”: number the list anew.");
        }
        if (depth == 1) last_ = list.back().value;
    }

    Context& context_;
    std::map<std::string, std::vector<Entry>> lists_;
    std::vector<std::string> order_;
    long long last_ = 0;
};

void run(Context& context) {
    if (context.document() == nullptr) return;
    std::map<std::size_t, const Heading*> by_block;
    const std::vector<Heading>& body = headings(context);
    for (const Heading& heading : body) by_block.emplace(heading.block, &heading);
    Lists items(context);
    Lists chapters(context);
    std::size_t numbered = 0;
    std::size_t all = 0;
    for (const Heading& heading : body) {
        if (!heading.chapter || heading.what == "preface") continue;
        ++all;
        if (heading.depth > 0) ++numbered;
    }
    const bool chapters_numbered = numbered >= 3 && 10 * numbered >= 7 * all;
    const auto& blocks = context.document()->blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i].kind != document::Block::Kind::paragraph) continue;
        const document::Paragraph& paragraph = blocks[i].paragraph;
        const std::string text = paragraph.printed();
        const plan::Place place = plan_place(paragraph.place);
        const std::string_view what = context.what_at(place);
        const std::optional<Ordinal> ordinal = leading_ordinal(text);
        const auto found = by_block.find(i);
        const Heading* heading = found == by_block.end() ? nullptr : found->second;
        if (what == "contents" || what == "cover") continue;
        if (heading != nullptr && heading->chapter) {
            items.close();
            if (ordinal && chapters_numbered) {
                chapters.add(*ordinal, {0, "", std::string(ordinal->rest), place, i});
            }
            continue;
        }
        if (!ordinal) {
            if (heading != nullptr) items.close();
            continue;
        }
        if (left_out(what, ordinal->parts.size()) || cites_items(context, place)) continue;
        items.add(*ordinal, {0, "", std::string(ordinal->rest), place, i});
    }
    items.close();
    chapters.close();
}

}  // namespace

const Rule& numbering_list() {
    static const Rule kRule{
        .id = "numbering.list",
        .severity = Severity::warning,
        .category = Category::numbering,
        .title = {"ลำดับข้อในรายการไม่ต่อเนื่อง", "Numbers of a printed list do not follow each other"},
        .why = {"เลขข้อซ้ำ ข้าม หรือถอยในรายการเดียวกันทำให้อ้างถึงผิดข้อ",
                "Numbers that repeat, jump or go back within one list make references go wrong."},
        .mend = {"แก้เลขข้อให้ต่อเนื่อง", "Number the list anew."},
        .source = {"อ้างถึงข้อต่าง ๆ ด้วยเลขลำดับ", "Items are referred to by their numbers."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "หลักการและเหตุผล\n"
                 "\n"
                 "แผนนี้มีที่มาหลายประการที่ต้องกล่าวถึง\n"
                 "\n"
                 "๑. ความต้องการของประชาชน\n"
                 "\n"
                 "๑.๑ ด้านสุขภาพ\n"
                 "\n"
                 "๑.๑ ด้านการศึกษา\n"
                 "\n"
                 "๒. นโยบายของเมือง\n",
                 {17, 15},
                 ""}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนของปี\n"
                       "\n"
                       "หลักการและเหตุผล\n"
                       "\n"
                       "แผนนี้มีที่มาหลายประการที่ต้องกล่าวถึง\n"
                       "\n"
                       "๑. ความต้องการของประชาชน\n"
                       "\n"
                       "๑.๑ ด้านสุขภาพ\n"
                       "\n"
                       "๑.๒ ด้านการศึกษา\n"
                       "\n"
                       "๒. นโยบายของเมือง\n"
                       "\n"
                       "๒.๑ เมืองสีเขียว\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
