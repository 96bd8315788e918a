#include "ref_swot.h"

#include <algorithm>
#include <cctype>
#include <cstddef>

#include "names.h"
#include "phaen/base/thai_text.h"
#include "phaen/check/near.h"
#include "phaen/plan/words.h"

namespace phaen::check {

namespace {

constexpr std::string_view kThaiDigit = "\xE0\xB9\x90";  // ๐

/// Bytes of the digit that begins there; 0 when none does.
std::size_t digit_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    if (std::isdigit(static_cast<unsigned char>(text[at])) != 0) return 1;
    if (text.substr(at, 2) != kThaiDigit.substr(0, 2) || at + 2 >= text.size()) return 0;
    const auto last = static_cast<unsigned char>(text[at + 2]);
    return last >= 0x90 && last <= 0x99 ? 3 : 0;
}

bool is_word_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

}  // namespace

std::vector<SwotCitation> swot_citations(std::string_view text) {
    std::vector<SwotCitation> found;
    std::size_t text_from = 0;
    const auto close = [&](std::size_t end) {
        if (found.empty()) return;
        std::string_view said = text.substr(text_from, end - text_from);
        while (!said.empty() &&
               std::string_view(" .):-,\t\n").find(said.front()) != std::string_view::npos) {
            said.remove_prefix(1);
        }
        found.back().text = base::clean_text(said);
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (std::string_view("SWOT").find(text[i]) == std::string_view::npos) continue;
        if (i > 0 && is_word_char(text[i - 1])) continue;
        std::size_t at = i + 1;
        if (at < text.size() && text[at] == ' ') ++at;
        std::size_t digits = 0;
        const std::size_t from = at;
        while (const std::size_t bytes = digit_at(text, at)) {
            at += bytes;
            ++digits;
        }
        if (digits == 0 || digits > 2) continue;
        close(i);
        found.push_back(
            {std::string(1, text[i]) + base::to_arabic_digits(text.substr(from, at - from)),
             std::string(text.substr(i, at - i)),
             {}});
        text_from = at;
        i = at - 1;
    }
    close(text.size());
    return found;
}

SwotItems::SwotItems(const Context& context) : context_(context) {
    for (const plan::SwotItem& item : context.plan().swot.items) by_id_.emplace(item.id, &item);
}

const plan::SwotItem* SwotItems::find(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

bool SwotItems::says(std::string_view text, const plan::SwotItem& item) {
    constexpr std::size_t kEnough = 12;
    constexpr std::size_t kCompared = 36;
    std::u32string said = fold(text).text;
    std::u32string own = fold(item.text).text;
    const std::size_t length = std::min({said.size(), own.size(), kCompared});
    if (length < kEnough) return false;
    said.resize(length);
    own.resize(length);
    return edit_distance(said, own, static_cast<int>(length / 5)).has_value();
}

const plan::SwotItem* SwotItems::said_by(std::string_view text) const {
    for (const plan::SwotItem& item : context_.plan().swot.items) {
        if (says(text, item)) return &item;
    }
    return nullptr;
}

plan::Place cited_at(const Context& context, const plan::SwotCombination& combination,
                     std::string_view printed) {
    const auto& finder = context.derived<PrintFinder>();
    for (const plan::Place& place : context.places_of(combination.id)) {
        const Passage* shortest = nullptr;
        for (const Passage* passage : finder.passages_at(place)) {
            if (passage->text.find(printed) == std::string::npos) continue;
            if (shortest == nullptr || passage->text.size() < shortest->text.size()) {
                shortest = passage;
            }
        }
        if (shortest != nullptr) return shortest->place;
    }
    const plan::Place* first = context.first_place_of(combination.id);
    return first == nullptr ? plan::Place{} : *first;
}

std::string combination_th(const plan::SwotCombination& combination) {
    if (!combination.number.empty()) return "การจับคู่ " + combination.number;
    return "การจับคู่ " + std::string(plan::word_of(combination.kind)) +
           (combination.heading.empty() ? "" : " “" + shorten(combination.heading, 40) + "”");
}

std::string combination_en(const plan::SwotCombination& combination) {
    if (!combination.number.empty()) {
        return "combination " + base::to_arabic_digits(combination.number);
    }
    return std::string(plan::word_of(combination.kind)) + " combination" +
           (combination.heading.empty() ? "" : " “" + shorten(combination.heading, 40) + "”");
}

}  // namespace phaen::check
