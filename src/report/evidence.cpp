#include <algorithm>

#include "phaen/base/thai_text.h"
#include "writer.h"

/// The evidence binder: what is there for each indicator and step, numbered through, and what is
/// missing.
namespace phaen::report {

namespace {

/// The levels that require the item: `๔, ๕`.
std::string levels_with(const plan::Indicator& indicator, const plan::Id& item) {
    std::vector<int> levels;
    for (const plan::ScoringLevel& level : indicator.scoring_criteria) {
        const std::vector<plan::Id>& needed = level.requires_evidence;
        if (std::find(needed.begin(), needed.end(), item) != needed.end())
            levels.push_back(level.level);
    }
    std::sort(levels.begin(), levels.end());
    std::string text;
    for (const int level : levels) {
        if (!text.empty()) text += ", ";
        text += base::to_thai_digits(std::to_string(level));
    }
    return text;
}

std::string titled(const plan::Indicator& indicator) {
    return indicator.number.empty() ? indicator.name
                                    : base::to_thai_digits(indicator.number) + " " + indicator.name;
}

}  // namespace

/// The files about an element: number in the binder, title, day, document, hash.
std::string Writer::files_of(std::string_view element, int& place) const {
    std::string text;
    for (const std::uint32_t fact : world_.evidence_of(element)) {
        const facts::FactView seen = world_.log().at(fact);
        if (seen.evidence == nullptr) continue;
        const facts::Evidence& file = *seen.evidence;
        if (!text.empty()) text += "\n";
        text += word("binder_file", {{"number", number(++place)},
                                     {"title", file.title.empty() ? file.file : file.title},
                                     {"day", day(std::chrono::year_month_day(std::chrono::sys_days(
                                                 std::chrono::days(seen.last_day))))}});
        if (!file.title.empty() && !file.file.empty())
            text += "\n" + word("binder_file_name", {{"text", file.file}});
        if (!file.document.empty())
            text += "\n" + word("event_document", {{"text", file.document}});
        if (!file.url.empty()) text += "\n" + file.url;
        if (!file.sha256.empty()) text += "\n" + word("binder_hash", {{"text", file.sha256}});
    }
    return text;
}

void Writer::evidence() {
    std::vector<const plan::Indicator*> indicators;
    for (const plan::Indicator& one : sources_.plan->indicators) {
        indicators.push_back(&one);
        for (const plan::Indicator& sub : one.sub_indicators) indicators.push_back(&sub);
    }
    heading(2, word("summary"));
    open_table({130, 24, 24, 24});
    head({"indicator", "binder_items", "binder_files", "binder_missing"});
    std::int64_t items = 0;
    std::int64_t files = 0;
    std::int64_t missing = 0;
    for (const plan::Indicator* one : indicators) {
        if (one->evidence.empty() && world_.evidence_of(one->id).empty()) continue;
        std::int64_t there = static_cast<std::int64_t>(world_.evidence_of(one->id).size());
        std::int64_t lacking = 0;
        for (const plan::EvidenceItem& item : one->evidence) {
            const auto count = static_cast<std::int64_t>(world_.evidence_of(item.id).size());
            there += count;
            if (count == 0 && !item.catch_all) ++lacking;
        }
        const auto count = static_cast<std::int64_t>(one->evidence.size());
        row({{titled(*one)},
             at_end(number(count)),
             at_end(number(there)),
             at_end(number(lacking))});
        items += count;
        files += there;
        missing += lacking;
    }
    row({strong({word("total")}), strong(at_end(number(items))), strong(at_end(number(files))),
         strong(at_end(number(missing)))});
    close_table();
    int place = 0;
    for (const plan::Indicator* one : indicators) evidence_for(*one, place);
    evidence_of_steps(place);
}

void Writer::evidence_for(const plan::Indicator& indicator, int& place) {
    const std::string of_itself = files_of(indicator.id, place);
    if (indicator.evidence.empty() && of_itself.empty()) return;
    heading(2, titled(indicator));
    open_table({14, 80, 20, 120});
    head({"meetings_number", "binder_item", "level", "binder_file_column"});
    if (!of_itself.empty()) row({{""}, {word("binder_whole")}, centred(word("none")), {of_itself}});
    for (const plan::EvidenceItem& item : indicator.evidence) {
        std::string files = files_of(item.id, place);
        if (files.empty()) files = item.catch_all ? word("none") : word("binder_none");
        const std::string levels = levels_with(indicator, item.id);
        row({centred(item.number.empty() ? word("none") : base::to_thai_digits(item.number)),
             {item.text},
             centred(levels.empty() ? word("none") : levels),
             {files}});
    }
    close_table();
}

void Writer::evidence_of_steps(int& place) {
    bool any = false;
    for (const plan::Schedule& schedule : sources_.plan->schedules) {
        for (const plan::Step& step : schedule.steps) {
            const std::string files = files_of(step.id, place);
            if (files.empty()) continue;
            if (!any) {
                heading(2, word("binder_steps"));
                open_table({100, 134});
                head({"step", "binder_file_column"});
                any = true;
            }
            row({{step.text}, {files}});
        }
    }
    if (any) close_table();
}

}  // namespace phaen::report
