#include "language_text.h"

#include <algorithm>
#include <utility>

namespace phaen::check {

namespace {

/// Passages are well-formed UTF-8 (the readers see to it); what is not reads as U+FFFD.
char32_t decode(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
    };
    const char32_t first = byte(at);
    std::size_t length = 1;
    char32_t value = first;
    if (first >= 0xF0) {
        length = 4;
        value = first & 0x07U;
    } else if (first >= 0xE0) {
        length = 3;
        value = first & 0x0FU;
    } else if (first >= 0xC0) {
        length = 2;
        value = first & 0x1FU;
    }
    if (at + length > text.size()) {
        at = text.size();
        return 0xFFFD;
    }
    for (std::size_t i = 1; i < length; ++i) value = (value << 6U) | (byte(at + i) & 0x3FU);
    at += length;
    return value;
}

std::size_t bucket_key(char32_t first, char32_t second) {
    return ((first & 0x7FU) << 7U) | (second & 0x7FU);
}

bool stands_before(std::string_view rest, const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return rest.starts_with(name); });
}

bool stands_behind(std::string_view before, const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return before.ends_with(name); });
}

std::vector<std::string_view> keys_of(const std::vector<const Pairs::value_type*>& entries) {
    std::vector<std::string_view> out;
    out.reserve(entries.size());
    for (const auto* entry : entries) out.emplace_back(entry->first);
    return out;
}

std::vector<const Pairs::value_type*> entries_of(const Pairs& pairs) {
    std::vector<const Pairs::value_type*> out;
    out.reserve(pairs.size());
    for (const auto& entry : pairs) out.push_back(&entry);
    return out;
}

}  // namespace

std::u32string to_code_points(std::string_view text) {
    std::u32string out;
    out.reserve(text.size() / 2);
    for (std::size_t at = 0; at < text.size();) out.push_back(decode(text, at));
    return out;
}

CodePoints::CodePoints(std::string_view text) : text_(text) {
    chars_.reserve(text.size() / 2);
    at_.reserve(text.size() / 2);
    for (std::size_t at = 0; at < text.size();) {
        at_.push_back(static_cast<std::uint32_t>(at));
        chars_.push_back(decode(text, at));
    }
    at_.push_back(static_cast<std::uint32_t>(text.size()));
}

std::string_view CodePoints::slice(std::size_t begin, std::size_t end) const {
    const std::size_t from = byte_of(begin);
    const std::size_t to = byte_of(end);
    return from < to ? text_.substr(from, to - from) : std::string_view();
}

bool CodePoints::is_boundary(std::size_t i) const {
    if (i == 0 || i >= size()) return true;
    return !is_thai_mark(chars_[i]) && !is_following_vowel(chars_[i]) &&
           !is_leading_vowel(chars_[i - 1]);
}

std::string CodePoints::excerpt(std::size_t begin, std::size_t end, std::size_t around) const {
    if (around == 0) return std::string(slice(begin, end));
    std::size_t from = begin > around ? begin - around : 0;
    std::size_t to = std::min(end + around, size());
    while (from > 0 && !is_boundary(from)) --from;
    while (to < size() && !is_boundary(to)) ++to;
    std::string out;
    if (from > 0) out += "…";
    out += slice(from, to);
    if (to < size()) out += "…";
    return out;
}

WordFinder::WordFinder(const std::vector<std::string_view>& words)
    : bucket_of_(std::size_t{1} << 14U) {
    words_.reserve(words.size());
    for (const std::string_view word : words) {
        words_.push_back(to_code_points(word));
        const std::u32string& points = words_.back();
        if (points.size() < 2) continue;
        std::uint16_t& bucket = bucket_of_[bucket_key(points[0], points[1])];
        if (bucket == 0) {
            buckets_.emplace_back();
            bucket = static_cast<std::uint16_t>(buckets_.size());
        }
        buckets_[bucket - 1].push_back(static_cast<std::uint32_t>(words_.size() - 1));
    }
    for (auto& bucket : buckets_) {
        std::stable_sort(bucket.begin(), bucket.end(), [&](std::uint32_t a, std::uint32_t b) {
            return words_[a].size() > words_[b].size();
        });
    }
}

std::vector<WordFinder::Hit> WordFinder::find(const CodePoints& text) const {
    std::vector<Hit> hits;
    const std::u32string& chars = text.chars();
    for (std::size_t i = 0; i + 1 < chars.size(); ++i) {
        const std::uint16_t bucket = bucket_of_[bucket_key(chars[i], chars[i + 1])];
        if (bucket == 0) continue;
        for (const std::uint32_t index : buckets_[bucket - 1]) {
            const std::u32string& word = words_[index];
            if (chars.compare(i, word.size(), word) != 0) continue;
            if (!text.is_boundary(i) || !text.is_boundary(i + word.size())) continue;
            hits.push_back({index, i, i + word.size()});
            i += word.size() - 1;
            break;
        }
    }
    return hits;
}

PairFinder::PairFinder(const Pairs& pairs)
    : entries_(entries_of(pairs)), finder_(keys_of(entries_)) {}

std::vector<PairHit> PairFinder::find(const CodePoints& text) const {
    std::vector<PairHit> out;
    for (const WordFinder::Hit& hit : finder_.find(text)) {
        const auto& [seen, replacement] = *entries_[hit.word];
        const std::string_view before = text.text().substr(0, text.byte_of(hit.begin));
        const std::string_view rest = text.text().substr(text.byte_of(hit.end));
        if (stands_before(rest, replacement.unless_before)) continue;
        if (stands_behind(before, replacement.unless_after)) continue;
        out.push_back({seen, &replacement, hit.begin, hit.end});
    }
    return out;
}

void SlipGroups::add(std::string key, Slip slip) {
    const auto [found, is_new] = by_key_.emplace(key, order_.size());
    if (is_new) order_.push_back({std::move(key), {}});
    order_[found->second].slips.push_back(std::move(slip));
}

void add_slips(FindingBuilder& finding, const std::vector<Slip>& slips) {
    std::size_t named = 0;
    for (const Slip& slip : slips) {
        if (slip.passage->pointer.empty()) {
            if (named++ < kPlacesNamed) finding.at(*slip.passage);
            continue;
        }
        if (named++ == 0) finding.at(*slip.passage);
    }
    const Passage* last = nullptr;
    for (const Slip& slip : slips) {
        if (slip.passage->pointer.empty() || slip.mended.empty() || slip.passage == last) continue;
        last = slip.passage;
        finding.replace(slip.passage->pointer, base::Value(slip.passage->text),
                        base::Value(slip.mended));
    }
}

std::string times_th(std::size_t count) {
    return count < 2 ? "" : " (พบ " + thai(static_cast<long long>(count)) + " แห่ง)";
}

std::string times_en(std::size_t count) {
    return count < 2 ? "" : " (" + std::to_string(count) + " places)";
}

bool is_english(const Passage& passage) {
    return passage.pointer.ends_with("/en") || passage.pointer.ends_with("_en");
}

namespace {

/// Decoded once for all rules that look at every passage.
struct DecodedPassages {
    explicit DecodedPassages(const Context& context) {
        for (const Passage& passage : context.passages()) {
            if (passage.repeated || passage.text.empty() || is_english(passage)) continue;
            passages.emplace_back(&passage, CodePoints(passage.text));
        }
    }
    std::vector<std::pair<const Passage*, CodePoints>> passages;
};

}  // namespace

void for_each_passage(const Context& context,
                      const std::function<void(const Passage&, const CodePoints&)>& visit) {
    for (const auto& [passage, text] : context.derived<DecodedPassages>().passages) {
        visit(*passage, text);
    }
}

}  // namespace phaen::check
