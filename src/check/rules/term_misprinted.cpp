#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "context.h"
#include "dictionary.h"
#include "name_twins.h"
#include "names.h"
#include "phaen/check/near.h"
#include "ref_terms.h"

namespace phaen::check {

const Rule& term_misprinted();

namespace {

constexpr std::size_t kSeed = 4;
constexpr std::size_t kFilterBits = 1U << 14U;

std::size_t hash_at(std::u32string_view text, std::size_t at) {
    std::uint64_t hash = kHashStart;
    for (std::size_t i = 0; i < kSeed; ++i) hash = hash_with(hash, text[at + i]);
    return static_cast<std::size_t>(hash);
}

struct Term {
    const plan::GlossaryTerm* term = nullptr;
    std::u32string text;
};

/// A piece of a passage that differs from a term in one letter.
struct Near {
    std::u32string form;
    std::u32string around;  ///< the changed letter with two on both sides
    std::string printed;
    const Passage* passage = nullptr;
};

struct Uses {
    std::size_t exact = 0;
    const Passage* first = nullptr;  ///< outside its definition, if it stands there
    std::vector<Near> near;
};

/// The changed letter of two texts that differ in one, with two letters on both sides. None when
/// it is the first or last: another word may begin or end there.
std::u32string around_change(std::u32string_view form, std::u32string_view term) {
    std::size_t head = 0;
    while (head < std::min(form.size(), term.size()) && form[head] == term[head]) ++head;
    std::size_t tail = 0;
    while (tail < std::min(form.size(), term.size()) - head &&
           form[form.size() - 1 - tail] == term[term.size() - 1 - tail]) {
        ++tail;
    }
    if (head == 0 || tail == 0) return {};
    const std::size_t from = head > 2 ? head - 2 : 0;
    const std::size_t to = std::min(form.size(), std::max(form.size() - tail, head) + 2);
    return std::u32string(form.substr(from, to - from));
}

class Search {
  public:
    Search(const Context& context, const std::vector<Term>& terms)
        : terms_(terms), uses(terms.size()), filter_(kFilterBits, false) {
        // One change leaves the first or the second half of a term whole.
        for (std::size_t t = 0; t < terms.size(); ++t) {
            const std::u32string& text = terms[t].text;
            for (const std::size_t offset : {std::size_t{0}, text.size() - text.size() / 2}) {
                const std::size_t hash = hash_at(text, offset);
                seeds_[hash].emplace_back(t, offset);
                filter_[hash % kFilterBits] = true;
            }
        }
        for (const Passage& passage : context.passages()) {
            if (passage.repeated || passage.kind == Passage::Kind::contents) continue;
            folded_.push_back(&context.folded(passage));
            read(passage, *folded_.back());
        }
    }

    /// How often a piece of text stands in the document.
    [[nodiscard]] std::size_t count(const std::u32string& piece) const {
        std::size_t found = 0;
        for (const Folded* text : folded_) {
            for (std::size_t at = text->text.find(piece); at != std::u32string::npos;
                 at = text->text.find(piece, at + 1)) {
                ++found;
            }
        }
        return found;
    }

  private:
    const std::vector<Term>& terms_;

  public:
    std::vector<Uses> uses;

  private:
    void read(const Passage& passage, const Folded& text) {
        const std::u32string_view all = text.text;
        std::set<std::pair<std::size_t, std::size_t>> done;
        for (std::size_t i = 0; i + kSeed <= all.size(); ++i) {
            const std::size_t hash = hash_at(all, i);
            if (!filter_[hash % kFilterBits]) continue;
            const auto seeds = seeds_.find(hash);
            if (seeds == seeds_.end()) continue;
            for (const auto& [t, offset] : seeds->second) {
                const std::u32string& term = terms_[t].text;
                if (all.substr(i, kSeed) != std::u32string_view(term).substr(offset, kSeed))
                    continue;
                if (offset > i) continue;
                try_at(passage, text, t, i - offset, done);
            }
        }
    }

    void try_at(const Passage& passage, const Folded& text, std::size_t t, std::size_t begin,
                std::set<std::pair<std::size_t, std::size_t>>& done) {
        const std::u32string& term = terms_[t].text;
        const std::u32string_view all = text.text;
        if (!done.emplace(t, begin).second || begin + term.size() > all.size()) return;
        const std::u32string_view here = all.substr(begin, term.size());
        if (here == term) {
            ++uses[t].exact;
            if (uses[t].first == nullptr) uses[t].first = &passage;
            return;
        }
        std::size_t differ = 0;
        for (std::size_t k = 0; k < term.size() && differ < 2; ++k) differ += here[k] != term[k];
        if (differ != 1) return;
        std::u32string around = around_change(here, term);
        if (around.size() < 4) return;
        const std::size_t from = text.begin[begin];
        const std::size_t to = text.begin[begin + term.size()];
        std::string printed = passage.text.substr(from, to - from);
        while (printed.ends_with(' ')) printed.pop_back();
        uses[t].near.push_back(
            {std::u32string(here), std::move(around), std::move(printed), &passage});
    }

    std::vector<bool> filter_;
    std::unordered_map<std::size_t, std::vector<std::pair<std::size_t, std::size_t>>> seeds_;
    std::vector<const Folded*> folded_;
};

/// Paragraphs and rows whose names other rules compare.
std::set<std::pair<int, int>> compared_places(const Context& context) {
    std::set<std::pair<int, int>> places;
    for (const NameForms& names : name_forms(context)) {
        for (const NameForm& form : names.deviating) {
            for (const NameUse& use : form.uses) places.emplace(use.place.block, use.place.row);
        }
    }
    for (const NameTwins& twins : name_twins(context)) {
        for (const plan::Place& place : context.places_of(twins.deviating.element->id))
            places.emplace(place.block, place.row);
    }
    return places;
}

void report(Context& context, const std::string& found, const std::string& expected,
            const std::vector<plan::Place>& places) {
    context.finding(term_misprinted())
        .at(places)
        .found(found)
        .expected(expected)
        .say("“" + shorten(found) + "” ต่างจากคำ “" + shorten(expected) +
                 "” ที่ใช้ในที่อื่นหนึ่งตัวอักษร น่าจะพิมพ์ผิด ใช้คำเดียวกันทุกแห่ง",
             "“" + shorten(found) + "” differs in one letter from the term “" + shorten(expected) +
                 "” of the other places, probably by a slip: use one form.");
}

void run(Context& context) {
    if (!context.printed()) return;
    constexpr std::size_t kShortest = 2 * kSeed;
    std::vector<Term> terms;
    std::set<std::u32string> seen;
    for (const plan::GlossaryTerm& term : context.plan().glossary) {
        NameCore core = name_core(term.term, context.words());
        if (core.text.size() < kShortest || core.text.size() > 60) continue;
        if (seen.insert(core.text).second) terms.push_back({&term, std::move(core.text)});
    }
    if (terms.empty()) return;
    const Search search(context, terms);
    const std::set<std::pair<int, int>> compared = compared_places(context);
    const auto is_compared = [&](const Near& near) {
        return compared.contains({near.passage->place.block, near.passage->place.row});
    };
    for (std::size_t t = 0; t < terms.size(); ++t) {
        const Uses& uses = search.uses[t];
        std::map<std::u32string, std::vector<const Near*>> forms;
        for (const Near& near : uses.near) forms[near.form].push_back(&near);
        const std::string printed = name_core(terms[t].term->term, context.words()).printed;
        for (const auto& [form, nears] : forms) {
            const Near& near = *nears.front();
            if (uses.exact >= 2 && nears.size() == 1) {
                // The changed piece stands elsewhere, too: another word.
                if (is_compared(near) || search.count(near.around) > 1) continue;
                // What is no word at all is another rule's.
                if (!unknown_pieces(form, shipped_dictionary()).empty()) continue;
                std::vector<plan::Place> places = {near.passage->place};
                if (uses.first != nullptr) places.push_back(uses.first->place);
                report(context, near.printed, printed, places);
            } else if (uses.exact == 1 && nears.size() >= 2) {
                // The definition itself has the slip.
                const std::u32string around = around_change(terms[t].text, form);
                if (around.size() < 4 || search.count(around) > 1) continue;
                if (!unknown_pieces(terms[t].text, shipped_dictionary()).empty()) continue;
                std::vector<plan::Place> places;
                if (uses.first != nullptr) places.push_back(uses.first->place);
                for (std::size_t i = 0; i < nears.size() && i < 3; ++i)
                    places.push_back(nears[i]->passage->place);
                report(context, printed, near.printed, places);
            }
        }
    }
}

}  // namespace

const Rule& term_misprinted() {
    static const Rule kRule{
        .id = "term.misprinted",
        .severity = Severity::info,
        .category = Category::typo,
        .title = {"คำที่นิยามไว้พิมพ์ผิดหนึ่งตัวอักษร", "A defined term is printed with one letter wrong"},
        .why = {"ตัวอักษรที่ผิดอาจทำให้ได้คำอื่นที่มีจริง โปรแกรมตรวจสะกดจึงไม่เห็น "
                "แต่คำที่นิยามไว้และใช้หลายแห่งควรพิมพ์เหมือนกัน "
                "คำที่มีส่วนที่ต่างใช้ในที่อื่นด้วยไม่นับ เพราะเป็นคำคนละคำ",
                "A wrong letter may make another word, which no speller sees. A term that is "
                "defined and used in several places is printed in one form. Where the differing "
                "piece stands elsewhere too, it is another word, and does not count."},
        .mend = {"พิมพ์คำให้ตรงกับนิยาม", "Print the term as it is defined."},
        .source = {"คำหนึ่งใช้รูปเดียวทั้งฉบับ", "A term keeps one form."},
        .bad = {{"รายละเอียดตัวชี้วัด\n"
                 "\n"
                 "ตัวชี้วัดที่ ๑ ร้อยละของอาคารว่างที่เปิดใช้\n"
                 "\n"
                 "ประเภทตัวชี้วัด\tผลลัพธ์\n"
                 "หน่วยนับ\tร้อยละ\n"
                 "นิยาม/คำอธิบาย\tอาคารว่าง หมายถึง อาคารที่ไม่มีผู้ใช้เกินหนึ่งปี\n"
                 "วิธีการคำนวณ\tนับอาคารค่างที่เปิดใช้ หารด้วยอาคารว่างทั้งหมด\n",
                 {8},
                 ""}},
        .near_miss = {{"รายละเอียดตัวชี้วัด\n"
                       "\n"
                       "ตัวชี้วัดที่ ๑ ร้อยละของอาคารว่างที่เปิดใช้\n"
                       "\n"
                       "ประเภทตัวชี้วัด\tผลลัพธ์\n"
                       "หน่วยนับ\tร้อยละ\n"
                       "นิยาม/คำอธิบาย\tอาคารว่าง หมายถึง อาคารที่ไม่มีผู้ใช้เกินหนึ่งปี\n"
                       "วิธีการคำนวณ\tนับอาคารร้างที่เปิดใช้ หารด้วยอาคารว่างทั้งหมด\n"
                       "หลักฐาน\tทะเบียนอาคารร้าง\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
