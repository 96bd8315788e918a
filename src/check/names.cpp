#include "names.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "phaen/base/thai_text.h"

namespace phaen::check {

namespace {

using plan::ElementKind;
using plan::Place;

// --- The core of a name --------------------------------------------------------------------------

constexpr std::string_view kAbbreviation = "ฯ";

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

/// Bytes of a mark that may stand before a name; 0 when there is none.
std::size_t mark_at(std::string_view text) {
    static constexpr std::array<std::string_view, 12> kMarks = {" ", "-", "–", "—", "•", "▪",
                                                                "●", "",  "",  "*", "“", "\""};
    for (const std::string_view mark : kMarks) {
        if (text.starts_with(mark)) return mark.size();
    }
    return 0;
}

/// Bytes of a running number before a name: `๑.`, `2.1 `, `(3)`, `๔)`. A number that stands alone
/// before a word belongs to the name.
std::size_t number_at(std::string_view text) {
    const std::string arabic = base::to_arabic_digits(text.substr(0, 40));
    std::size_t at = arabic.starts_with('(') ? 1 : 0;
    const std::size_t first = at;
    bool dotted = false;
    while (at < arabic.size() && (is_ascii_digit(arabic[at]) || arabic[at] == '.')) {
        if (arabic[at] == '.') dotted = true;
        ++at;
    }
    if (at == first || !is_ascii_digit(arabic[first])) return 0;
    const bool closed = at < arabic.size() && arabic[at] == ')';
    if (!dotted && !closed) return 0;
    if (closed) ++at;
    // Back to the bytes of the text itself: a Thai digit is three of them.
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < at; ++i) {
        bytes += static_cast<unsigned char>(text[bytes]) >= 0x80 ? 3U : 1U;
    }
    return bytes;
}

void trim_end(std::string_view& text) {
    static constexpr std::array<std::string_view, 6> kMarks = {" ", "”", "\"", ":", ".-", ","};
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view mark : kMarks) {
            if (text.ends_with(mark)) {
                text.remove_suffix(mark.size());
                again = true;
            }
        }
    }
}

/// Cuts a remark in brackets at the end; what it says, or nothing.
std::string_view cut_brackets(std::string_view& text) {
    if (!text.ends_with(')')) return {};
    int depth = 0;
    for (std::size_t i = text.size(); i-- > 0;) {
        if (text[i] == ')') ++depth;
        if (text[i] == '(' && --depth == 0) {
            if (i == 0) return {};
            const std::string_view remark = text.substr(i + 1, text.size() - i - 2);
            text = text.substr(0, i);
            return remark;
        }
    }
    return {};
}

std::u32string digits_in(std::string_view text) {
    std::u32string digits;
    for (const char c : base::to_arabic_digits(text)) {
        if (is_ascii_digit(c)) digits += static_cast<char32_t>(c);
    }
    return digits;
}

std::u32string folded_name(std::string_view text) {
    std::u32string folded = fold(text).text;
    std::erase_if(folded,
                  [](char32_t c) { return c == U',' || c == U':' || c == U';' || c == U'.'; });
    return folded;
}

bool fits_abbreviation(std::u32string_view cut, std::u32string_view whole) {
    // Each piece between the marks in its turn, the first at the start.
    static const std::u32string kMark = U"ฯ";
    std::size_t at = 0;
    bool first = true;
    while (!cut.empty()) {
        const std::size_t end = cut.find(kMark);
        const std::u32string_view piece = cut.substr(0, end);
        const std::size_t found = whole.find(piece, at);
        if (found == std::u32string_view::npos || (first && found != 0)) return false;
        at = found + piece.size();
        first = false;
        if (end == std::u32string_view::npos) return at == whole.size();
        cut.remove_prefix(end + kMark.size());
    }
    return true;
}

bool is_abbreviated(std::u32string_view text) {
    return text.find(U'ฯ') != std::u32string_view::npos;
}

// --- Prints of names -----------------------------------------------------------------------------

/// Kinds whose names the document repeats. Nodes of frameworks go by their codes and frameworks by
/// mentions.
bool has_name(ElementKind kind) {
    switch (kind) {
        case ElementKind::organisation:
        case ElementKind::mission_statement:
        case ElementKind::measure:
        case ElementKind::mission:
        case ElementKind::indicator:
        case ElementKind::higher_indicator:
        case ElementKind::project:
        case ElementKind::activity:
            return true;
        case ElementKind::narrative:
        case ElementKind::framework:
        case ElementKind::framework_node:
        case ElementKind::swot_item:
        case ElementKind::swot_combination:
        case ElementKind::glossary_term:
        case ElementKind::evidence_item:
        case ElementKind::budget_node:
        case ElementKind::schedule:
        case ElementKind::step:
        case ElementKind::result:
        case ElementKind::claim:
            return false;
    }
    return false;
}

/// Letters in a hundred that a mention in running text may differ in. Prose says what an indicator
/// measures in other words too, a plan's or a unit's name is quoted.
int mention_percent(ElementKind kind) {
    switch (kind) {
        case ElementKind::organisation:
            return 15;
        case ElementKind::framework:
        case ElementKind::project:
        case ElementKind::activity:
            return 10;
        case ElementKind::indicator:
        case ElementKind::higher_indicator:
            return 5;
        default:
            return 0;
    }
}

constexpr std::size_t kShortestMention = 14;

/// Whether two texts can be one name: a row of a data sheet is about the indicator and no name.
bool can_be_one_name(const NameCore& a, const NameCore& b) {
    const std::size_t longer = std::max(a.text.size(), b.text.size());
    const std::size_t shorter = std::min(a.text.size(), b.text.size());
    if (shorter < 6) return false;
    const int limit = longer < 14 ? 2 : static_cast<int>(longer * 40 / 100);
    return edit_distance(a.text, b.text, limit).has_value();
}

bool is_earlier_result(const Passage& passage, const Context& context) {
    if (passage.pointer.starts_with("/results") ||
        passage.pointer.find("/continues") != std::string::npos) {
        return true;
    }
    const plan::Element* element = context.elements().find(passage.element);
    return element != nullptr && element->kind == ElementKind::result;
}

struct Named {
    std::string element;
    NameCore kept;       ///< as the plan keeps it
    std::string phrase;  ///< what is looked for in running text
    int limit = 0;       ///< of mentions
    std::vector<NameForm> forms;
};

void add_use(Named& named, NameCore core, NameUse use) {
    for (NameForm& form : named.forms) {
        if (!same_name(form.core, core)) continue;
        // The whole name stands for its abbreviations.
        if (is_abbreviated(form.core.text) && !is_abbreviated(core.text)) form.core = core;
        form.uses.push_back(std::move(use));
        return;
    }
    named.forms.push_back({std::move(core), {std::move(use)}});
}

class NameReader {
  public:
    explicit NameReader(const Context& context) : context_(context), cells_(context) {}

    std::vector<NameForms> read() {
        collect_named();
        collect_claims();
        collect_mentions();
        std::vector<NameForms> out;
        for (Named& named : named_) decide(named, out);
        return out;
    }

  private:
    void collect_named() {
        for (const plan::Element& element : context_.elements().elements()) {
            const bool framework = element.kind == ElementKind::framework;
            if (!has_name(element.kind) && !framework) continue;
            add_named(std::string(element.id), plan::title_of(element), element.kind);
            if (!framework) {
                by_element_.emplace(element.id, named_.size() - 1);
                by_text_.insert(named_.back().kept.text);
            }
        }
        // The document's own title, and plans above it under every name that is printed.
        std::set<std::u32string> seen;
        for (const Named& named : named_) seen.insert(named.kept.text);
        const auto add_plan = [&](std::string_view name) {
            const NameCore core = name_core(name, context_.words());
            if (!core.text.empty() && seen.insert(core.text).second) {
                add_named("", name, ElementKind::framework);
            }
        };
        for (const plan::Claim* claim : context_.claims(plan::ClaimKind::name)) {
            const plan::Element* about = context_.elements().find(claim->about);
            if (about != nullptr && about->kind == ElementKind::framework) add_plan(claim->value);
        }
    }

    void add_named(std::string element, std::string_view name, ElementKind kind) {
        Named named;
        named.element = std::move(element);
        named.kept = name_core(name, context_.words());
        const auto length = static_cast<int>(named.kept.text.size());
        if (named.kept.text.size() >= kShortestMention && !is_abbreviated(named.kept.text)) {
            named.limit = std::min(12, std::max(1, length * mention_percent(kind) / 100));
            if (mention_percent(kind) == 0) named.limit = 0;
        }
        named.phrase = named.kept.printed;
        if (kind == ElementKind::framework) cut_year(named.phrase);
        named_.push_back(std::move(named));
    }

    /// A plan of each year has one name; the year behind it often stands in the next line.
    static void cut_year(std::string& phrase) {
        const std::size_t at = phrase.rfind("พ.ศ.");
        if (at != std::string::npos && at + 40 >= phrase.size() && at > 60) phrase.resize(at);
    }

    void collect_claims() {
        for (const plan::Claim* claim : context_.claims(plan::ClaimKind::name)) {
            const auto found = by_element_.find(claim->about);
            if (found == by_element_.end()) continue;
            Named& named = named_[found->second];
            NameCore core =
                name_core(claim->value.empty() ? claim->printed : claim->value, context_.words());
            if (!can_be_one_name(core, named.kept) || is_of_another(core, named)) continue;
            if (is_cut_off(core, named.kept, claim->place)) core = named.kept;
            claimed_.emplace(claim->place.block, claim->place.row, found->second);
            const Place place = cells_.cell_of(claim->place, core.printed);
            add_use(named, std::move(core), {place, {}, {}, 0, 0, false});
        }
        if (context_.printed()) return;
        for (const auto& [id, index] : by_element_) {
            const plan::Element* element = context_.elements().find(id);
            add_use(named_[index], named_[index].kept, {{}, element->pointer, {}, 0, 0, false});
        }
    }

    /// A row of a data sheet that names the project of an indicator.
    bool is_of_another(const NameCore& core, const Named& named) const {
        return core.text != named.kept.text && by_text_.contains(core.text);
    }

    /// The reader took only a part of the name: the rest stands beside it or in the next paragraph.
    bool is_cut_off(const NameCore& core, const NameCore& kept, const Place& place) const {
        if (core.text.size() >= kept.text.size() || !kept.text.starts_with(core.text)) return false;
        for (const Passage* passage : cells_.passages_at(place)) {
            if (folded_name(passage->text).find(kept.text) != std::u32string::npos) return true;
        }
        const Passage* next = cells_.next_after(place);
        return next != nullptr &&
               folded_name(next->text).starts_with(kept.text.substr(core.text.size()));
    }

    void collect_mentions() {
        std::vector<KnownPhrase> phrases;
        for (const Named& named : named_) phrases.push_back({named.phrase, named.limit});
        const MentionFinder finder(phrases);
        for (const Passage& passage : context_.passages()) {
            if (passage.repeated || passage.kind == Passage::Kind::contents ||
                passage.kind == Passage::Kind::header_cell ||
                is_earlier_result(passage, context_)) {
                continue;
            }
            for (const Mention& mention : finder.find(passage.text, context_.folded(passage))) {
                Named& named = named_[mention.phrase];
                if (named.limit == 0) continue;
                if (claimed_.contains({passage.place.block, passage.place.row, mention.phrase})) {
                    continue;
                }
                const plan::Element* own = context_.elements().find(named.element);
                if (own != nullptr && !passage.pointer.empty() &&
                    (passage.pointer == own->pointer + "/name" ||
                     passage.pointer == own->pointer + "/title")) {
                    continue;
                }
                const std::string_view printed =
                    std::string_view(passage.text)
                        .substr(mention.begin, mention.end - mention.begin);
                if (printed.find(kAbbreviation) != std::string_view::npos) continue;
                add_use(named, name_core(printed, context_.words()),
                        {passage.place, passage.pointer,
                         passage.pointer.empty() ? std::string() : passage.text, mention.begin,
                         mention.end, true});
            }
        }
    }

    void decide(Named& named, std::vector<NameForms>& out) const {
        if (named.forms.size() < 2) return;
        const auto weight = [&](const NameForm& form) {
            return std::tuple(form.uses.size(), same_name(form.core, named.kept) ? 1 : 0);
        };
        auto best = named.forms.begin();
        for (auto form = named.forms.begin(); form != named.forms.end(); ++form) {
            if (weight(*form) > weight(*best)) best = form;
        }
        NameForms forms;
        forms.element = named.element;
        forms.expected = std::move(*best);
        named.forms.erase(best);
        forms.deviating = std::move(named.forms);
        out.push_back(std::move(forms));
    }

    const Context& context_;
    PrintFinder cells_;
    std::vector<Named> named_;
    std::map<std::string, std::size_t, std::less<>> by_element_;
    std::set<std::u32string> by_text_;
    /// Paragraphs and rows that print an element's name for themselves.
    std::set<std::tuple<int, int, std::size_t>> claimed_;
};

// --- Words ---------------------------------------------------------------------------------------

/// A word and its other form, from names that differ in nothing else.
struct WordPair {
    std::string variant;
    std::string form;
};

/// Shorter words that are near each other are often two good words: องค์กร and องค์การ.
constexpr std::size_t kShortestTerm = 7;

std::vector<WordPair> pairs_of_names(const std::vector<NameForms>& names) {
    std::vector<WordPair> pairs;
    for (const NameForms& forms : names) {
        for (const NameForm& form : forms.deviating) {
            for (const TextChange& change :
                 describe_changes(form.core.printed, forms.expected.core.printed)) {
                const std::u32string found = fold(change.found).text;
                const std::u32string expected = fold(change.expected).text;
                const bool words = std::min(found.size(), expected.size()) >= kShortestTerm;
                const bool digits = !digits_in(change.found).empty();
                if (!words || digits || !edit_distance(found, expected, 2)) continue;
                // A word that contains the other one is found wherever that one stands.
                if (found.find(expected) != std::u32string::npos ||
                    expected.find(found) != std::u32string::npos) {
                    continue;
                }
                pairs.push_back({change.found, change.expected});
            }
        }
    }
    return pairs;
}

bool stands_before(std::string_view text, std::size_t at, const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& w) { return text.substr(0, at).ends_with(w); });
}

bool stands_behind(std::string_view text, std::size_t at, const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& w) { return text.substr(at).starts_with(w); });
}

}  // namespace

std::string_view without_marks(std::string_view clean) {
    for (std::size_t cut = 1; cut > 0;) {
        cut = mark_at(clean);
        if (cut == 0) cut = number_at(clean);
        clean.remove_prefix(cut);
    }
    return clean;
}

NameCore name_core(std::string_view printed, const Words& words) {
    const std::string clean = base::clean_text(printed);
    std::string_view text = without_marks(clean);
    NameCore core;
    for (trim_end(text);;) {
        const std::string_view remark = cut_brackets(text);
        if (remark.empty()) break;
        core.digits_behind = digits_in(remark) + core.digits_behind;
        trim_end(text);
    }
    for (const std::string& tail : words.list("name_tails")) {
        if (text.find('(') == std::string_view::npos) break;
        // A remark whose bracket is not closed.
        for (const std::string_view open : {" (", "("}) {
            const std::size_t at = text.find(std::string(open) + tail);
            if (at != std::string_view::npos && at > 0) text = text.substr(0, at);
        }
    }
    trim_end(text);
    core.printed = std::string(text);
    for (const std::string& prefix : words.list("name_prefixes")) {
        if (text.size() > prefix.size() && text.starts_with(prefix)) {
            text.remove_prefix(prefix.size());
            break;
        }
    }
    core.text = folded_name(text);
    if (core.text.empty()) core.text = folded_name(core.printed);
    return core;
}

bool same_name(const NameCore& a, const NameCore& b) {
    if (a.text == b.text) {
        // Years behind a plan's name tell two plans apart.
        return a.digits_behind.size() < 4 || b.digits_behind.size() < 4 ||
               a.digits_behind == b.digits_behind;
    }
    if (is_abbreviated(a.text) && fits_abbreviation(a.text, b.text)) return true;
    return is_abbreviated(b.text) && fits_abbreviation(b.text, a.text);
}

bool NameForm::only_mentions() const {
    return std::all_of(uses.begin(), uses.end(), [](const NameUse& use) { return use.mention; });
}

namespace {

struct AllNames {
    explicit AllNames(const Context& context) : names(NameReader(context).read()) {}
    std::vector<NameForms> names;
};

}  // namespace

const std::vector<NameForms>& name_forms(const Context& context) {
    return context.derived<AllNames>().names;
}

std::u32string with_one_form(std::u32string text, const std::vector<TermUse>& terms) {
    for (const TermUse& term : terms) {
        const std::u32string variant = fold(term.variant).text;
        const std::u32string form = fold(term.form).text;
        for (std::size_t at = text.find(variant); at != std::u32string::npos;
             at = text.find(variant, at + form.size())) {
            text.replace(at, variant.size(), form);
        }
    }
    return text;
}

namespace {

std::vector<TermUse> read_terms(const Context& context, const std::vector<NameForms>& names) {
    std::vector<TermUse> uses;
    std::vector<const TermForms*> rules;
    for (const TermForms& term : context.words().terms) {
        for (const std::string& variant : term.variants) {
            uses.push_back({variant, term.form, term.reason, {}, {}});
            rules.push_back(&term);
        }
    }
    for (WordPair& pair : pairs_of_names(names)) {
        const bool known = with_one_form(fold(pair.variant).text, uses) ==
                           with_one_form(fold(pair.form).text, uses);
        if (known) continue;
        uses.push_back({std::move(pair.variant), std::move(pair.form), {}, {}, {}});
        rules.push_back(nullptr);
    }
    std::vector<KnownPhrase> phrases;
    for (const TermUse& use : uses) {
        phrases.push_back({use.variant, 0});
        phrases.push_back({use.form, 0});
    }
    const MentionFinder finder(phrases);
    // One text for several terms is found once: all that have it get it.
    std::map<std::u32string, std::vector<std::pair<std::size_t, bool>>> owners;
    for (std::size_t i = 0; i < uses.size(); ++i) {
        owners[fold(uses[i].variant).text].emplace_back(i, true);
        owners[fold(uses[i].form).text].emplace_back(i, false);
    }
    for (const Passage& passage : context.passages()) {
        if (passage.repeated || passage.kind == Passage::Kind::contents) continue;
        for (const Mention& mention : finder.find(passage.text, context.folded(passage))) {
            for (const auto& [index, is_variant] :
                 owners[fold(phrases[mention.phrase].text).text]) {
                if (!is_variant) {
                    uses[index].form_at.push_back(&passage);
                    continue;
                }
                const TermForms* rule = rules[index];
                if (rule != nullptr &&
                    (stands_before(passage.text, mention.begin, rule->unless_after) ||
                     stands_behind(passage.text, mention.end, rule->unless_before))) {
                    continue;
                }
                uses[index].variant_at.push_back(&passage);
            }
        }
    }
    for (TermUse& use : uses) {
        // Without a reason both are good Thai: what the document writes less often deviates.
        if (use.reason.empty() && use.variant_at.size() > use.form_at.size()) {
            std::swap(use.variant, use.form);
            std::swap(use.variant_at, use.form_at);
        }
    }
    std::size_t index = 0;
    std::erase_if(uses, [&](const TermUse& use) {
        const bool mined = rules[index++] == nullptr;
        if (use.variant_at.empty() || (use.reason.empty() && use.form_at.empty())) return true;
        // Nobody said that these are one word: only a clear minority is a slip.
        return mined && use.variant_at.size() * 3 > use.form_at.size();
    });
    return uses;
}

struct AllTerms {
    explicit AllTerms(const Context& context) : terms(read_terms(context, name_forms(context))) {}
    std::vector<TermUse> terms;
};

}  // namespace

const std::vector<TermUse>& term_uses(const Context& context) {
    return context.derived<AllTerms>().terms;
}

std::string say_changes_th(const std::vector<TextChange>& changes) {
    std::string out;
    for (std::size_t i = 0; i < std::min<std::size_t>(changes.size(), 4); ++i) {
        const TextChange& change = changes[i];
        if (!out.empty()) out += " ";
        if (change.found.empty()) {
            out += "ขาด “" + shorten(change.expected) + "”";
        } else if (change.expected.empty()) {
            out += "เกิน “" + shorten(change.found) + "”";
        } else {
            out += "เขียน “" + shorten(change.found) + "” แทน “" + shorten(change.expected) + "”";
        }
    }
    return out;
}

std::string say_changes_en(const std::vector<TextChange>& changes) {
    std::string out;
    for (std::size_t i = 0; i < std::min<std::size_t>(changes.size(), 4); ++i) {
        const TextChange& change = changes[i];
        if (!out.empty()) out += ", ";
        if (change.found.empty()) {
            out += "“" + shorten(change.expected) + "” is missing";
        } else if (change.expected.empty()) {
            out += "“" + shorten(change.found) + "” is added";
        } else {
            out += "“" + shorten(change.found) + "” for “" + shorten(change.expected) + "”";
        }
    }
    return out;
}

bool changes_meaning(const std::vector<TextChange>& changes, const Words& words) {
    for (const TextChange& change : changes) {
        const std::u32string in_found = digits_in(change.found);
        const std::u32string in_expected = digits_in(change.expected);
        // A number that one of them leaves out is a part left out; two numbers contradict.
        if (!in_found.empty() && !in_expected.empty() && in_found != in_expected) return true;
        if (change.found.empty() || change.expected.empty()) continue;
        for (const std::string& word : words.list("meaning_words")) {
            if (change.found.starts_with(word) != change.expected.starts_with(word)) return true;
        }
    }
    return false;
}

PrintFinder::PrintFinder(const Context& context) : context_(context) {
    const auto& passages = context.passages();
    for (std::size_t i = 0; i < passages.size(); ++i) {
        const auto key = std::pair{passages[i].place.block, passages[i].place.row};
        const auto [at, added] = rows_.emplace(key, std::pair{i, i + 1});
        if (!added) at->second.second = i + 1;
    }
}

std::vector<const Passage*> PrintFinder::passages_at(const Place& place) const {
    std::vector<const Passage*> out;
    const auto found = rows_.find(std::pair{place.block, place.row});
    if (found == rows_.end() || place.block < 0) return out;
    for (std::size_t i = found->second.first; i < found->second.second; ++i) {
        const Passage& passage = context_.passages()[i];
        if (passage.place.block != place.block || passage.place.row != place.row) continue;
        if (place.cell >= 0 && passage.place.cell != place.cell) continue;
        out.push_back(&passage);
    }
    return out;
}

Place PrintFinder::cell_of(const Place& place, std::string_view printed) const {
    if (place.row < 0 || place.cell >= 0) return place;
    const std::u32string wanted = fold(printed).text;
    const Passage* best = nullptr;
    // The shortest cell that prints it: a name stands in a cell of its own.
    for (const Passage* passage : passages_at(place)) {
        if (context_.folded(*passage).text.find(wanted) == std::u32string::npos) continue;
        if (best == nullptr || passage->text.size() < best->text.size()) best = passage;
    }
    if (best == nullptr) return place;
    return best->place;
}

const Passage* PrintFinder::next_after(const Place& place) const {
    const auto found = rows_.find(std::pair{place.block, place.row});
    if (found == rows_.end() || found->second.second >= context_.passages().size()) return nullptr;
    return &context_.passages()[found->second.second];
}

}  // namespace phaen::check
