#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "dictionary.h"
#include "language_text.h"

namespace phaen::check {

const Rule& typing_doubled_word();

namespace {

/// Longer words are not doubled by a slip of the hand.
constexpr std::size_t kLongestPeriod = 40;
/// A doubled piece of this many code points is a slip wherever it stands; shorter ones may be the
/// end of one word and the beginning of the next.
constexpr std::size_t kSurePeriod = 5;

struct Repeat {
    std::size_t begin;
    std::size_t second;  ///< where the second copy begins
    std::size_t end;
};

bool overlaps(const std::vector<WordFinder::Hit>& hits, std::size_t begin, std::size_t end) {
    return std::any_of(hits.begin(), hits.end(), [&](const WordFinder::Hit& hit) {
        return hit.begin < end && begin < hit.end;
    });
}

std::vector<std::string_view> views_of(const std::set<std::string, std::less<>>& words) {
    return {words.begin(), words.end()};
}

/// Where three letters stood last, over all passages: `base` is where the present one begins.
struct LastPlaces {
    static constexpr std::size_t kSize = 16384;
    std::vector<std::size_t> at = std::vector<std::size_t>(kSize);
    std::size_t base = 1;
};

class Search {
  public:
    Search(const Words& words, const CodePoints& text, const WordFinder& allowed, bool prose,
           LastPlaces& places)
        : words_(words),
          text_(text),
          allowed_(allowed.find(text)),
          prose_(prose),
          places_(places) {}

    std::vector<Repeat> run() {
        glued();
        spaced();
        return std::move(found_);
    }

  private:
    [[nodiscard]] bool is_listed(std::size_t begin, std::size_t end) const {
        return words_.has("doubled_words", text_.slice(begin, end));
    }

    [[nodiscard]] bool is_taken(std::size_t begin, std::size_t end) const {
        return std::any_of(found_.begin(), found_.end(), [&](const Repeat& repeat) {
            return repeat.begin < end && begin < repeat.end;
        });
    }

    /// True when the dictionary has a longer word that begins where the second copy does, and is
    /// not made with it: ว่าง behind ว่า, but not มีส่วนร่วม behind มี.
    [[nodiscard]] bool goes_on(std::size_t second, std::size_t end) const {
        const Dictionary& dictionary = shipped_dictionary();
        std::uint64_t hash = kHashStart;
        for (std::size_t i = second; is_thai(text_[i]) && i - second < dictionary.longest(); ++i) {
            hash = hash_with(hash, text_[i]);
            if (i < end || !text_.is_boundary(i + 1) || !dictionary.has(hash)) continue;
            const std::u32string_view rest =
                std::u32string_view(text_.chars()).substr(end, i + 1 - end);
            if (!unknown_pieces(rest, dictionary).empty()) return true;
        }
        return false;
    }

    [[nodiscard]] bool is_slip(std::size_t begin, std::size_t period) const {
        const std::size_t end = begin + 2 * period;
        if (!text_.is_boundary(begin) || !text_.is_boundary(begin + period) ||
            !text_.is_boundary(end)) {
            return false;
        }
        if (overlaps(allowed_, begin, end) || is_taken(begin, end)) return false;
        if (period >= kSurePeriod) return true;
        if (is_listed(begin, begin + period)) return !goes_on(begin + period, end);
        return period >= 3 && !is_thai(text_[end]);
    }

    /// A repetition begins where three letters stand again that stood shortly before; one of two
    /// letters is looked for by itself.
    void glued() {
        for (std::size_t i = 0; i + 3 < text_.size(); ++i) {
            if (text_[i] == text_[i + 2] && text_[i + 1] == text_[i + 3]) matched(i, 2);
        }
        for (std::size_t i = 0; i + 2 < text_.size(); ++i) {
            const std::size_t key =
                ((text_[i] & 0x7FU) << 7U ^ (text_[i + 1] & 0x7FU) << 3U ^ (text_[i + 2] & 0x7FU)) %
                LastPlaces::kSize;
            const std::size_t last = places_.at[key];
            places_.at[key] = places_.base + i;
            if (last < places_.base) continue;
            const std::size_t period = places_.base + i - last;
            if (period < 3 || period > kLongestPeriod) continue;
            const std::size_t first = i - period;
            // Once for each stretch of equal letters.
            if (first == 0 || text_[first - 1] != text_[i - 1]) matched(first, period);
        }
        places_.base += text_.size();
    }

    /// The stretch from `begin` on whose letters stand again a period later.
    void matched(std::size_t begin, std::size_t period) {
        std::size_t end = begin;
        while (end + period < text_.size() && is_thai(text_[end]) &&
               text_[end] == text_[end + period]) {
            ++end;
        }
        for (; begin + period <= end; ++begin) {
            if (is_slip(begin, period)) {
                found_.push_back({begin, begin + period, begin + 2 * period});
            }
        }
    }

    /// Two equal words with a space between them.
    void spaced() {
        std::size_t begin = 0;
        std::optional<Repeat> last;  // the word before, as [begin, second)
        while (begin < text_.size()) {
            std::size_t end = begin;
            while (end < text_.size() && text_[end] != U' ') ++end;
            if (last && text_.slice(last->begin, last->second) == text_.slice(begin, end) &&
                is_word(begin, end) && !overlaps(allowed_, last->begin, end)) {
                found_.push_back({last->begin, begin, end});
                last.reset();
            } else {
                last = Repeat{begin, end, end};
            }
            begin = end + 1;
        }
    }

    [[nodiscard]] bool is_word(std::size_t begin, std::size_t end) const {
        bool thai = true;
        bool latin = true;
        for (std::size_t i = begin; i < end; ++i) {
            thai = thai && is_thai(text_[i]);
            latin = latin && is_latin(text_[i]);
        }
        if (thai && is_listed(begin, end)) return true;
        // In a cell the two may be two lines of it.
        return prose_ && ((thai && end - begin >= 3) || (latin && end - begin >= 2));
    }

    const Words& words_;
    const CodePoints& text_;
    std::vector<WordFinder::Hit> allowed_;
    bool prose_;
    LastPlaces& places_;
    std::vector<Repeat> found_;
};

void run(Context& context) {
    const WordFinder allowed(views_of(context.words().list("doubled_allowed")));
    SlipGroups groups;
    LastPlaces places;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        const bool prose =
            passage.kind == Passage::Kind::paragraph || passage.kind == Passage::Kind::member;
        for (const Repeat& repeat : Search(context.words(), text, allowed, prose, places).run()) {
            std::string mended(text.slice(0, repeat.second));
            while (mended.ends_with(' ')) mended.pop_back();
            mended += text.slice(repeat.end, text.size());
            groups.add(std::string(text.slice(repeat.begin, repeat.end)),
                       {&passage, text.excerpt(repeat.begin, repeat.end), std::move(mended)});
        }
    });
    for (const SlipGroups::Group& group : groups.groups()) {
        const CodePoints twice(group.key);
        const std::string once(twice.slice(0, twice.size() / 2));
        FindingBuilder finding = context.finding(typing_doubled_word());
        add_slips(finding, group.slips);
        finding.found(group.slips.front().excerpt)
            .expected(once)
            .say("พิมพ์คำซ้ำ “" + group.key + "” ใน “" + group.slips.front().excerpt + "”" +
                     times_th(group.slips.size()) + " ควรเหลือ “" + once + "” เพียงครั้งเดียว",
                 "“" + once + "” is typed twice in “" + group.slips.front().excerpt + "”" +
                     times_en(group.slips.size()) + ": leave it once.");
    }
}

}  // namespace

const Rule& typing_doubled_word() {
    static const Rule kRule{
        .id = "typing.doubled_word",
        .severity = Severity::info,
        .category = Category::typo,
        .title = {"พิมพ์คำหรือพยางค์ซ้ำ", "A word or syllable is typed twice"},
        .why = {"คำเดียวกันพิมพ์ติดกันสองครั้งมักเกิดจากการแก้ไขข้อความแล้วลบไม่หมด "
                "คำที่ซ้ำได้ตามปกติอยู่ในรายการ doubled_allowed ของไฟล์คำ",
                "The same word twice in a row is mostly what an edit left behind. Words that may "
                "stand "
                "twice are in the list doubled_allowed of the words files."},
        .mend = {"ลบคำที่ซ้ำออกหนึ่งคำ", "Delete one of the two."},
        .source = {"การตรวจพิสูจน์อักษรของแผนราชการ", "Proof reading of official plans."},
        .fixable = true,
        .bad = {{"คำนำ\n\nหน่วยงานมีมีบุคลากรในในพื้นที่\n", {3}, ""},
                {"คำนำ\n\nหน่วยงานกำกับดูแลข้อมูลและและรายงานผลทุกไตรมาส\n", {3}, ""},
                {"คำนำ\n\nวางแผนการดำเนินโครงการการ รวมทั้งคัดเลือกพื้นที่\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nจัดทำทำเนียบผู้ประกอบการ ให้บริการภายในในวันเดียว และเห็นว่าว่างงานลดลง\n",
                       {},
                       ""},
                      {"คำนำ\n\nโครงการการแปลเอกสารร่วมกับนานาประเทศในที่ต่าง ๆ\n", {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
