#include "target_prints.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string_view>
#include <utility>

#include "phaen/base/thai_text.h"
#include "prose.h"

namespace phaen::check {

namespace {

constexpr std::string_view kPercent = "ร้อยละ";
constexpr std::string_view kLevel = "ระดับ";

bool is_year(const Figure& figure) {
    return figure.units >= Units{2400} * base::Decimal::kScale &&
           figure.units <= Units{2700} * base::Decimal::kScale;
}

/// A list of years, one a line: `ปี 2567 : ร้อยละ 60`. Each line's year and what it says.
std::vector<std::pair<int, std::string>> lines_of_years(std::string_view text) {
    std::vector<std::pair<int, std::string>> lines;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string line = prepare(text.substr(begin, end - begin));
        begin = end + 1;
        const std::size_t colon = line.find_first_of(":=");
        const auto figures = figures_in(line);
        if (colon == std::string::npos || figures.empty() || !is_year(figures.front()) ||
            figures.front().begin > colon) {
            continue;
        }
        lines.emplace_back(static_cast<int>(figures.front().units / base::Decimal::kScale),
                           line.substr(colon + 1));
    }
    return lines;
}

/// The word behind a number: letters up to a space, bracket or mark.
std::string word_at(std::string_view text) {
    text = trimmed(text);
    const std::size_t end = text.find_first_of(" ()/,;.:\"");
    return std::string(text.substr(0, std::min(end, text.size())));
}

}  // namespace

std::string same_unit(std::string_view unit) {
    if (unit == "%" || unit == "เปอร์เซ็นต์") return std::string(kPercent);
    return base::comparison_key(unit);
}

std::optional<TargetPrint> read_target(std::string_view printed) {
    const std::string text = prepare(printed);
    TargetPrint print;
    print.printed = base::clean_text(printed);
    for (const std::string_view word : {"เพิ่มขึ้น", "ลดลง"}) {
        print.relative = print.relative || text.find(word) != std::string::npos;
    }
    std::size_t base_at = std::string::npos;
    for (const std::string_view word : {"จากปี", "จากฐาน", "จากค่าฐาน", "เทียบกับ", "จากเดิม", "จาก "}) {
        base_at = std::min(base_at, text.find(word));
    }
    std::vector<Figure> figures;
    for (const Figure& figure : figures_in(text)) {
        if (base_at != std::string::npos && figure.begin > base_at) {
            print.based = true;
        } else if (!is_year(figure)) {
            figures.push_back(figure);
        }
    }
    if (figures.size() != 1) return std::nullopt;
    const Figure& figure = figures.front();
    print.value = base::Decimal::from_units(figure.units);
    const std::string_view before = trimmed(std::string_view(text).substr(0, figure.begin));
    const std::string behind = word_at(std::string_view(text).substr(figure.end));
    if (before.ends_with(kPercent) || behind == "%") {
        print.unit = kPercent;
    } else if (before.ends_with(kLevel) || before.ends_with("ระดับที่")) {
        print.unit = kLevel;
    } else if (!behind.empty() && !behind.starts_with("ขึ้นไป") && !behind.starts_with("จาก")) {
        print.unit = behind;
    }
    return print;
}

void AllTargets::add_claims(const Context& context, PrintedTargets& targets) const {
    const plan::Indicator& indicator = *targets.indicator;
    const auto claims = context.claims_about(indicator.id, plan::ClaimKind::target);
    const auto add = [&](std::string_view text, const plan::Place& place, int year) {
        auto print = read_target(text);
        if (!print) return;
        print->place = place;
        print->fiscal_year = year;
        targets.prints.push_back(std::move(*print));
    };
    std::map<std::pair<int, int>, std::size_t> in_row;
    for (const plan::Claim* claim : claims) {
        if (claim->place.row >= 0) ++in_row[{claim->place.block, claim->place.row}];
    }
    std::map<std::pair<int, int>, std::size_t> seen;
    for (const plan::Claim* claim : claims) {
        const std::pair<int, int> row{claim->place.block, claim->place.row};
        int year = context.plan().fiscal_year;
        if (claim->place.row >= 0 && in_row[row] > 1) {
            // Several in a row are those of the years that the indicator has targets for.
            if (in_row[row] != indicator.targets.size()) continue;
            year = indicator.targets[seen[row]++].fiscal_year;
        }
        if (claim->printed.find('\n') == std::string::npos) {
            add(claim->printed, claim->place, year);
            continue;
        }
        for (const auto& [line_year, text] : lines_of_years(claim->printed)) {
            add(text, claim->place, line_year);
        }
    }
}

void AllTargets::add_mentions(const Context& context, PrintedTargets& targets) {
    const std::string& name = targets.indicator->name;
    constexpr std::size_t kNearby = 150;
    if (name.size() < 30) return;
    for (const Passage& passage : context.passages()) {
        if (!is_prose(passage)) continue;
        const bool known =
            std::any_of(targets.prints.begin(), targets.prints.end(), [&](const TargetPrint& p) {
                return p.place.block == passage.place.block && p.place.row == passage.place.row;
            });
        if (known) continue;
        for (std::size_t at = passage.text.find(name); at != std::string::npos;
             at = passage.text.find(name, at + name.size())) {
            const std::string_view rest = std::string_view(passage.text).substr(at + name.size());
            // Up to where the next thing begins.
            std::size_t end = std::min(rest.size(), kNearby);
            for (const std::string_view mark : {" - ", "\n", ")", "จำนวน"}) {
                end = std::min(end, rest.find(mark));
            }
            auto print = read_target(rest.substr(0, end));
            if (!print) continue;
            print->place = passage.place;
            print->fiscal_year = context.plan().fiscal_year;
            targets.prints.push_back(std::move(*print));
        }
    }
}

AllTargets::AllTargets(const Context& context) {
    for (const plan::Indicator& indicator : context.plan().indicators) {
        all_.push_back({&indicator, {}});
        add_claims(context, all_.back());
        for (const plan::Indicator& sub : indicator.sub_indicators) {
            all_.push_back({&sub, {}});
            add_claims(context, all_.back());
            add_mentions(context, all_.back());
        }
    }
}

}  // namespace phaen::check
