#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_numbers.h"
#include "frame_outline.h"
#include "frame_tables.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& numbering_label();

namespace {

/// ตาราง ก, ข, ค, ง: the letters in use, without the two that no one writes.
constexpr std::array<std::string_view, 10> kLetters = {"ก", "ข", "ค", "ง", "จ",
                                                       "ฉ", "ช", "ซ", "ฌ", "ญ"};

struct Label {
    std::string word;
    long long number = 0;
    std::string printed;
};

std::optional<Label> read_label(const Context& context, std::string_view text) {
    while (text.starts_with("-") || text.starts_with(" ")) text.remove_prefix(1);
    Label label;
    for (const std::string& word : context.words().list("numbered_labels")) {
        if (text.starts_with(word) && word.size() > label.word.size()) label.word = word;
    }
    if (label.word.empty()) return std::nullopt;
    std::string_view rest = text.substr(label.word.size());
    while (rest.starts_with(" ")) rest.remove_prefix(1);
    for (std::size_t i = 0; i < kLetters.size(); ++i) {
        if (!rest.starts_with(kLetters.at(i))) continue;
        const std::string_view after = rest.substr(kLetters.at(i).size());
        if (!after.empty() && !after.starts_with(" ") && !after.starts_with(".")) break;
        label.number = static_cast<long long>(i) + 1;
        label.printed = kLetters.at(i);
        return label;
    }
    if (!label.word.ends_with("ที่")) return std::nullopt;
    const std::string arabic = base::to_arabic_digits(rest.substr(0, 12));
    std::size_t digits = 0;
    while (digits < arabic.size() && arabic[digits] >= '0' && arabic[digits] <= '9') ++digits;
    if (digits == 0 || digits > 2) return std::nullopt;
    // `๖.๑` is a code.
    if (digits + 1 < arabic.size() && arabic[digits] == '.' && arabic[digits + 1] >= '0' &&
        arabic[digits + 1] <= '9') {
        return std::nullopt;
    }
    label.number = *base::parse_integer(arabic.substr(0, digits));
    label.printed = number_like(label.number, std::string(rest.substr(0, 3)));
    return label;
}

/// True when the element that is labelled here carries that number in another place too: it is its
/// own.
bool confirmed(const std::map<int, std::vector<std::string_view>>& labelled,
               const std::set<std::pair<std::string_view, std::string>>& numbers,
               const plan::Place& here, long long number) {
    const auto elements = labelled.find(here.block);
    if (elements == labelled.end()) return false;
    return std::any_of(elements->second.begin(), elements->second.end(),
                       [&](std::string_view element) {
                           return numbers.count({element, std::to_string(number)}) != 0;
                       });
}

void run(Context& context) {
    if (context.document() == nullptr) return;
    struct Seen {
        long long number = 0;
        plan::Place place;
        std::string title;
    };
    const auto& parents = context.words().list("numbering_parents");
    // Numbers that elements have where they are not labelled: in lists and tables.
    std::map<int, std::vector<std::string_view>> labelled;
    std::set<std::pair<std::string_view, std::string>> numbers;
    for (const plan::Claim* claim : context.claims(plan::ClaimKind::ordinal)) {
        const std::string_view what = context.what_at(claim->place);
        if (what.ends_with("_label")) {
            labelled[claim->place.block].push_back(claim->about);
        } else {
            numbers.emplace(claim->about, claim->value);
        }
    }
    // Where each indicator stands among all is its number too.
    for (std::size_t i = 0; i < context.plan().indicators.size(); ++i) {
        numbers.emplace(context.plan().indicators[i].id, std::to_string(i + 1));
    }
    // 1. The labels in order, each under the indicator or mission before it.
    struct Labelled {
        const Passage* passage = nullptr;
        Label label;
        std::string under;
        bool silent = false;
    };
    std::vector<Labelled> labels;
    std::string under;
    for (const Passage& passage : context.passages()) {
        const bool paragraph =
            passage.kind == Passage::Kind::paragraph || passage.kind == Passage::Kind::heading;
        if (!paragraph || passage.place.row >= 0) continue;
        if (passage.what == "cover" || passage.what == "result" || passage.what == "mission" ||
            passage.what == "mission_statement") {
            continue;
        }
        // What reads like a node or a sentence may be a chapter's heading all the same.
        const bool silent =
            passage.what == "strategy_node" || passage.what == "link" || passage.what == "prose";
        const std::optional<Label> label = read_label(context, passage.text);
        if (!label || passage.text.find("(ต่อ)") != std::string::npos) continue;
        if (parents.count(label->word) != 0) under = label->word + label->printed;
        labels.push_back({&passage, *label, under, silent});
    }
    // 2. Each against the one before it of its word.
    std::map<std::string, Seen> seen;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Labelled& entry = labels[i];
        const Passage& passage = *entry.passage;
        const Label* label = &entry.label;
        const auto before = seen.find(label->word);
        const Seen last = before == seen.end() ? Seen{} : before->second;
        const std::string title = base::comparison_key(passage.text);
        const bool again = last.number == label->number && last.title == title;
        if (entry.silent && label->number != last.number + 1) continue;
        const bool fits = label->number == last.number + 1 || label->number == 1 || again;
        // Its own number in a list or table is right: what lacks a part of its own before it is
        // told by the rules of sheets and step tables.
        const bool own = confirmed(labelled, numbers, passage.place, label->number);
        if (!fits && !own) {
            NumberSlip slip;
            slip.expected = last.number + 1;
            slip.kind = last.number == 0               ? NumberSlip::Kind::starts_late
                        : label->number == last.number ? NumberSlip::Kind::repeats
                        : label->number > last.number  ? NumberSlip::Kind::skips
                                                       : NumberSlip::Kind::goes_back;
            const bool letter = !label->word.ends_with("ที่");
            std::string expected = number_like(slip.expected, label->printed);
            if (letter && slip.expected >= 1 &&
                slip.expected <= static_cast<long long>(kLetters.size())) {
                expected = kLetters.at(static_cast<std::size_t>(slip.expected) - 1);
            }
            auto finding = context.finding(numbering_label());
            finding.at(passage.place);
            if (last.number != 0) finding.at(last.place);
            finding.about(passage.element).found(label->word + " " + label->printed);
            finding.expected(label->word + " " + expected);
            finding.say("“" + label->word + " " + label->printed + "” มาในที่ที่ควรเป็น “" +
                            label->word + " " + expected + "” แก้เลขที่หรือเพิ่มส่วนที่ขาด",
                        "“" + label->word + " " + label->printed + "” stands where “" +
                            label->word + " " + expected +
                            "” is due: correct the number, or add what is missing.");
        }
        // Projects count anew under each indicator or mission.
        if (parents.count(label->word) != 0) {
            for (auto known = seen.begin(); known != seen.end();) {
                known = known->first.find("โครงการ") != std::string::npos ||
                                known->first.find("กิจกรรม") != std::string::npos
                            ? seen.erase(known)
                            : std::next(known);
            }
        }
        // One label that alone is off does not put the next one out.
        long long number = label->number;
        if (!fits) {
            const auto next = std::find_if(
                labels.begin() + static_cast<std::ptrdiff_t>(i) + 1, labels.end(),
                [&](const Labelled& other) { return other.label.word == label->word; });
            if (next != labels.end() && next->label.number == last.number + 2) {
                number = last.number + 1;
            }
        }
        seen[label->word] = {number, passage.place, title};
    }
}

}  // namespace

const Rule& numbering_label() {
    static const Rule kRule{
        .id = "numbering.label",
        .severity = Severity::warning,
        .category = Category::numbering,
        .title = {"เลขที่หลังป้ายไม่ต่อเนื่อง", "Numbers behind labels do not follow each other"},
        .why = {"ป้าย เช่น ชื่อโครงการที่ ภารกิจที่ ตาราง ก เรียงตามลำดับในเล่ม "
                "เลขที่ข้ามหรือเริ่มที่อื่นแปลว่ามีส่วนที่ขาดหรือพิมพ์ผิด",
                "Labels such as project 1, mission 1, table A count through the document. A number "
                "that is skipped or begins late means that a part is missing or misprinted."},
        .mend = {"แก้เลขที่ หรือเพิ่มส่วนที่ขาด", "Correct the number, or add what is missing."},
        .source = {"เลขที่ของตารางและภาพเรียงต่อกันทั้งฉบับ", "Labels count through the document."},
        .bad = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                 "\n"
                 "กองตัวอย่าง\n"
                 "\n"
                 "คำนำ\n"
                 "\n"
                 "แผนของปี\n"
                 "\n"
                 "ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
                 "\n"
                 "ชื่อโครงการที่ ๒ โครงการอบรมประชาชน\n"
                 "\n"
                 "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tต.ค.\tพ.ย.\n"
                 "๑. วางแผน\t๔๐\t←→\t\n"
                 "๒. จัดอบรม\t๖๐\t\t←→\n"
                 "\n",
                 {11},
                 ""}},
        .near_miss = {{"แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๕\n"
                       "\n"
                       "กองตัวอย่าง\n"
                       "\n"
                       "คำนำ\n"
                       "\n"
                       "แผนของปี\n"
                       "\n"
                       "ชื่อตัวชี้วัดที่ ๑ จำนวนกิจกรรมอบรม\n"
                       "\n"
                       "ชื่อโครงการที่ ๑ โครงการอบรมประชาชน\n"
                       "\n"
                       "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tต.ค.\tพ.ย.\n"
                       "๑. วางแผน\t๔๐\t←→\t\n"
                       "๒. จัดอบรม\t๖๐\t\t←→\n"
                       "\n"
                       "ชื่อตัวชี้วัดที่ ๒ จำนวนผู้เข้าอบรม\n"
                       "\n"
                       "ชื่อโครงการที่ ๑ โครงการอบรมเยาวชน\n"
                       "\n"
                       "ขั้นตอนการดำเนินงาน\tน้ำหนัก\tต.ค.\tพ.ย.\n"
                       "๑. วางแผน\t๔๐\t←→\t\n"
                       "๒. จัดอบรม\t๖๐\t\t←→\n"
                       "\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
