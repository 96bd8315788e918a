#include "phaen/base/thai_text.h"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/coll.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "phaen/base/check.h"
#include "utf8.h"

namespace phaen::base {

namespace {

using detail::append_utf8;
using detail::decode_utf8;
using detail::Decoded;

// --- Thai characters -----------------------------------------------------------------------------

constexpr char32_t kSaraA = U'\u0E30';
constexpr char32_t kSaraAa = U'\u0E32';
constexpr char32_t kSaraAm = U'\u0E33';
constexpr char32_t kSaraE = U'\u0E40';
constexpr char32_t kSaraAe = U'\u0E41';
constexpr char32_t kSaraAiMaimalai = U'\u0E44';
constexpr char32_t kNikhahit = U'\u0E4D';

/// Where a mark stands among the marks of one consonant: vowels (1), then maitaikhu and nikhahit
/// (2), then tone marks, thanthakhat and yamakkan (3); 0 for what is no mark. Non-zero combining
/// classes (phinthu 9, sara u and uu 103, tone marks 107) never fall in this order once NFC has put
/// equal ranks in order.
constexpr std::uint8_t rank_of(char32_t c) {
    if (c == U'\u0E31' || (c >= U'\u0E34' && c <= U'\u0E3A')) return 1;
    if (c == U'\u0E47' || c == kNikhahit) return 2;
    if ((c >= U'\u0E48' && c <= U'\u0E4C') || c == U'\u0E4E') return 3;
    return 0;
}

constexpr std::uint8_t combining_class_of(char32_t c) {
    if (c == U'\u0E38' || c == U'\u0E39') return 103;
    if (c == U'\u0E3A') return 9;
    if (c >= U'\u0E48' && c <= U'\u0E4B') return 107;
    return 0;
}

constexpr char32_t kThaiFirst = U'\u0E00';
constexpr std::size_t kThaiCount = 128;

struct ThaiTables {
    std::array<std::uint8_t, kThaiCount> rank{};
    std::array<std::uint8_t, kThaiCount> combining_class{};
};

constexpr ThaiTables make_tables() {
    ThaiTables tables;
    for (std::size_t i = 0; i < kThaiCount; ++i) {
        const char32_t c = kThaiFirst + static_cast<char32_t>(i);
        tables.rank[i] = rank_of(c);
        tables.combining_class[i] = combining_class_of(c);
    }
    return tables;
}

constexpr ThaiTables kThai = make_tables();

bool is_thai(char32_t c) { return c >= kThaiFirst && c < kThaiFirst + kThaiCount; }
std::uint8_t mark_rank(char32_t c) { return is_thai(c) ? kThai.rank[c - kThaiFirst] : 0; }
bool is_tone(char32_t c) { return c >= U'\u0E48' && c <= U'\u0E4B'; }

/// A vowel of which two in a row are always a slip of the hand: no syllable begins with the first
/// three, and none goes on with a second leading vowel.
bool is_vowel_never_doubled(char32_t c) {
    return c == kSaraA || c == kSaraAa || c == kSaraAm || (c >= kSaraE && c <= kSaraAiMaimalai);
}

// --- Characters of general use -------------------------------------------------------------------

/// White space of any script, line and paragraph ends included.
bool is_space(char32_t c) {
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

/// Characters that a reader never sees: zero-width spaces and joiners, the soft hyphen, direction
/// controls.
bool is_invisible(char32_t c) {
    if (c == 0xAD || c == 0x061C || c == 0xFEFF) return true;
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069);
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

bool is_pictographic(char32_t c) {
    return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

/// True when a zero-width joiner between `before` and `after` holds one emoji together.
bool joins_emoji(char32_t before, char32_t after) {
    constexpr char32_t kZeroWidthEmojiStyle = 0xFE0F;
    const bool is_tint = before >= 0x1F3FB && before <= 0x1F3FF;
    return (is_tint || before == kZeroWidthEmojiStyle || is_pictographic(before)) &&
           is_pictographic(after);
}

/// Characters outside ASCII and Thai that stand alone in NFC: up to U+02FF nothing composes with
/// what is before it, and the same holds for the dashes, quotes and dots of the General Punctuation
/// block.
bool is_plain_in_nfc(char32_t c) { return c < 0x300 || (c >= 0x2010 && c <= 0x205E); }

inline Decoded decode_thai_or_other(std::string_view text, std::size_t at) {
    const auto b0 = static_cast<unsigned char>(text[at]);
    if (b0 < 0x80) return {static_cast<char32_t>(b0), 1, true};
    if (b0 == 0xE0 && at + 2 < text.size()) {
        const auto b1 = static_cast<unsigned char>(text[at + 1]);
        const auto b2 = static_cast<unsigned char>(text[at + 2]);
        if ((b1 == 0xB8 || b1 == 0xB9) && (b2 & 0xC0) == 0x80) {
            return {kThaiFirst + ((b1 & 1u) << 6) + (b2 & 0x3Fu), 3, true};
        }
    }
    return decode_utf8(text, at);
}

// --- Plain text ----------------------------------------------------------------------------------

/// Three bytes at `at` that are a Thai character, by the place in its block; kThaiCount for others.
/// Nearly all text of a plan is of these and of ASCII, so the passes below take them without
/// decoding and leave the rest to the general way.
inline std::size_t thai_at(std::string_view text, std::size_t at) {
    if (text.size() - at < 3) return kThaiCount;
    const auto b0 = static_cast<unsigned char>(text[at]);
    const auto b1 = static_cast<unsigned char>(text[at + 1]);
    const auto b2 = static_cast<unsigned char>(text[at + 2]);
    if (b0 != 0xE0 || (b1 & 0xFEu) != 0xB8 || (b2 & 0xC0u) != 0x80) return kThaiCount;
    return (b1 & 1u) << 6 | (b2 & 0x3Fu);
}

/// True when clean_text would give the text as it is: Thai with its marks in canonical order and
/// printable ASCII without a space at either end or two in a row. A false alarm costs time only.
bool is_clearly_clean(std::string_view text) {
    std::uint8_t last_class = 0;
    bool after_space = true;  // none at the beginning
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            if (byte < ' ' || byte == 0x7F || (byte == ' ' && after_space)) return false;
            after_space = byte == ' ';
            last_class = 0;
            ++at;
            continue;
        }
        const std::size_t thai = thai_at(text, at);
        if (thai == kThaiCount) return false;
        const std::uint8_t combining_class = kThai.combining_class[thai];
        if (combining_class != 0 && combining_class < last_class) return false;
        last_class = combining_class;
        after_space = false;
        at += 3;
    }
    return text.empty() || !after_space;
}

// --- NFC -----------------------------------------------------------------------------------------

/// True only for text of which one look shows that it is in NFC: ASCII, Thai with its marks in
/// canonical order, and what stands alone. Everything else is for ICU to decide.
bool is_clearly_nfc(std::string_view text) {
    std::uint8_t last_class = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded next = decode_thai_or_other(text, at);
        std::uint8_t combining_class = 0;
        if (is_thai(next.code_point)) {
            combining_class = kThai.combining_class[next.code_point - kThaiFirst];
            if (combining_class != 0 && combining_class < last_class) return false;
        } else if (!next.valid || !is_plain_in_nfc(next.code_point)) {
            return false;
        }
        last_class = combining_class;
        at += next.length;
    }
    return true;
}

/// ICU's NFC, whose data are compiled into its library: nothing is loaded.
const icu::Normalizer2& nfc_normalizer() {
    // Held here, as the thread sanitizer does not see how ICU guards its own first use.
    static const icu::Normalizer2* const kNormalizer = [] {
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
        PHAEN_CHECK(U_SUCCESS(status) && normalizer != nullptr, "ICU has no NFC normalizer");
        return normalizer;
    }();
    return *kNormalizer;
}

icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

void check_icu_size(std::string_view text) {
    PHAEN_CHECK(text.size() < (std::size_t{1} << 31), "a text too long for ICU");
}

/// Every byte that is not part of UTF-8 becomes U+FFFD; ICU would pass it on.
void replace_invalid(std::string& text) {
    if (is_utf8(text)) return;
    std::string out;
    out.reserve(text.size() + 2);
    for (std::size_t at = 0; at < text.size();) {
        const Decoded next = decode_utf8(text, at);
        append_utf8(out, next.code_point);
        at += next.length;
    }
    text = std::move(out);
}

void make_nfc(std::string& text) {
    if (is_clearly_nfc(text)) return;
    check_icu_size(text);
    replace_invalid(text);
    UErrorCode status = U_ZERO_ERROR;
    if (nfc_normalizer().isNormalizedUTF8(piece(text), status) != 0 && U_SUCCESS(status)) return;
    status = U_ZERO_ERROR;
    std::string normal;
    normal.reserve(text.size());
    icu::StringByteSink<std::string> sink(&normal);
    nfc_normalizer().normalizeUTF8(0, piece(text), sink, nullptr, status);
    PHAEN_CHECK(U_SUCCESS(status), "ICU could not normalize a text");
    text = std::move(normal);
}

// --- Repair --------------------------------------------------------------------------------------

/// True when repair_thai might change the text. A false alarm costs time only.
bool may_need_repair(std::string_view text) {
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded next = decode_thai_or_other(text, at);
        const char32_t c = next.code_point;
        if (c >= 0x80) {
            if (is_thai(c)) {
                const std::uint8_t rank = kThai.rank[c - kThaiFirst];
                if (rank != 0) {
                    if (c == before || c == kNikhahit) return true;
                    if (mark_rank(before) > rank || (before == kSaraAm && is_tone(c))) return true;
                    // Sara u and phinthu have an order within their rank.
                    if (c == U'\u0E3A' && mark_rank(before) != 0) return true;
                } else if (c == before && is_vowel_never_doubled(c)) {
                    return true;
                }
            } else if (!next.valid || !is_plain_in_nfc(c) || c < 0xA1 || c == 0xAD ||
                       (c >= 0x2028 && c <= 0x202F)) {
                return true;
            }
        }
        before = c;
        at += next.length;
    }
    return false;
}

/// One pass over text that is in NFC. What it does to a run of marks, in this order:
/// 1. sorts them by rank; 2. writes equal neighbours once; 3. joins nikhahit and a following sara
/// aa to sara am.
class RepairPass {
  public:
    static std::string run(std::string_view text) {
        RepairPass pass;
        for (std::size_t at = 0; at < text.size();) {
            const Decoded next = decode_thai_or_other(text, at);
            if (mark_rank(next.code_point) != 0) {
                pass.run_.push_back(next.code_point);
            } else {
                pass.add_other(next.code_point);
            }
            at += next.length;
        }
        pass.end_run();
        std::string out;
        out.reserve(text.size());
        for (const char32_t c : pass.out_) append_utf8(out, c);
        return out;
    }

  private:
    void add_other(char32_t c) {
        if (c == kSaraAa && take_nikhahit()) c = kSaraAm;
        end_run();
        const char32_t before = out_.empty() ? 0 : out_.back();
        if (c == kSaraE && before == kSaraE) {
            out_.back() = kSaraAe;
            return;
        }
        if (c == before && is_vowel_never_doubled(c)) return;
        out_.push_back(c);
    }

    /// Takes nikhahit out of the pending run when the run is nikhahit and tone marks only.
    bool take_nikhahit() {
        const bool all_fit = std::all_of(run_.begin(), run_.end(),
                                         [](char32_t c) { return c == kNikhahit || is_tone(c); });
        if (!all_fit || run_.find(kNikhahit) == std::u32string::npos) return false;
        std::erase(run_, kNikhahit);
        return true;
    }

    void end_run() {
        if (run_.empty()) return;
        const char32_t before = out_.empty() ? 0 : out_.back();
        // Marks after a foreign mark belong to a cluster that we do not know.
        if (u_getCombiningClass(static_cast<UChar32>(before)) == 0) {
            std::stable_sort(run_.begin(), run_.end(),
                             [](char32_t a, char32_t b) { return mark_rank(a) < mark_rank(b); });
            run_.erase(std::unique(run_.begin(), run_.end()), run_.end());
            if (before == kSaraAm) move_tone_before_am();
        }
        out_ += run_;
        run_.clear();
    }

    /// น + ำ + ◌้ is a slip for น + ◌้ + ำ.
    void move_tone_before_am() {
        if (run_.empty() || !is_tone(run_.front())) return;
        const char32_t tone = run_.front();
        const char32_t inner = out_.size() >= 2 ? out_[out_.size() - 2] : 0;
        if (is_tone(inner) && inner != tone) return;
        run_.erase(0, 1);
        if (inner != tone) out_.insert(out_.size() - 1, 1, tone);
    }

    std::u32string out_;
    std::u32string run_;
};

/// Invisible characters out (but the joiners of emoji), unusual spaces that must not break to plain
/// ones.
std::string drop_invisible(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded next = decode_thai_or_other(text, at);
        at += next.length;
        char32_t c = next.code_point;
        if (is_invisible(c)) {
            const bool kept = c == 0x200D && at < text.size() &&
                              joins_emoji(before, decode_utf8(text, at).code_point);
            if (!kept) continue;
        }
        if (c == 0xA0 || c == 0x2007 || c == 0x202F) c = ' ';
        append_utf8(out, c);
        before = c;
    }
    return out;
}

void repair_in_place(std::string& text) {
    if (!may_need_repair(text)) return;
    text = drop_invisible(text);
    make_nfc(text);
    // One pass mends all but freak sequences, in which one mending makes room for another (เเเเ).
    // Every pass shortens the text or its disorder, and the bound keeps hostile text from costing
    // more than that.
    constexpr int kMaxPasses = 16;
    for (int i = 0; i < kMaxPasses && may_need_repair(text); ++i) {
        std::string mended = RepairPass::run(text);
        make_nfc(mended);
        if (mended == text) return;
        text = std::move(mended);
    }
}

// --- Comparison ----------------------------------------------------------------------------------

/// One form for each family of dashes and quotes; lower case otherwise.
char32_t fold(char32_t c) {
    switch (c) {
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2015:
        case 0x2212:
        case 0xFE58:
        case 0xFE63:
        case 0xFF0D:
            return '-';
        case 0x2018:
        case 0x2019:
        case 0x201A:
        case 0x201B:
            return '\'';
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x201F:
            return '"';
        default:
            return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    }
}

constexpr char32_t kThaiZero = U'\u0E50';
constexpr char32_t kThaiNine = U'\u0E59';

bool is_thai_digit(char32_t c) { return c >= kThaiZero && c <= kThaiNine; }

/// Adds a Thai character to the run of marks that `before` ends; false when the text may need
/// repair (the conditions of may_need_repair).
inline bool goes_on_well(std::size_t thai, std::size_t before) {
    constexpr std::size_t kNikhahitAt = kNikhahit - kThaiFirst;
    constexpr std::size_t kPhinthuAt = 0x3A;
    constexpr std::size_t kSaraAmAt = kSaraAm - kThaiFirst;
    const std::uint8_t rank = kThai.rank[thai];
    if (rank == 0) {
        return thai != before || !is_vowel_never_doubled(kThaiFirst + static_cast<char32_t>(thai));
    }
    if (thai == before || thai == kNikhahitAt) return false;
    const std::uint8_t rank_before = before < kThaiCount ? kThai.rank[before] : 0;
    if (rank_before > rank || (thai == kPhinthuAt && rank_before != 0)) return false;
    return before != kSaraAmAt || !is_tone(kThaiFirst + static_cast<char32_t>(thai));
}

/// The comparison key of ASCII and Thai that needs no repair, in one pass; false for other text.
bool plain_comparison_key(std::string_view text, std::string& out) {
    constexpr std::size_t kZeroAt = 0x50;
    constexpr std::size_t kNineAt = 0x59;
    out.resize(text.size());
    char* to = out.data();
    std::size_t before = kThaiCount;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            ++at;
            if (byte <= ' ' || byte == 0x7F) continue;
            *to++ = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
            before = kThaiCount;
            continue;
        }
        const std::size_t thai = thai_at(text, at);
        if (thai == kThaiCount) return false;
        if (thai >= kZeroAt && thai <= kNineAt) {
            *to++ = static_cast<char>('0' + (thai - kZeroAt));
            before = kThaiCount;
        } else {
            if (!goes_on_well(thai, before)) return false;
            for (std::size_t i = 0; i < 3; ++i) *to++ = text[at + i];
            before = thai;
        }
        at += 3;
    }
    out.resize(static_cast<std::size_t>(to - out.data()));
    return true;
}

/// Thai dictionary order, numbers by their value, punctuation counted. Made when first needed
/// (opening ICU's rules takes milliseconds) and never changed after, so that threads may share it.
const icu::Collator& thai_collator() {
    static const std::unique_ptr<const icu::Collator> kCollator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> made(
            icu::Collator::createInstance(icu::Locale("th"), status));
        PHAEN_CHECK(U_SUCCESS(status) && made != nullptr, "ICU has no Thai collator");
        made->setAttribute(UCOL_ALTERNATE_HANDLING, UCOL_NON_IGNORABLE, status);
        made->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
        PHAEN_CHECK(U_SUCCESS(status), "ICU's Thai collator refuses its attributes");
        return made;
    }();
    return *kCollator;
}

/// Made when first needed and cloned for each use; see thai_collator.
const icu::BreakIterator& grapheme_breaks() {
    static const std::unique_ptr<const icu::BreakIterator> kBreaks = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> made(
            icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
        PHAEN_CHECK(U_SUCCESS(status) && made != nullptr, "ICU has no grapheme rules");
        return made;
    }();
    return *kBreaks;
}

/// The count for ASCII and Thai, where a cluster is a character with the marks and the sara am that
/// follow it; null when other characters occur.
std::optional<std::size_t> count_plain_graphemes(std::string_view text) {
    std::size_t count = 0;
    bool joins = false;  // whether a mark would belong to what is before it
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t thai = thai_at(text, at); thai != kThaiCount) {
            const bool marks = kThai.rank[thai] != 0 || thai == kSaraAm - kThaiFirst;
            count += marks && joins ? 0 : 1;
            joins = true;
            before = 0;
            at += 3;
            continue;
        }
        const Decoded next = decode_thai_or_other(text, at);
        const char32_t c = next.code_point;
        if (c >= 0x80 && !is_thai(c)) return std::nullopt;
        const bool extends = c == kSaraAm || mark_rank(c) != 0;
        const bool ends_line = before == '\r' && c == '\n';
        if (!(extends && joins) && !ends_line) ++count;
        joins = !is_control(c);
        before = c;
        at += next.length;
    }
    return count;
}

}  // namespace

std::size_t detail::first_invalid_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        // Eight bytes of ASCII at once.
        std::uint64_t word = 0;
        if (text.size() - at >= sizeof word) {
            std::memcpy(&word, text.data() + at, sizeof word);
            if ((word & 0x8080808080808080u) == 0) {
                at += sizeof word;
                continue;
            }
        }
        const Decoded next = decode_thai_or_other(text, at);
        if (!next.valid) return at;
        at += next.length;
    }
    return at;
}

bool is_utf8(std::string_view bytes) { return detail::first_invalid_utf8(bytes) == bytes.size(); }

std::string to_arabic_digits(std::string_view text) {
    // A Thai digit is E0 B9 90 to E0 B9 99, and E0 stands nowhere but where a character begins.
    std::string out(text);
    std::size_t to = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t thai = thai_at(text, at);
        if (thai == kThaiCount) {
            out[to++] = text[at++];
            continue;
        }
        if (is_thai_digit(kThaiFirst + static_cast<char32_t>(thai))) {
            out[to++] = static_cast<char>('0' + (thai - (kThaiZero - kThaiFirst)));
        } else {
            for (std::size_t i = 0; i < 3; ++i) out[to++] = text[at + i];
        }
        at += 3;
    }
    out.resize(to);
    return out;
}

std::string to_thai_digits(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 2);
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            append_utf8(out, kThaiZero + static_cast<char32_t>(c - '0'));
        } else {
            out.push_back(c);
        }
    }
    return out;
}

std::string nfc(std::string_view text) {
    std::string out(text);
    make_nfc(out);
    return out;
}

std::string clean_text(std::string_view text) {
    if (is_clearly_clean(text)) return std::string(text);
    std::string out;
    out.reserve(text.size());
    bool space_pending = false;
    char32_t before = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded next = decode_thai_or_other(text, at);
        const char32_t c = next.code_point;
        at += next.length;
        if (!is_thai(c)) {
            if (is_space(c)) {
                space_pending = !out.empty();
                continue;
            }
            if (is_control(c)) continue;
            if (c >= 0x80 && is_invisible(c)) {
                const bool kept = c == 0x200D && !space_pending && at < text.size() &&
                                  joins_emoji(before, decode_utf8(text, at).code_point);
                if (!kept) continue;
            }
        }
        if (space_pending) out.push_back(' ');
        space_pending = false;
        if (next.valid) {
            out.append(text.substr(at - next.length, next.length));
        } else {
            append_utf8(out, c);
        }
        before = c;
    }
    make_nfc(out);
    return out;
}

std::string repair_thai(std::string_view text) {
    std::string out(text);
    repair_in_place(out);
    return out;
}

std::string comparison_key(std::string_view text) {
    std::string out;
    if (plain_comparison_key(text, out)) return out;
    out.clear();
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Decoded next = decode_thai_or_other(text, at);
        const char32_t c = next.code_point;
        if (c < 0x80) {
            const bool is_upper = c >= 'A' && c <= 'Z';
            if (c > ' ' && c != 0x7F) {
                out.push_back(static_cast<char>(is_upper ? c + ('a' - 'A') : c));
            }
        } else if (c >= kThaiZero && c <= kThaiNine) {
            out.push_back(static_cast<char>('0' + (c - kThaiZero)));
        } else if (is_thai(c)) {
            out.append(text.substr(at, next.length));
        } else if (!is_space(c) && !is_control(c) && !is_invisible(c)) {
            append_utf8(out, fold(c));
        }
        at += next.length;
    }
    repair_in_place(out);
    return out;
}

std::string collation_key(std::string_view text) {
    check_icu_size(text);
    const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(piece(text));
    std::string key(2 * text.size() + 16, '\0');
    const auto fill = [&] {
        return thai_collator().getSortKey(wide, reinterpret_cast<std::uint8_t*>(key.data()),
                                          static_cast<std::int32_t>(key.size()));
    };
    std::int32_t length = fill();
    if (static_cast<std::size_t>(length) > key.size()) {
        key.resize(static_cast<std::size_t>(length));
        length = fill();
    }
    PHAEN_CHECK(length > 0, "ICU gave no sort key");
    key.resize(static_cast<std::size_t>(length) - 1);  // without ICU's closing zero
    return key;
}

int compare_thai(std::string_view a, std::string_view b) {
    // Not by ICU's own comparison: with numbers by value, ICU 72 skips a common beginning that ends
    // inside a number, puts ๑๑ before ๑ะ and so disagrees with its sort keys, which are right.
    const int order = collation_key(a).compare(collation_key(b));
    return order < 0 ? -1 : (order > 0 ? 1 : 0);
}

std::size_t count_graphemes(std::string_view text) {
    if (const auto count = count_plain_graphemes(text)) return *count;
    UErrorCode status = U_ZERO_ERROR;
    UText utext = UTEXT_INITIALIZER;
    utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
    const std::unique_ptr<icu::BreakIterator> breaks(grapheme_breaks().clone());
    breaks->setText(&utext, status);
    PHAEN_CHECK(U_SUCCESS(status), "ICU could not count the characters of a text");
    std::size_t count = 0;
    while (breaks->next() != icu::BreakIterator::DONE) ++count;
    utext_close(&utext);
    return count;
}

}  // namespace phaen::base
