#include <algorithm>
#include <array>

#include "phaen/base/thai_text.h"
#include "recogniser.h"

/// What running text and cells say: targets, amounts, owners, definitions, lists.
namespace phaen::book {
namespace {

/// The first of `words` that stands at `at`, or an empty view.
template <std::size_t N>
std::string_view word_at(std::string_view text, std::size_t at,
                         const std::array<std::string_view, N>& words) {
    for (const std::string_view word : words) {
        if (text.substr(at).starts_with(word)) return word;
    }
    return {};
}

bool is_break(char c) { return c == '\n' || c == '\f' || c == ' '; }

std::string flatten(std::string_view text) {
    std::string joined;
    std::string piece;
    const auto flush = [&](bool cut) {
        joined = cut ? join_wrapped(joined, piece)
                     : (joined.empty() || piece.empty() ? joined + std::string(trim(piece))
                                                        : joined + " " + std::string(trim(piece)));
        piece.clear();
    };
    bool cut = false;
    for (const char c : text) {
        if (c == '\n' || c == '\f') {
            flush(cut);
            cut = c == '\f';
            continue;
        }
        piece += c;
    }
    flush(cut);
    return std::string(trim(joined));
}

/// The unit behind a number: up to the next space, bracket or digit, without connecting words.
std::string unit_after(std::string_view text, std::size_t at) {
    while (at < text.size() && is_break(text[at])) ++at;
    std::size_t end = at;
    std::size_t length = 0;
    while (end < text.size() && !is_break(text[end]) && text[end] != '(' && text[end] != ')' &&
           text[end] != ',' && !digit_at(text, end, length)) {
        ++end;
    }
    std::string_view unit = text.substr(at, end - at);
    for (const std::string_view stop :
         {"ขึ้นไป", "จากปี", "ต่อปี", "และ", "หรือ", "ภายใน", "ของ", "โดย"}) {
        const std::size_t found = unit.find(stop);
        if (found != std::string_view::npos) unit = unit.substr(0, found);
    }
    return std::string(trim(unit));
}

bool contains(std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
}

}  // namespace

std::optional<TargetText> parse_target(std::string_view text, int fiscal_year) {
    std::string flat = flatten(text);
    std::string_view rest = flat;
    for (const std::string_view label : {"ค่าเป้าหมาย", "คำเป้าหมาย", "เป้าหมาย", ":"}) {
        if (rest.starts_with(label)) rest = trim_label(rest.substr(label.size()));
    }
    if (rest.empty()) return std::nullopt;
    TargetText found;
    plan::Target& target = found.target;
    target.fiscal_year = fiscal_year;
    // The baseline's year is not the value.
    std::string_view value_part = rest;
    for (const std::string_view from :
         {"จากปี", "จาก ปี", "เทียบกับปี", "เมื่อเทียบกับ", "จากค่าฐาน", "ของปี", "กว่าปี"}) {
        const std::size_t at = rest.find(from);
        if (at == std::string_view::npos) continue;
        value_part = rest.substr(0, at);
        if (const int year = find_year(rest.substr(at))) target.baseline_fiscal_year = year;
        break;
    }
    std::size_t at = 0;
    std::size_t length = 0;
    // A number after ระดับ or ร้อยละ is the value; otherwise the first number that is no year and no
    // code.
    const std::size_t level = value_part.find("ระดับ");
    const std::size_t percent = value_part.find("ร้อยละ");
    std::size_t start = 0;
    if (percent != std::string_view::npos)
        start = percent;
    else if (level != std::string_view::npos)
        start = level;
    std::string_view number;
    for (at = start; at < value_part.size(); ++at) {
        if (!digit_at(value_part, at, length)) continue;
        number = number_at(value_part, at);
        if (find_year(number) == 0 || value_part.substr(at + number.size()).starts_with(" ")) {
            if (find_year(number) == 0) break;
        }
        at += number.size() - 1;
        number = {};
    }
    if (number.empty()) return std::nullopt;
    const std::optional<base::Decimal> value = base::parse_printed_decimal(number);
    if (!value) return std::nullopt;
    target.value = *value;
    const std::string_view before = trim(value_part.substr(0, at));
    const std::string_view after = value_part.substr(at + number.size());
    if (percent != std::string_view::npos && percent < at) {
        target.unit = "ร้อยละ";
    } else if (level != std::string_view::npos && level < at && length_of(before) < 24) {
        target.unit = "ระดับ";
        found.level = true;
    } else if (trim(after).starts_with("%")) {
        target.unit = "ร้อยละ";
    } else {
        target.unit = unit_after(after, 0);
    }
    const bool more = contains(value_part, "เพิ่มขึ้น") || contains(value_part, "มากกว่าปี");
    if (more && (target.baseline_fiscal_year || contains(rest, "จาก"))) {
        target.comparison = plan::Comparison::increase;
    } else if (contains(value_part, "ไม่เกิน") || contains(value_part, "ไม่มากกว่า") ||
               contains(value_part, "≤") || contains(value_part, "<") ||
               contains(value_part, "ลดลงเหลือ") || contains(value_part, "หรือน้อยกว่า") ||
               (contains(value_part, "น้อยกว่า") && !contains(value_part, "ไม่น้อยกว่า"))) {
        target.comparison = plan::Comparison::at_most;
    } else if (contains(value_part, "เท่ากับ") || contains(value_part, "พอดี")) {
        target.comparison = plan::Comparison::exactly;
    } else if (more) {
        target.comparison = plan::Comparison::increase;
    }
    if (target.comparison != plan::Comparison::increase) target.baseline_fiscal_year.reset();
    return found;
}

std::vector<TargetText> parse_targets(std::string_view text, std::size_t count, int fiscal_year) {
    // A paragraph for each, when there are as many.
    std::vector<TargetText> by_line;
    std::size_t lines = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        ++lines;
        if (auto target = parse_target(text.substr(begin, end - begin), fiscal_year))
            by_line.push_back(std::move(*target));
        begin = end + 1;
    }
    if (lines == count && by_line.size() == count) return by_line;
    // Cuts before each number that is a value: at เพิ่มขึ้น, ร้อยละ, ระดับ, อย่างน้อย and the like, or at a
    // bare number.
    const std::string flat = flatten(text);
    static constexpr std::array<std::string_view, 9> openers = {
        "เพิ่มขึ้น", "ร้อยละ", "ระดับ", "อย่างน้อย", "ไม่น้อยกว่า", "ไม่เกิน", "ไม่ต่ำกว่า", "เท่ากับ", "- "};
    std::vector<std::size_t> cuts;
    bool opened = false;
    bool in_baseline = false;
    std::size_t length = 0;
    for (std::size_t i = 0; i < flat.size(); ++i) {
        const bool at_word = i == 0 || flat[i - 1] == ' ';
        if (!at_word) continue;
        if (std::string_view(flat).substr(i).starts_with("จาก")) in_baseline = true;
        if (const std::string_view opener = word_at(flat, i, openers); !opener.empty()) {
            // "ไม่เกิน ร้อยละ ๖๐": the second word is of the same target.
            if (!opened) cuts.push_back(i);
            opened = true;
            in_baseline = false;
            if (std::size_t skip = i + opener.size(); skip > i) i = skip - 1;
            continue;
        }
        if (!digit_at(flat, i, length)) continue;
        const std::string_view number = number_at(flat, i);
        if (find_year(number) != 0) {
            in_baseline = false;
        } else if (!opened && !in_baseline) {
            cuts.push_back(i);
        }
        opened = false;
        i += number.size() - 1;
    }
    std::vector<TargetText> targets;
    for (std::size_t c = 0; c < cuts.size(); ++c) {
        const std::size_t end = c + 1 < cuts.size() ? cuts[c + 1] : flat.size();
        if (auto target =
                parse_target(std::string_view(flat).substr(cuts[c], end - cuts[c]), fiscal_year)) {
            targets.push_back(std::move(*target));
        }
    }
    if (targets.size() != count) targets.clear();
    return targets;
}

namespace {

/// `KPI 1.1 ชื่อ`: the code of an indicator before its name is no part of the name.
std::string_view without_code_label(std::string_view name) {
    for (const std::string_view label : {"KPI", "Kpi", "kpi"}) {
        if (!name.starts_with(label)) continue;
        std::string_view rest = trim(name.substr(label.size()));
        while (rest.starts_with(".") || rest.starts_with("-") || rest.starts_with("ที่")) {
            rest = trim(rest.substr(rest.starts_with("ที่") ? std::string_view("ที่").size() : 1));
        }
        const std::string_view number = number_at(rest, 0);
        if (number.empty() || number.find(',') != std::string_view::npos) return name;
        rest = trim_label(rest.substr(number.size()));
        while (rest.starts_with(".") || rest.starts_with(")")) rest = trim(rest.substr(1));
        return rest.empty() ? name : rest;
    }
    return name;
}

}  // namespace

NameText split_indicator_name(std::string_view text) {
    NameText split;
    std::string flat = flatten(text);
    std::string_view rest = trim(flat);
    for (int round = 0; round < 4; ++round) {
        const std::optional<Bracketed> bracket = trailing_bracket(rest);
        if (!bracket) break;
        const std::string_view inside = bracket->inside;
        if (inside == "ผลผลิต" || inside == "Output" || inside == "output") {
            split.result = plan::IndicatorResult::output;
        } else if (inside == "ผลลัพธ์" || inside == "Outcome" || inside == "outcome") {
            split.result = plan::IndicatorResult::outcome;
        } else if (inside.starts_with("ค่าเป้าหมาย") || inside.starts_with("คำเป้าหมาย") ||
                   inside.starts_with("เป้าหมาย") ||
                   (inside.starts_with("ระดับ") && has_digit(inside) && length_of(inside) < 24) ||
                   (inside.starts_with("ร้อยละ") && has_digit(inside) && length_of(inside) < 30) ||
                   ((starts_with_digit(inside) || inside.starts_with("ไม่น้อยกว่า") ||
                     inside.starts_with("อย่างน้อย") || inside.starts_with("ไม่เกิน") ||
                     inside.starts_with("น้อยกว่า") || inside.starts_with("เพิ่มขึ้น") ||
                     inside.starts_with("≥") || inside.starts_with("≤")) &&
                    has_digit(inside) && length_of(inside) < 40)) {
            split.target = std::string(inside);
        } else {
            break;
        }
        rest = bracket->before;
    }
    for (const std::string_view label : {"ค่าเป้าหมาย", "คำเป้าหมาย"}) {
        const std::size_t at = rest.find(label);
        if (at != std::string_view::npos && at > 0) {
            if (split.target.empty()) split.target = std::string(rest.substr(at));
            rest = trim_label(rest.substr(0, at));
            if (rest.ends_with("(")) rest = trim(rest.substr(0, rest.size() - 1));
        }
    }
    split.name = std::string(trim_label(without_code_label(rest)));
    return split;
}

std::optional<base::Money> parse_scaled_money(std::string_view printed, int baht) {
    if (baht == 1) return base::parse_printed_money(printed);
    const std::optional<base::Decimal> value = base::parse_printed_decimal(printed);
    if (!value || value->units() < 0) return std::nullopt;
    // satang = units / 10^6 × baht × 100; what is finer than a satang is no amount.
    constexpr std::int64_t kMostUnits = base::Money::kMaxSatang / 100;
    if (value->units() > kMostUnits) return std::nullopt;
    if (value->units() * 100 % (base::Decimal::kScale / baht) != 0) return std::nullopt;
    return base::Money::from_satang(value->units() * 100 / (base::Decimal::kScale / baht));
}

std::optional<AmountAt> find_amount(std::string_view text, std::size_t from) {
    std::size_t length = 0;
    for (std::size_t i = from; i < text.size(); ++i) {
        if (!digit_at(text, i, length)) continue;
        const std::string_view number = number_at(text, i);
        std::size_t end = i + number.size();
        if (text.substr(end).starts_with(".-")) end += 2;
        std::size_t unit = end;
        while (unit < text.size() && text[unit] == ' ') ++unit;
        for (const auto& [word, baht] : {std::pair<std::string_view, int>{"บาท", 1},
                                         {"พันบาท", 1'000},
                                         {"ล้านบาท", 1'000'000}}) {
            if (!text.substr(unit).starts_with(word)) continue;
            if (const std::optional<base::Money> money = parse_scaled_money(number, baht)) {
                return AmountAt{i, unit + word.size(), *money};
            }
        }
        if (text.substr(i + number.size()).starts_with(".-")) {
            if (const std::optional<base::Money> money = base::parse_printed_money(number))
                return AmountAt{i, end, *money};
        }
        i += number.size() - 1;
    }
    return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> split_numbered(std::string_view text) {
    // Numbered items may follow each other in one paragraph: a number counts only when it is the
    // next one.
    std::vector<std::pair<std::string, std::string>> items;
    std::size_t begin = 0;
    long long expected = 1;
    std::string number;
    bool bullet = false;
    const auto flush = [&](std::size_t end) {
        const std::string item = flatten(text.substr(begin, end - begin));
        if (!item.empty()) items.emplace_back(number, item);
    };
    bool paragraph_start = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool at_start = i == 0 || is_break(text[i - 1]);
        if (i > 0 && (text[i - 1] == '\n')) paragraph_start = true;
        if (!at_start) {
            paragraph_start = false;
            continue;
        }
        const Listed listed =
            strip_list_number(text.substr(i, std::min<std::size_t>(text.size() - i, 40)));
        const bool numbered =
            !listed.number.empty() && listed.number.find('.') == std::string::npos;
        if (numbered && base::parse_integer(listed.number) == expected &&
            !text.substr(i).starts_with("-")) {
            flush(i);
            number = listed.number;
            ++expected;
            const std::size_t skip = text.find(listed.number, i) + listed.number.size();
            begin = std::min(text.size(), skip + 1);
            i = begin - 1;
            bullet = false;
            paragraph_start = false;
            continue;
        }
        if (paragraph_start && listed.bullet && listed.number.empty()) {
            flush(i);
            number.clear();
            begin = static_cast<std::size_t>(listed.rest.data() - text.data());
            bullet = true;
            paragraph_start = false;
            continue;
        }
        if (paragraph_start && i > 0 && expected == 1 && !bullet) {
            flush(i);
            number.clear();
            begin = i;
        }
        paragraph_start = false;
    }
    flush(text.size());
    return items;
}

std::vector<ProjectText> split_projects(std::string_view text) {
    // 1. Cut into items: at numbers in sequence, or else at paragraphs that begin a name.
    struct Part {
        std::string number;
        std::size_t begin;
        std::size_t end;
    };
    std::vector<Part> parts;
    long long expected = 1;
    std::size_t begin = 0;
    std::string number;
    const auto flush = [&](std::size_t end) {
        if (!trim(text.substr(begin, end - begin)).empty()) parts.push_back({number, begin, end});
    };
    bool any_number = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i != 0 && !is_break(text[i - 1])) continue;
        const Listed listed =
            strip_list_number(text.substr(i, std::min<std::size_t>(text.size() - i, 40)));
        if (!listed.number.empty() && !listed.bullet &&
            listed.number.find('.') == std::string::npos &&
            base::parse_integer(listed.number) == expected) {
            flush(i);
            number = listed.number;
            ++expected;
            any_number = true;
            begin = text.find(listed.number, i) + listed.number.size() + 1;
            i = begin - 1;
            continue;
        }
        const bool paragraph = i > 0 && text[i - 1] == '\n';
        const std::string_view here = text.substr(i);
        if (paragraph && !any_number && !here.starts_with("(กิจกรรม")) {
            const std::string_view bare = listed.bullet ? listed.rest : here;
            const bool tail = here.starts_with("งบ") || here.starts_with("(") ||
                              here.starts_with("วงเงิน") || here.starts_with("ไม่ใช้") ||
                              starts_with_digit(here);
            if ((listed.bullet || bare.starts_with("โครงการ") || bare.starts_with("กิจกรรม") ||
                 bare.starts_with("การ")) &&
                !tail) {
                flush(i);
                number.clear();
                begin = i;
            }
        } else if (paragraph && here.starts_with("(กิจกรรม")) {
            flush(i);
            number.clear();
            begin = i;
        }
    }
    flush(text.size());
    // 2. Read each item: name, amount, owners.
    std::vector<ProjectText> projects;
    for (const Part& part : parts) {
        ProjectText project;
        project.number = part.number;
        project.begin = part.begin;
        project.end = part.end;
        std::string flat = flatten(text.substr(part.begin, part.end - part.begin));
        std::string_view rest = strip_list_number(flat).rest;
        if (rest.starts_with("(กิจกรรม") && rest.ends_with(")"))
            rest = rest.substr(1, rest.size() - 2);
        std::size_t name_end = rest.size();
        for (const std::string_view label : {"งบประมาณ", "วงเงิน", "ไม่ใช้งบ"}) {
            std::size_t at = rest.find(label);
            while (at != std::string_view::npos && at > 0) {
                std::size_t after = at + label.size();
                while (after < rest.size() && (rest[after] == ' ' || rest[after] == ':')) ++after;
                if (label == "ไม่ใช้งบ" || starts_with_digit(rest.substr(after)) ||
                    rest.substr(after).starts_with("ไม่ใช้") ||
                    rest.substr(after).starts_with("จำนวน")) {
                    name_end = std::min(name_end, at);
                    break;
                }
                at = rest.find(label, after);
            }
        }
        const std::optional<AmountAt> amount = find_amount(rest, 0);
        if (amount) {
            project.budget = amount->money;
            project.amount_printed =
                std::string(rest.substr(amount->begin, amount->end - amount->begin));
            name_end = std::min(name_end, amount->begin);
        }
        project.no_budget = contains(rest, "ไม่ใช้งบ");
        std::string_view name = trim(rest.substr(0, name_end));
        const std::string_view tail = trim(rest.substr(name_end));
        if (name.ends_with("(")) name = trim(name.substr(0, name.size() - 1));
        for (const std::string_view candidate : {tail, name}) {
            const std::optional<Bracketed> bracket = trailing_bracket(candidate);
            if (!bracket) continue;
            const bool owner = looks_like_organisation(bracket->inside) ||
                               contains(bracket->inside, "รับผิดชอบ") ||
                               contains(bracket->inside, "ฯ");
            if (!owner || bracket->inside.starts_with("งบ")) continue;
            project.owners = std::string(bracket->inside);
            if (candidate.data() == name.data()) name = bracket->before;
            break;
        }
        project.name = std::string(trim_label(name));
        project.activity = project.name.starts_with("กิจกรรม");
        if (!project.name.empty()) projects.push_back(std::move(project));
    }
    return projects;
}

OwnersText split_owners(std::string_view text) {
    OwnersText owners;
    std::string flat = flatten(text);
    // 1. Labels for lead and support.
    struct Part {
        std::string text;
        bool supporting;
    };
    std::vector<Part> parts;
    static constexpr std::array<std::string_view, 14> support_labels = {
        "ส่วนราชการสนับสนุน", "หน่วยงานสนับสนุน", "ผู้สนับสนุน",  "ส่วนราชการร่วม", "หน่วยงานร่วมดำเนินการ",
        "หน่วยงานร่วม",      "ผู้ร่วมดำเนินการ",  "สนับสนุน :", "สนับสนุน:",      "ร่วมดำเนินการ",
        "ร่วมกับ",           "ร่วม :",         "ร่วม:",     "(สนับสนุน)"};
    static constexpr std::array<std::string_view, 12> lead_labels = {"ส่วนราชการรับผิดชอบหลัก",
                                                                     "หน่วยงานรับผิดชอบหลัก",
                                                                     "ส่วนราชการหลัก",
                                                                     "ส่วนราชการที่รับผิดชอบ",
                                                                     "หน่วยงานที่รับผิดชอบ",
                                                                     "ผู้รับผิดชอบหลัก",
                                                                     "หน่วยงานหลัก",
                                                                     "ผู้รับผิดชอบ",
                                                                     "รับผิดชอบหลัก",
                                                                     "หลัก :",
                                                                     "หลัก:",
                                                                     "(หลัก)"};
    bool supporting = false;
    std::string piece;
    for (std::size_t i = 0; i < flat.size();) {
        if (const std::string_view label = word_at(flat, i, support_labels); !label.empty()) {
            parts.push_back({piece, supporting});
            piece.clear();
            supporting = true;
            i += label.size();
            continue;
        }
        if (const std::string_view label = word_at(flat, i, lead_labels); !label.empty()) {
            parts.push_back({piece, supporting});
            piece.clear();
            supporting = false;
            i += label.size();
            continue;
        }
        piece += flat[i];
        ++i;
    }
    parts.push_back({piece, supporting});
    // 2. Names within a part are parted by signs, by และ before an organisation's word, or by such
    // a word after a space.
    for (const Part& part : parts) {
        std::vector<std::string>& list = part.supporting ? owners.supporting : owners.lead;
        std::string name;
        const auto flush = [&] {
            const std::string_view trimmed = trim_label(strip_list_number(name).rest);
            if (!trimmed.empty() && trimmed != "-" && trimmed != "และ" && trimmed != "ฯ" &&
                trimmed != "ที่") {
                std::string kept(trimmed);
                // The brackets of a label that was cut out.
                const auto count = [&](char c) { return std::count(kept.begin(), kept.end(), c); };
                while (!kept.empty() &&
                       (kept.back() == '(' || (kept.back() == ')' && count(')') > count('('))))
                    kept.pop_back();
                while (kept.starts_with(")") || (kept.starts_with("(") && count('(') > count(')')))
                    kept.erase(0, 1);
                kept = std::string(trim_label(kept));
                if (kept.empty()) {
                    name.clear();
                    return;
                }
                while (kept.ends_with(",") || kept.ends_with(";")) kept.pop_back();
                if (std::find(list.begin(), list.end(), kept) == list.end())
                    list.push_back(std::move(kept));
            }
            name.clear();
        };
        const std::string_view whole = part.text;
        for (std::size_t i = 0; i < whole.size();) {
            const char c = whole[i];
            if (c == '/' || c == ',' || c == ';' || c == '+' || c == '\n') {
                flush();
                ++i;
                continue;
            }
            const std::string_view rest = whole.substr(i);
            if (rest.starts_with("และ")) {
                std::string_view next = trim(rest.substr(std::string_view("และ").size()));
                bool word = false;
                for (const std::string_view begin : {"ส่วน", "ฝ่าย", "กอง", "สำนัก", "กลุ่มงาน", "ศูนย์",
                                                     "สถาบัน", "งาน", "กลุ่ม", "แผนก", "ทุก"}) {
                    word = word || next.starts_with(begin);
                }
                if (word && !trim(name).empty()) {
                    flush();
                    i += std::string_view("และ").size();
                    continue;
                }
            }
            if (c == ' ' && !trim(name).empty()) {
                bool word = false;
                const std::string_view next = trim(rest);
                for (const std::string_view begin :
                     {"ส่วน", "ฝ่าย", "กอง", "สำนัก", "กลุ่มงาน", "ศูนย์", "สถาบัน", "กรม", "เทศบาล",
                      "โรงเรียน", "โรงพยาบาล"}) {
                    word = word || next.starts_with(begin);
                }
                // A parent behind its own part (ฝ่าย… สำนักงาน…) reads the same; the document tells
                // no difference.
                if (word) {
                    flush();
                    ++i;
                    continue;
                }
            }
            name += c;
            ++i;
        }
        flush();
    }
    return owners;
}

namespace {

enum class Label {
    none,
    definition,
    target,
    method,
    evidence,
    unit,
    weight,
    criteria,
    owner,
    projects,
    type
};

struct LabelAt {
    Label label = Label::none;
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::optional<LabelAt> label_at(std::string_view text, std::size_t i) {
    struct Word {
        std::string_view word;
        Label label;
        bool strong;  ///< may stand within a paragraph
    };
    static constexpr std::array words = {
        Word{"วิธีเก็บข้อมูล/หลักฐาน", Label::evidence, true},
        Word{"วิธีการเก็บข้อมูล/หลักฐาน", Label::evidence, true},
        Word{"วิธีการเก็บข้อมูลและหลักฐาน", Label::evidence, true},
        Word{"วิธีเก็บข้อมูลและหลักฐาน", Label::evidence, true},
        Word{"วิธีการจัดเก็บข้อมูล", Label::evidence, true},
        Word{"วิธีการเก็บข้อมูล", Label::evidence, true},
        Word{"วิธีเก็บข้อมูล", Label::evidence, true},
        Word{"แหล่งข้อมูล/หลักฐาน", Label::evidence, true},
        Word{"แหล่งข้อมูล/วิธีการจัดเก็บ", Label::evidence, true},
        Word{"แหล่งข้อมูล", Label::evidence, false},
        Word{"เอกสาร/หลักฐานอ้างอิง", Label::evidence, false},
        Word{"เอกสาร/หลักฐาน", Label::evidence, false},
        Word{"เอกสารหลักฐานประกอบ", Label::evidence, false},
        Word{"หลักฐานประกอบการประเมิน", Label::evidence, true},
        Word{"หลักฐานอ้างอิง", Label::evidence, false},
        Word{"หลักฐานที่ใช้", Label::evidence, false},
        Word{"หลักฐาน", Label::evidence, false},
        Word{"วิธีการคำนวณ", Label::method, true},
        Word{"วิธีคำนวณ", Label::method, true},
        Word{"สูตรการคำนวณ", Label::method, true},
        Word{"สูตรคำนวณ", Label::method, true},
        Word{"ค่าเป้าหมาย", Label::target, true},
        Word{"คำเป้าหมาย", Label::target, true},
        Word{"เป้าหมาย", Label::target, false},
        Word{"หน่วยนับ", Label::unit, false},
        Word{"หน่วยวัด", Label::unit, false},
        Word{"น้ำหนัก", Label::weight, false},
        Word{"เกณฑ์การให้คะแนน", Label::criteria, false},
        Word{"เกณฑ์การประเมิน", Label::criteria, false},
        Word{"เกณฑ์การวัด", Label::criteria, false},
        Word{"ผู้รับผิดชอบหลัก", Label::owner, false},
        Word{"ผู้รับผิดชอบ", Label::owner, false},
        Word{"หน่วยงานที่รับผิดชอบ", Label::owner, false},
        Word{"หน่วยงานรับผิดชอบ", Label::owner, false},
        Word{"ส่วนราชการที่รับผิดชอบ", Label::owner, false},
        Word{"โครงการที่สนับสนุน", Label::projects, false},
        Word{"โครงการสนับสนุน", Label::projects, false},
        Word{"โครงการที่เกี่ยวข้อง", Label::projects, false},
        Word{"โครงการ/กิจกรรมที่เกี่ยวข้อง", Label::projects, false},
        Word{"โครงการ/กิจกรรมที่สนับสนุน", Label::projects, false},
        Word{"โครงการ/กิจกรรม", Label::projects, false},
        Word{"ประเภทตัวชี้วัด", Label::type, false},
        Word{"คำอธิบายตัวชี้วัด", Label::definition, false},
        Word{"คำอธิบาย", Label::definition, false},
        Word{"คำนิยาม", Label::definition, false},
        Word{"นิยามตัวชี้วัด", Label::definition, false},
        Word{"นิยามศัพท์", Label::definition, false},
        Word{"นิยาม", Label::definition, false},
    };
    const bool paragraph = i == 0 || text[i - 1] == '\n' || text[i - 1] == '\f';
    if (!paragraph && text[i - 1] != ' ') return std::nullopt;
    for (const Word& word : words) {
        if (!text.substr(i).starts_with(word.word)) continue;
        if (!paragraph && !word.strong) return std::nullopt;
        const std::size_t end = i + word.word.size();
        const bool closed = end == text.size() || text[end] == ' ' || text[end] == '\n' ||
                            text[end] == '\f' || text[end] == ':';
        if (!closed) continue;
        // "เป้าหมาย" opens a target only when a number or a list follows soon.
        if (word.word == "เป้าหมาย" && !has_digit(text.substr(end, 60))) return std::nullopt;
        std::size_t content = end;
        while (content < text.size() && (is_break(text[content]) || text[content] == ':'))
            ++content;
        return LabelAt{word.label, i, content};
    }
    return std::nullopt;
}

void read_definitions(std::string_view text, std::size_t offset, bool by_is,
                      std::vector<DefinitionText>& out) {
    struct Verb {
        std::size_t begin;
        std::size_t end;
    };
    std::vector<Verb> verbs;
    for (const std::string_view verb : {"หมายถึง", "หมายความว่า"}) {
        for (const std::size_t at : find_all(text, verb)) verbs.push_back({at, at + verb.size()});
    }
    // "x คือ y" defines when nothing else in the paragraph does and x is short.
    if (verbs.empty() && !by_is) {
        std::size_t begin = 0;
        while (begin < text.size()) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            const std::size_t at = text.substr(begin, end - begin).find(" คือ ");
            if (at != std::string_view::npos && length_of(text.substr(begin, at)) <= 60) {
                verbs.push_back({begin + at + 1, begin + at + 1 + std::string_view("คือ").size()});
            }
            begin = end + 1;
        }
    }
    if (by_is) {
        for (const std::size_t at : find_all(text, " คือ "))
            verbs.push_back({at + 1, at + 1 + std::string_view("คือ").size()});
    }
    // In a cell that mixes both words, คือ at a paragraph's head defines too.
    for (std::size_t begin = 0; begin < text.size() && !by_is && !verbs.empty();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        const std::size_t at = line.find(" คือ ");
        const std::size_t other = std::min(line.find("หมายถึง"), line.find("หมายความว่า"));
        if (at != std::string_view::npos && at < other && length_of(line.substr(0, at)) <= 60) {
            const std::size_t verb = begin + at + 1;
            const bool known = std::any_of(verbs.begin(), verbs.end(),
                                           [&](const Verb& v) { return v.begin == verb; });
            if (!known) verbs.push_back({verb, verb + std::string_view("คือ").size()});
        }
        begin = end + 1;
    }
    // "ชื่อ (English) คือ y" defines wherever it stands.
    for (const std::size_t at : find_all(text, ") คือ ")) {
        const std::size_t open = text.rfind('(', at);
        if (by_is || open == std::string_view::npos || open + 1 >= text.size()) continue;
        const auto first = static_cast<unsigned char>(text[open + 1]);
        if (first >= 0x80 || std::isalpha(first) == 0) continue;
        const std::size_t begin = at + 2;
        if (std::none_of(verbs.begin(), verbs.end(),
                         [&](const Verb& v) { return v.begin == begin; })) {
            verbs.push_back({begin, begin + std::string_view("คือ").size()});
        }
    }
    std::sort(verbs.begin(), verbs.end(),
              [](const Verb& a, const Verb& b) { return a.begin < b.begin; });
    // A term's begin: the paragraph's start, or the last space before the verb outside brackets.
    std::vector<std::pair<std::size_t, Verb>> found;
    std::size_t floor = 0;
    for (const Verb& verb : verbs) {
        std::size_t end = verb.begin;
        while (end > floor && is_break(text[end - 1])) --end;
        std::size_t paragraph = end;
        while (paragraph > floor && text[paragraph - 1] != '\n') --paragraph;
        std::size_t term = paragraph;
        const bool first_in_paragraph = found.empty() || paragraph > found.back().second.end;
        if (!first_in_paragraph) {
            std::size_t i = end;
            int depth = 0;
            while (i > floor) {
                if (text[i - 1] == ')') ++depth;
                if (text[i - 1] == '(') --depth;
                if (is_break(text[i - 1]) && depth == 0) {
                    // "ชุดข้อมูล (Dataset)": the space before a bracket is part of the term.
                    if (i < end && text[i] == '(') {
                        --i;
                        continue;
                    }
                    break;
                }
                --i;
            }
            term = i;
            if (term <= floor) continue;  // "x หมายถึง y หมายถึง z": no new term
        }
        if (length_of(text.substr(term, end - term)) > 220) continue;
        if (trim(text.substr(term, end - term)).empty()) continue;
        found.emplace_back(term, verb);
        floor = verb.end;
    }
    if (found.empty()) {
        // A definition that goes on from the page before, or prose without a verb.
        if (!out.empty() && !trim(text).empty()) {
            out.back().text = join_wrapped(out.back().text, flatten(text));
            out.back().end = offset + text.size();
        }
        return;
    }
    if (found.front().first > 0 && !out.empty()) {
        out.back().text =
            join_wrapped(out.back().text, flatten(text.substr(0, found.front().first)));
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::size_t end = i + 1 < found.size() ? found[i + 1].first : text.size();
        DefinitionText definition;
        std::string term =
            flatten(text.substr(found[i].first, found[i].second.begin - found[i].first));
        std::string_view name = strip_list_number(term).rest;
        if (name.starts_with("คำว่า")) name = trim(name.substr(std::string_view("คำว่า").size()));
        for (const std::string_view quote : {"“", "”", "\"", "‘", "’"}) {
            if (name.starts_with(quote)) name = trim(name.substr(quote.size()));
            if (name.ends_with(quote)) name = trim(name.substr(0, name.size() - quote.size()));
        }
        if (const std::optional<Bracketed> bracket = trailing_bracket(name)) {
            const bool latin = !bracket->inside.empty() &&
                               static_cast<unsigned char>(bracket->inside[0]) < 0x80 &&
                               std::isalpha(static_cast<unsigned char>(bracket->inside[0])) != 0;
            if (latin && !bracket->before.empty()) {
                definition.term_en = std::string(bracket->inside);
                name = bracket->before;
            }
        }
        definition.term = std::string(name);
        definition.text = flatten(text.substr(found[i].second.end, end - found[i].second.end));
        if (definition.text.starts_with(":"))
            definition.text = std::string(trim_label(definition.text));
        definition.begin = offset + found[i].first;
        definition.end = offset + end;
        out.push_back(std::move(definition));
    }
}

}  // namespace

bool begins_sheet_label(std::string_view text) { return label_at(trim(text), 0).has_value(); }

std::vector<std::pair<int, std::string>> split_levels(std::string_view text) {
    // "ระดับ 1 : x ระดับ 2 : y", "1 คะแนน = x": a level's number with its word, then a sign.
    struct At {
        int level;
        std::size_t begin;
        std::size_t content;
    };
    std::vector<At> cuts;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i != 0 && !is_break(text[i - 1])) continue;
        std::string_view rest = text.substr(i);
        std::size_t at = 0;
        bool worded = false;
        for (const std::string_view word : {"ระดับคะแนน", "ระดับที่", "ระดับ", "คะแนน"}) {
            if (!rest.starts_with(word)) continue;
            at = word.size();
            worded = true;
            break;
        }
        while (at < rest.size() && rest[at] == ' ') ++at;
        const std::string_view number = number_at(rest, at);
        const std::optional<long long> level = base::parse_integer(number);
        if (!level || *level < 0 || *level > 5) continue;
        at += number.size();
        while (at < rest.size() && rest[at] == ' ') ++at;
        if (!worded) {
            if (!rest.substr(at).starts_with("คะแนน")) continue;
            at += std::string_view("คะแนน").size();
            while (at < rest.size() && rest[at] == ' ') ++at;
        }
        // At the head of a paragraph the word and the number are enough.
        bool sign =
            worded && (i == 0 || text[i - 1] == '\n' || text[i - 1] == '\f') && at < rest.size();
        for (const std::string_view mark : {":", "=", "คือ", "หมายถึง", "-", "–"}) {
            if (rest.substr(at).starts_with(mark)) {
                at += mark.size();
                sign = true;
                break;
            }
        }
        if (!sign) continue;
        cuts.push_back({static_cast<int>(*level), i, i + at});
        i += at > 0 ? at - 1 : 0;
    }
    std::vector<std::pair<int, std::string>> levels;
    for (std::size_t c = 0; c < cuts.size(); ++c) {
        const std::size_t end = c + 1 < cuts.size() ? cuts[c + 1].begin : text.size();
        levels.emplace_back(cuts[c].level,
                            flatten(text.substr(cuts[c].content, end - cuts[c].content)));
    }
    return levels;
}

SheetText read_sheet_text(std::string_view text, bool definitions_by_is) {
    SheetText sheet;
    std::vector<LabelAt> labels;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i != 0 && !is_break(text[i - 1])) continue;
        if (const std::optional<LabelAt> label = label_at(text, i)) {
            labels.push_back(*label);
            if (label->end > i + 1) i = label->end - 1;
        }
    }
    if (labels.empty() || labels.front().begin > 0) {
        labels.insert(labels.begin(), LabelAt{Label::definition, 0, 0});
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::size_t end = i + 1 < labels.size() ? labels[i + 1].begin : text.size();
        const std::string_view part =
            text.substr(labels[i].end, end > labels[i].end ? end - labels[i].end : 0);
        switch (labels[i].label) {
            case Label::definition:
                read_definitions(part, labels[i].end, definitions_by_is, sheet.definitions);
                break;
            case Label::target:
                sheet.target = sheet.target.empty() ? std::string(part) : sheet.target;
                break;
            case Label::method:
                sheet.method = join_wrapped(sheet.method, flatten(part));
                break;
            case Label::evidence: {
                for (auto& item : split_numbered(part)) sheet.evidence.push_back(std::move(item));
                break;
            }
            case Label::unit:
                sheet.unit = flatten(part);
                break;
            case Label::weight:
                sheet.weight = flatten(part);
                break;
            case Label::criteria:
                sheet.criteria = std::string(part);
                break;
            case Label::owner:
                sheet.owner = flatten(part);
                break;
            case Label::projects:
                sheet.projects = std::string(part);
                break;
            case Label::type:
                sheet.type = flatten(part);
                break;
            case Label::none:
                break;
        }
    }
    return sheet;
}

}  // namespace phaen::book
