#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "context.h"
#include "dictionary.h"
#include "language_text.h"
#include "phaen/check/near.h"

namespace phaen::check {

const Rule& typing_unknown_word();

namespace {

/// What stands more often is a name or a term that the dictionary lacks.
constexpr std::size_t kMostPlaces = 2;
/// Shorter runs of letters are abbreviations and marks of lists.
constexpr std::size_t kShortestRun = 5;
/// Letters before a dot this far back may belong to an abbreviation: กทม.
constexpr std::size_t kAbbreviation = 4;
/// A document in another spelling, or of many names: where more than one in so many of its runs of
/// letters has something unknown, only near misses of what it writes often are told.
constexpr std::size_t kRunsForOne = 50;
/// So many are told in any case, and no more than the second in none.
constexpr std::size_t kFewestFindings = 12;
constexpr std::size_t kMostFindings = 60;
/// What stands so often is written on purpose.
constexpr std::size_t kOften = 3;
/// So much around the unknown piece belongs to what is compared and shown.
constexpr std::size_t kAround = 5;

/// ฯ cuts a word short: it is no letter of one.
bool is_letter(char32_t c) { return is_thai(c) && c != 0x0E2F; }

class Search {
  public:
    explicit Search(const Context& context) : dictionary_(shipped_dictionary()) {
        const Words& words = context.words();
        for (const std::string& word : words.list("known_thai")) add(word);
        for (const TermForms& term : words.terms) add(term.form);
        for (const std::string& word : words.list("name_words")) {
            name_words_.push_back(to_code_points(word));
        }
    }

    void passage(const Passage& passage, const CodePoints& text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (!is_letter(text[i])) continue;
            std::size_t end = i;
            while (end < text.size() && is_letter(text[end])) ++end;
            run(passage, text, i, end);
            i = end;
        }
    }

    [[nodiscard]] const SlipGroups& groups() const { return groups_; }
    /// Distinct runs of letters that were looked at.
    [[nodiscard]] std::size_t runs() const { return pieces_.size(); }

  private:
    void add(std::string_view word) { dictionary_.add(to_code_points(word)); }

    void run(const Passage& passage, const CodePoints& text, std::size_t begin, std::size_t end) {
        if (end - begin < kShortestRun) return;
        const auto [found, is_new] = pieces_.try_emplace(text.slice(begin, end));
        const std::u32string_view letters =
            std::u32string_view(text.chars()).substr(begin, end - begin);
        if (is_new) found->second = unknown_pieces(letters, dictionary_);
        for (const UnknownPiece& piece : found->second) {
            // Letters beside a dot or ฯ are abbreviations.
            const char32_t before = text[begin - 1];
            const char32_t behind = text[end];
            if (piece.begin == 0 && (before == U'.' || before == 0x0E2F)) continue;
            if (behind == U'.' && letters.size() - piece.end <= kAbbreviation) continue;
            if (piece.end == letters.size() && behind == 0x0E2F) continue;
            if (is_name(letters, piece)) continue;
            std::size_t from = begin + (piece.begin > kAround ? piece.begin - kAround : 0);
            std::size_t to = std::min(begin + piece.end + kAround, end);
            while (from > begin && !text.is_boundary(from)) --from;
            while (to < end && !text.is_boundary(to)) ++to;
            groups_.add(std::string(text.slice(from, to)),
                        {&passage, text.excerpt(begin + piece.begin, begin + piece.end), ""});
        }
    }

    /// True when a word such as นาย, เมือง, ถนน stands shortly before: a name follows.
    [[nodiscard]] bool is_name(std::u32string_view letters, const UnknownPiece& piece) const {
        return std::any_of(name_words_.begin(), name_words_.end(), [&](const auto& word) {
            const std::size_t at = letters.substr(0, piece.begin).rfind(word);
            return at != std::u32string_view::npos && piece.begin - at - word.size() <= 4;
        });
    }

    Dictionary dictionary_;  ///< a copy, to which the words files add
    std::vector<std::u32string> name_words_;
    std::unordered_map<std::string_view, std::vector<UnknownPiece>> pieces_;
    SlipGroups groups_;
};

/// Keeps those that differ in one letter from what the document writes often.
void keep_near_misses(const Context& context, std::vector<const SlipGroups::Group*>& groups) {
    std::vector<KnownPhrase> phrases;
    phrases.reserve(groups.size());
    for (const SlipGroups::Group* group : groups) phrases.push_back({group->key, 1});
    const MentionFinder finder(phrases);
    std::vector<std::size_t> often(groups.size(), 0);
    for (const Passage& passage : context.passages()) {
        if (passage.repeated || is_english(passage)) continue;
        for (const Mention& mention : finder.find(passage.text, context.folded(passage))) {
            if (mention.distance == 1) ++often[mention.phrase];
        }
    }
    std::vector<const SlipGroups::Group*> kept;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (often[i] >= kOften) kept.push_back(groups[i]);
    }
    groups = std::move(kept);
}

void run(Context& context) {
    if (shipped_dictionary().empty()) return;
    Search search(context);
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        search.passage(passage, text);
    });
    std::vector<const SlipGroups::Group*> rare;
    for (const SlipGroups::Group& group : search.groups().groups()) {
        if (group.slips.size() <= kMostPlaces) rare.push_back(&group);
    }
    if (rare.size() > std::max(kFewestFindings, search.runs() / kRunsForOne)) {
        keep_near_misses(context, rare);
    }
    if (rare.size() > kMostFindings) rare.resize(kMostFindings);
    const PairFinder misspellings(context.words().pairs_of("misspellings"));
    for (const SlipGroups::Group* group : rare) {
        // What has a right form of its own is reported by typing.misspelling.
        if (!misspellings.find(CodePoints(group->slips.front().excerpt)).empty()) continue;
        FindingBuilder finding = context.finding(typing_unknown_word());
        add_slips(finding, group->slips);
        const std::string& where = group->slips.front().excerpt;
        finding.found(group->key)
            .say("“" + group->key + "” ใน “" + where + "”" + times_th(group->slips.size()) +
                     " มีส่วนที่ไม่เป็นคำในพจนานุกรม ตรวจว่าพิมพ์ตกหรือพิมพ์ผิด",
                 "Part of “" + group->key + "” in “" + where + "”" + times_en(group->slips.size()) +
                     " makes no word of the dictionary: see whether it is mistyped.");
    }
}

}  // namespace

const Rule& typing_unknown_word() {
    // Thirteen pieces that make no word: one more than is told of a document in another spelling.
    static const std::string kStrange = [] {
        std::string text = "คำนำ\n";
        for (const char* const letters :
             {"ฬฆฌฏฑฒ", "ฆฌฏฑฒฬ", "ฌฏฑฒฬฆ", "ฏฑฒฬฆฌ", "ฑฒฬฆฌฏ", "ฒฬฆฌฏฑ", "ฬฌฆฏฒฑ", "ฆฏฌฑฬฒ",
              "ฌฑฏฒฆฬ", "ฏฒฑฬฌฆ", "ฑฬฒฆฏฌ", "ฒฆฬฌฑฏ", "ฬฏฌฆฑฒ"}) {
            text += std::string("\n") + letters + "\n";
        }
        return text;
    }();
    static const std::string kOneSlip = [] {
        std::string text = kStrange;
        for (int i = 0; i < 4; ++i) text += "\nหน่วยงานจัดทำรายงานประจำปีเสนอผู้บริหาร\n";
        return text + "\nหน่วยงานจัดทำรายงนประจำปีเสนอผู้บริหาร\n";
    }();
    static const Rule kRule{
        .id = "typing.unknown_word",
        .severity = Severity::info,
        .category = Category::typo,
        .title = {"มีข้อความที่ไม่เป็นคำ", "Letters that make no word"},
        .why =
            {"ข้อความไทยที่แยกเป็นคำในพจนานุกรมไม่ได้ และพบไม่เกินสองแห่ง มักเป็นคำที่พิมพ์ผิด "
             "ชื่อเฉพาะหลังคำในรายการ name_words และคำย่อไม่นับ เพิ่มคำที่ใช้ได้ในรายการ known_thai",
             "Thai text that words of the dictionary do not make up, at no more than two places, "
             "is "
             "mostly mistyped. Names behind a word of the list name_words and abbreviations do not "
             "count. Words that are in use go to the list known_thai."},
        .mend = {"แก้คำที่พิมพ์ผิด หรือเพิ่มคำที่ถูกต้องในรายการ known_thai",
                 "Correct the word, or add it to the list known_thai."},
        .source = {"พจนานุกรมไทยของ Hunspell", "The Thai dictionary of Hunspell."},
        .bad = {{"คำนำ\n\nหน่วยงานจัดทำรายงนประจำปีเสนอผู้บริหาร\n", {3}, ""}, {kOneSlip, {37}, ""}},
        .near_miss = {{"คำนำ\n\nหน่วยงานจัดทำรายงานประจำปีเสนอผู้บริหาร ณ ถนนปอร์ตแลนด์ และ รพ.สต.\n",
                       {},
                       ""},
                      {kStrange, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
