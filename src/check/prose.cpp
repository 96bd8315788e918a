#include "prose.h"

#include <algorithm>
#include <array>

#include "phaen/base/money.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string prepare(std::string_view text) {
    return base::to_arabic_digits(base::clean_text(text));
}

std::vector<Figure> figures_in(const std::string& prepared) {
    std::vector<Figure> out;
    for (std::size_t at = 0; at < prepared.size(); ++at) {
        if (!is_digit(prepared[at])) continue;
        std::size_t end = at;
        while (end < prepared.size() &&
               (is_digit(prepared[end]) || prepared[end] == ',' || prepared[end] == '.')) {
            ++end;
        }
        std::size_t last = end;
        while (!is_digit(prepared[last - 1])) --last;
        const auto number =
            base::parse_printed_decimal(std::string_view(prepared).substr(at, last - at));
        if (number) out.push_back({number->units(), at, last});
        at = end - 1;
    }
    return out;
}

std::vector<Figure> amounts_in(const std::string& prepared) {
    std::vector<Figure> out;
    for (Figure figure : figures_in(prepared)) {
        std::size_t end = figure.end;
        while (end < prepared.size() &&
               (prepared[end] == '.' || prepared[end] == '-' || prepared[end] == ' ')) {
            ++end;
        }
        struct Unit {
            std::string_view word;
            Units baht;
        };
        constexpr std::array<Unit, 4> kUnits = {
            {{"บาท", 1}, {"ล้านบาท", 1'000'000}, {"แสนบาท", 100'000}, {"พันบาท", 1'000}}};
        for (const Unit& unit : kUnits) {
            if (!std::string_view(prepared).substr(end).starts_with(unit.word)) continue;
            if (__builtin_mul_overflow(figure.units, unit.baht, &figure.units)) break;
            figure.end = end + unit.word.size();
            out.push_back(figure);
            break;
        }
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

bool is_prose(const Passage& passage) {
    return !passage.repeated && passage.kind != Passage::Kind::contents &&
           passage.kind != Passage::Kind::header_cell;
}

}  // namespace phaen::check
