#include "ref_terms.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "names.h"
#include "phaen/base/thai_text.h"
#include "phaen/check/near.h"
#include "refs.h"

namespace phaen::check {

namespace {

constexpr std::size_t kPiece = 8;

std::uint64_t hash_of(std::u32string_view piece) {
    std::uint64_t hash = 1469598103934665603U;
    for (const char32_t letter : piece) hash = (hash ^ letter) * 1099511628211U;
    return hash;
}

/// Where the bracket that holds `at` closes; npos when it stands in none.
std::size_t closing_bracket(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    for (std::size_t i = at; i < text.size(); ++i) {
        if (text[i] == '(') ++depth;
        if (text[i] != ')') continue;
        if (depth == 0) return i;
        --depth;
    }
    return std::string_view::npos;
}

std::size_t first_of_words(std::string_view text, std::size_t from,
                           const std::set<std::string, std::less<>>& words) {
    std::size_t at = text.size();
    for (const std::string& word : words) at = std::min(at, text.find(word, from));
    return at;
}

/// The lists that one kind of word opens.
void add_lists(const plan::GlossaryTerm& term, const Words& words, bool excludes,
               std::vector<ScopeList>& out) {
    const auto& openers = words.list(excludes ? "exclusion_words" : "inclusion_words");
    const auto& ends = words.list("scope_ends");
    const std::string_view text = term.text;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t next = text.size();
        std::string_view opener;
        for (const std::string& word : openers) {
            const std::size_t found = text.find(word, at);
            // Of two that begin there the longer opens the list.
            if (found < next || (found == next && word.size() > opener.size())) {
                next = found;
                opener = word;
            }
        }
        if (opener.empty() || next >= text.size()) return;
        const std::size_t from = next + opener.size();
        std::size_t end = closing_bracket(text, from);
        if (end == std::string_view::npos) {
            end = std::min(first_of_words(text, from, ends), text.find('(', from));
        }
        end = std::min(end, text.size());
        const std::string_view list = text.substr(from, end - from);
        std::u32string folded = fold(list).text;
        if (folded.size() >= 12) {
            std::string lead(opener);
            // What is counted in is compared only where the same thing is listed.
            if (!excludes) {
                const std::u32string before = fold(text.substr(0, next)).text;
                const std::size_t last = std::min<std::size_t>(before.size(), 8);
                for (const char32_t letter : before.substr(before.size() - last)) {
                    lead += std::to_string(static_cast<std::uint32_t>(letter)) + ' ';
                }
            }
            out.push_back(
                {&term, excludes, std::move(lead), base::clean_text(list), std::move(folded)});
        }
        at = std::max(end, from);
    }
}

/// Counts of pieces of the terms in all texts. Only pieces that some term has are counted.
class PieceCounts {
  public:
    explicit PieceCounts(const Context& context) {
        for (const plan::GlossaryTerm& term : context.plan().glossary) {
            const std::u32string key = fold(term.term).text;
            if (key.size() <= kPiece) {
                if (!key.empty()) short_[key] = 0;
                continue;
            }
            for (std::size_t i = 0; i + kPiece <= key.size(); ++i) {
                pieces_[hash_of(std::u32string_view(key).substr(i, kPiece))] = 0;
            }
        }
        for (const Passage& passage : context.passages()) {
            if (passage.repeated || passage.kind == Passage::Kind::contents) continue;
            count(context.folded(passage).text, 1);
        }
    }

    void count(std::u32string_view text, int by) {
        for (std::size_t i = 0; i + kPiece <= text.size(); ++i) {
            const auto found = pieces_.find(hash_of(text.substr(i, kPiece)));
            if (found != pieces_.end()) found->second += by;
        }
        for (auto& [key, times] : short_) {
            for (std::size_t at = text.find(key); at != std::u32string_view::npos;
                 at = text.find(key, at + key.size())) {
                times += by;
            }
        }
    }

    /// Of 1000: the letters of the term that stand in pieces found more often than `own` times.
    [[nodiscard]] int covered(const std::u32string& key) const {
        if (key.empty()) return 1000;
        if (key.size() <= kPiece) return short_.at(key) > 0 ? 1000 : 0;
        std::vector<bool> known(key.size(), false);
        for (std::size_t i = 0; i + kPiece <= key.size(); ++i) {
            const auto found = pieces_.find(hash_of(std::u32string_view(key).substr(i, kPiece)));
            if (found == pieces_.end() || found->second <= 0) continue;
            std::fill_n(known.begin() + static_cast<std::ptrdiff_t>(i), kPiece, true);
        }
        const auto letters = std::count(known.begin(), known.end(), true);
        return static_cast<int>(letters * 1000 / static_cast<std::ptrdiff_t>(key.size()));
    }

  private:
    std::unordered_map<std::uint64_t, int> pieces_;
    std::map<std::u32string, int> short_;
};

}  // namespace

std::vector<ScopeList> scope_lists(const Context& context, const plan::GlossaryTerm& term) {
    std::vector<ScopeList> lists;
    add_lists(term, context.words(), true, lists);
    add_lists(term, context.words(), false, lists);
    return lists;
}

bool meant_alike(const ScopeList& a, const ScopeList& b) {
    if (a.excludes != b.excludes || a.lead != b.lead) return false;
    const std::size_t shorter = std::min(a.folded.size(), b.folded.size());
    const std::size_t longer = std::max(a.folded.size(), b.folded.size());
    // Another item more or less, or one word for another, and still the same list.
    if (longer * 3 > shorter * 5) return false;
    return edit_distance(a.folded, b.folded, static_cast<int>(longer * 2 / 5)).has_value();
}

std::vector<int> term_uses_per_mille(const Context& context) {
    PieceCounts counts(context);
    std::vector<int> out;
    for (const plan::GlossaryTerm& term : context.plan().glossary) {
        // Its own words do not count as a use: taken away, looked up, put back.
        const std::u32string name = fold(term.term).text;
        const std::u32string text = fold(term.text).text;
        counts.count(name, -1);
        counts.count(text, -1);
        int covered = counts.covered(name);
        // Of two names for one thing (ก หรือ ข) either will do.
        static const std::u32string kOr = U"หรือ";
        for (std::size_t from = 0; from < name.size();) {
            const std::size_t at = std::min(name.find(kOr, from), name.size());
            const std::u32string part = name.substr(from, at - from);
            if (part.size() > kPiece && part.size() < name.size()) {
                covered = std::max(covered, counts.covered(part));
            }
            from = at + kOr.size();
        }
        out.push_back(covered);
        counts.count(name, 1);
        counts.count(text, 1);
    }
    return out;
}

plan::Place term_place(const Context& context, const plan::GlossaryTerm& term) {
    const plan::Place* first = context.first_place_of(term.id);
    return first == nullptr ? plan::Place{} : printed_at(context, *first, term.term);
}

}  // namespace phaen::check
