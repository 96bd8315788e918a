#include "numbering.h"

#include <algorithm>

#include "phaen/base/money.h"
#include "phaen/base/thai_text.h"
#include "xml.h"

namespace phaen::document::word {
namespace {

constexpr long long kGreatestNumber = 1'000'000'000;
/// Letters are repeated after the alphabet's end; nobody reads them beyond this.
constexpr long long kMostLetters = 8;
constexpr std::string_view kBahtSuffix = "บาทถ้วน";
/// Without ฃ ฅ, which are no longer written, and ฤ ฦ, which are vowels.
constexpr std::array<std::string_view, 41> kThaiLetters = {
    "ก", "ข", "ค", "ง", "จ", "ฉ", "ช", "ซ", "ฌ", "ญ", "ฎ", "ฏ", "ฐ", "ฑ",
    "ฒ", "ณ", "ด", "ต", "ถ", "ท", "ธ", "น", "บ", "ป", "ผ", "ฝ", "พ", "ฟ",
    "ภ", "ม", "ย", "ร", "ล", "ว", "ศ", "ษ", "ส", "ห", "ฬ", "อ", "ฮ"};

int read_id(pugi::xml_node node, std::string_view name) {
    const long long value = integer_attribute(node, name).value_or(-1);
    return value < 0 || value > 2'000'000'000 ? -1 : static_cast<int>(value);
}

std::optional<int> read_level_index(pugi::xml_node node) {
    const long long value = integer_attribute(node, "ilvl").value_or(-1);
    if (value < 0 || value >= kListLevels) return std::nullopt;
    return static_cast<int>(value);
}

std::optional<long long> read_number(pugi::xml_node parent, std::string_view name) {
    const std::optional<long long> value = integer_attribute(child(parent, name), "val");
    if (!value) return std::nullopt;
    return std::clamp(*value, 0LL, kGreatestNumber);
}

std::string roman(long long value) {
    constexpr std::array<std::pair<int, std::string_view>, 13> kSigns = {{{1000, "m"},
                                                                          {900, "cm"},
                                                                          {500, "d"},
                                                                          {400, "cd"},
                                                                          {100, "c"},
                                                                          {90, "xc"},
                                                                          {50, "l"},
                                                                          {40, "xl"},
                                                                          {10, "x"},
                                                                          {9, "ix"},
                                                                          {5, "v"},
                                                                          {4, "iv"},
                                                                          {1, "i"}}};
    std::string text;
    for (const auto& [worth, sign] : kSigns) {
        for (; value >= worth; value -= worth) text += sign;
    }
    return text;
}

std::string upper_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    return text;
}

/// a, b, … z, aa, bb, …
std::string letters(long long value) {
    const auto times = static_cast<std::size_t>((value - 1) / 26 + 1);
    return std::string(times, static_cast<char>('a' + (value - 1) % 26));
}

std::string thai_letters(long long value) {
    constexpr auto kCount = static_cast<long long>(kThaiLetters.size());
    const std::string_view letter = kThaiLetters[static_cast<std::size_t>((value - 1) % kCount)];
    std::string text;
    for (long long i = 0; i <= (value - 1) / kCount; ++i) text += letter;
    return text;
}

/// หนึ่ง สอง สาม: the words of an amount without its unit.
std::optional<std::string> thai_words(long long value) {
    const std::optional<base::Money> money = base::Money::from_satang(value * 100);
    if (!money) return std::nullopt;
    std::string words = base::baht_in_words(*money);
    if (!words.ends_with(kBahtSuffix)) return std::nullopt;
    words.resize(words.size() - kBahtSuffix.size());
    return words;
}

/// A bullet as a reader would type it.
std::string bullet(std::string_view text, std::string_view font) {
    // Characters of symbol fonts stand in the private area U+F000..U+F0FF.
    const bool is_private = text.starts_with("\xEF\x80") || text.starts_with("\xEF\x81") ||
                            text.starts_with("\xEF\x82") || text.starts_with("\xEF\x83");
    if (text == "-" || text == "–" || text == "—" || text == "o" || text == "\xEF\x80\xAD") {
        return "-";
    }
    const bool is_symbol_font =
        font == "Symbol" || font.starts_with("Wingdings") || font == "Webdings";
    if (is_private || (is_symbol_font && !text.empty())) return "•";
    return base::clean_text(text);
}

}  // namespace

std::string format_number(long long value, std::string_view format) {
    const std::string arabic = std::to_string(value);
    if (format == "none") return {};
    if (format == "thaiNumbers") return base::to_thai_digits(arabic);
    if (format == "decimalZero") return value < 10 ? "0" + arabic : arabic;
    if (value < 1) return arabic;
    if (format == "thaiCounting") return thai_words(value).value_or(arabic);
    if (format == "thaiLetters") {
        const auto count = static_cast<long long>(kThaiLetters.size());
        return value <= count * kMostLetters ? thai_letters(value) : arabic;
    }
    if (format == "lowerLetter" || format == "upperLetter") {
        if (value > 26 * kMostLetters) return arabic;
        return format == "lowerLetter" ? letters(value) : upper_case(letters(value));
    }
    if (format == "lowerRoman" || format == "upperRoman") {
        if (value > 3999) return arabic;
        return format == "lowerRoman" ? roman(value) : upper_case(roman(value));
    }
    return arabic;
}

Numbering::Numbering(pugi::xml_node root, const Styles& styles) {
    for (const pugi::xml_node node : root.children()) {
        if (local_name(node) == "abstractNum") read_abstract(node);
        if (local_name(node) == "num") read_instance(node);
    }
    follow_style_links(styles);
}

Numbering::Level Numbering::read_level(pugi::xml_node node) {
    Level level;
    level.present = true;
    level.start = read_number(node, "start").value_or(0);
    pugi::xml_node format = child(node, "numFmt");
    // A custom format stands beside the nearest standard one.
    if (!format) format = child(child(child(node, "AlternateContent"), "Fallback"), "numFmt");
    level.format = attribute(format, "val").value_or("decimal");
    level.text = attribute(child(node, "lvlText"), "val").value_or("");
    level.font = attribute(child(child(node, "rPr"), "rFonts"), "ascii").value_or("");
    level.style = attribute(child(node, "pStyle"), "val").value_or("");
    level.legal = on_off(node, "isLgl").value_or(false);
    if (const std::optional<long long> restart = read_number(node, "lvlRestart")) {
        level.restart = static_cast<int>(std::min<long long>(*restart, kListLevels));
    }
    return level;
}

void Numbering::read_abstract(pugi::xml_node node) {
    Abstract abstract;
    abstract.style_link = attribute(child(node, "numStyleLink"), "val").value_or("");
    for (const pugi::xml_node inner : node.children()) {
        if (local_name(inner) != "lvl") continue;
        const std::optional<int> index = read_level_index(inner);
        if (index) abstract.levels[static_cast<std::size_t>(*index)] = read_level(inner);
    }
    abstracts_.emplace(read_id(node, "abstractNumId"), std::move(abstract));
}

void Numbering::read_instance(pugi::xml_node node) {
    Instance instance;
    instance.abstract = read_id(child(node, "abstractNumId"), "val");
    for (const pugi::xml_node inner : node.children()) {
        if (local_name(inner) != "lvlOverride") continue;
        const std::optional<int> index = read_level_index(inner);
        if (!index) continue;
        Override& change = instance.overrides[static_cast<std::size_t>(*index)];
        change.start = read_number(inner, "startOverride");
        if (const pugi::xml_node level = child(inner, "lvl")) change.level = read_level(level);
    }
    instances_.emplace(read_id(node, "numId"), std::move(instance));
}

/// A list may be that of a numbering style; the style names an instance of the list that has the
/// levels. One step is enough: the linked list is the style's own.
void Numbering::follow_style_links(const Styles& styles) {
    for (auto& [id, instance] : instances_) {
        const auto abstract = abstracts_.find(instance.abstract);
        if (abstract == abstracts_.end() || abstract->second.style_link.empty()) continue;
        const Formatting& style = styles.find(abstract->second.style_link);
        const auto linked = instances_.find(style.number_id.value_or(0));
        if (linked != instances_.end()) instance.abstract = linked->second.abstract;
    }
}

const Numbering::Level& Numbering::level_of(const Instance& instance, const Abstract& abstract,
                                            int level) {
    const auto index = static_cast<std::size_t>(level);
    const std::optional<Level>& changed = instance.overrides[index].level;
    return changed ? *changed : abstract.levels[index];
}

std::string Numbering::render(const Instance& instance, const Abstract& abstract, int level,
                              const Counts& counts) {
    const Level& shown = level_of(instance, abstract, level);
    if (shown.format == "bullet") return bullet(shown.text, shown.font);
    std::string text;
    for (std::size_t at = 0; at < shown.text.size(); ++at) {
        const char next = at + 1 < shown.text.size() ? shown.text[at + 1] : '\0';
        if (shown.text[at] != '%' || next < '1' || next > '9') {
            text += shown.text[at];
            continue;
        }
        ++at;
        const int other = next - '1';
        const Level& counted = level_of(instance, abstract, other);
        const long long value = counts[static_cast<std::size_t>(other)].value_or(counted.start);
        const bool as_arabic = shown.legal && counted.format != "none";
        text += format_number(value, as_arabic ? std::string_view("decimal") : counted.format);
    }
    return base::clean_text(text);
}

Numbering::Label Numbering::next(const Formatting& formatting) {
    const int id = formatting.number_id.value_or(0);
    if (id == 0) return {};
    const auto found = instances_.find(id);
    if (found == instances_.end()) return {};
    const Instance& instance = found->second;
    const auto abstract = abstracts_.find(instance.abstract);
    if (abstract == abstracts_.end()) return {};

    int level = std::min(formatting.list_level.value_or(0), kListLevels - 1);
    if (formatting.numbered_style) {
        for (int i = 0; i < kListLevels; ++i) {
            if (level_of(instance, abstract->second, i).style == *formatting.numbered_style) {
                level = i;
            }
        }
    }
    const auto index = static_cast<std::size_t>(level);
    const Level& shown = level_of(instance, abstract->second, level);
    if (!shown.present) return {};
    Counts& counts = counts_[instance.abstract];
    const std::optional<long long>& new_start = instance.overrides[index].start;
    if (new_start && overridden_.emplace(id, level).second) {
        counts[index] = *new_start;
    } else if (counts[index]) {
        ++*counts[index];
    } else {
        counts[index] = new_start.value_or(shown.start);
    }
    for (int below = level + 1; below < kListLevels; ++below) {
        const Level& deeper = level_of(instance, abstract->second, below);
        if (level < deeper.restart.value_or(below)) counts[static_cast<std::size_t>(below)].reset();
    }
    Label label{.text = render(instance, abstract->second, level, counts),
                .level = level,
                .is_number = shown.format != "bullet" && shown.format != "none"};
    if (label.text.empty()) label = {};
    return label;
}

}  // namespace phaen::document::word
