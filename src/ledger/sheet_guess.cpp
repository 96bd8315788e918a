#include "phaen/ledger/sheet_guess.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "phaen/base/thai_text.h"
#include "phaen/facts/words.h"
#include "sheet_cells.h"

namespace phaen::ledger {

namespace {

using facts::PostingKind;

constexpr std::size_t kHeaderRows = 30;
constexpr std::size_t kTexts = 60;

/// A heading means a field when it is, or begins with, one of these; the more particular first.
struct Heading {
    std::string_view text;
    std::string SheetColumns::* field;
};
constexpr std::array kHeadings{Heading{"ปีงบประมาณ", &SheetColumns::fiscal_year},
                               Heading{"fiscal year", &SheetColumns::fiscal_year},
                               Heading{"วันที่", &SheetColumns::date},
                               Heading{"วันเดือนปี", &SheetColumns::date},
                               Heading{"วัน เดือน ปี", &SheetColumns::date},
                               Heading{"date", &SheetColumns::date},
                               Heading{"เลขที่", &SheetColumns::document},
                               Heading{"document", &SheetColumns::document},
                               Heading{"แหล่งเงิน", &SheetColumns::fund},
                               Heading{"แหล่งงบประมาณ", &SheetColumns::fund},
                               Heading{"แหล่งของเงิน", &SheetColumns::fund},
                               Heading{"fund", &SheetColumns::fund},
                               Heading{"หมวด", &SheetColumns::category},
                               Heading{"งบรายจ่าย", &SheetColumns::category},
                               Heading{"category", &SheetColumns::category},
                               Heading{"โครงการ", &SheetColumns::project},
                               Heading{"ชื่อโครงการ", &SheetColumns::project},
                               Heading{"project", &SheetColumns::project},
                               Heading{"ประเภทรายการ", &SheetColumns::posting},
                               Heading{"ชนิดรายการ", &SheetColumns::posting},
                               Heading{"รายการ", &SheetColumns::posting},
                               Heading{"type", &SheetColumns::posting},
                               Heading{"หมายเหตุ", &SheetColumns::note},
                               Heading{"note", &SheetColumns::note},
                               Heading{"remark", &SheetColumns::note}};

/// A column of amounts; without a kind the posting column says it.
struct AmountHeading {
    std::string_view text;
    std::optional<PostingKind> posting;
};
constexpr std::array kAmounts{AmountHeading{"เบิกจ่าย", PostingKind::disbursement},
                              AmountHeading{"จ่ายจริง", PostingKind::disbursement},
                              AmountHeading{"disbursed", PostingKind::disbursement},
                              AmountHeading{"ผูกพัน", PostingKind::commitment},
                              AmountHeading{"ก่อหนี้", PostingKind::commitment},
                              AmountHeading{"committed", PostingKind::commitment},
                              AmountHeading{"โอนเข้า", PostingKind::transfer_in},
                              AmountHeading{"โอนออก", PostingKind::transfer_out},
                              AmountHeading{"งบประมาณที่ได้รับ", PostingKind::appropriation},
                              AmountHeading{"appropriated", PostingKind::appropriation},
                              AmountHeading{"จำนวนเงิน", std::nullopt},
                              AmountHeading{"amount", std::nullopt}};

/// What the finance system calls a kind of posting.
struct KindWord {
    std::string_view text;
    std::string_view value;
};
constexpr std::array kKinds{KindWord{"ได้รับงบประมาณ", "appropriation"},
                            KindWord{"ได้รับจัดสรร", "appropriation"},
                            KindWord{"จัดสรร", "appropriation"},
                            KindWord{"เบิกจ่าย", "disbursement"},
                            KindWord{"จ่าย", "disbursement"},
                            KindWord{"ผูกพัน", "commitment"},
                            KindWord{"ก่อหนี้ผูกพัน", "commitment"},
                            KindWord{"ยืมเงิน", "advance"},
                            KindWord{"เงินยืม", "advance"},
                            KindWord{"ล้างเงินยืม", "advance_clearing"},
                            KindWord{"ส่งคืน", "return"},
                            KindWord{"โอนเข้า", "transfer_in"},
                            KindWord{"รับโอน", "transfer_in"},
                            KindWord{"โอนออก", "transfer_out"},
                            KindWord{"กันเงิน", "carry_over"}};
constexpr std::array<std::string_view, 3> kTotals{"รวม", "รวมทั้งสิ้น", "total"};

bool begins(const std::string& key, std::string_view word) {
    return !key.empty() && key.starts_with(base::comparison_key(word));
}

const Heading* heading_of(const std::string& key) {
    const auto found = std::find_if(kHeadings.begin(), kHeadings.end(),
                                    [&](const Heading& one) { return begins(key, one.text); });
    return found == kHeadings.end() ? nullptr : found;
}

const AmountHeading* amount_of(const std::string& key) {
    const auto found =
        std::find_if(kAmounts.begin(), kAmounts.end(),
                     [&](const AmountHeading& one) { return begins(key, one.text); });
    return found == kAmounts.end() ? nullptr : found;
}

std::size_t header_of(const sheet::Sheet& sheet) {
    std::size_t best = 0;
    std::size_t most = 0;
    for (std::size_t row = 0; row < std::min(kHeaderRows, sheet.rows.size()); ++row) {
        std::size_t known = 0;
        for (const sheet::Cell& cell : sheet.rows[row]) {
            const std::string key = base::comparison_key(text_of(cell));
            if (heading_of(key) != nullptr || amount_of(key) != nullptr) ++known;
        }
        if (known > most) {
            most = known;
            best = row;
        }
    }
    return best;
}

void see_columns(const sheet::Sheet& sheet, std::size_t header, SeenSheet& seen) {
    if (header >= sheet.rows.size()) return;
    for (std::size_t column = 0; column < sheet.rows[header].size(); ++column) {
        SeenColumn one{text_of(sheet.rows[header][column]), {}, false};
        if (one.heading.empty()) continue;
        for (std::size_t row = header + 1; row < sheet.rows.size() && !one.has_more; ++row) {
            if (column >= sheet.rows[row].size()) continue;
            std::string text = text_of(sheet.rows[row][column]);
            if (text.empty() ||
                std::find(one.texts.begin(), one.texts.end(), text) != one.texts.end())
                continue;
            one.has_more = one.texts.size() == kTexts;
            if (!one.has_more) one.texts.push_back(std::move(text));
        }
        seen.columns.push_back(std::move(one));
    }
}

/// Whether every row says something else in the column, and none says nothing.
bool are_different(const sheet::Sheet& sheet, std::size_t header, const std::string& heading) {
    const auto& heads = sheet.rows[header];
    const auto at = std::find_if(heads.begin(), heads.end(),
                                 [&](const sheet::Cell& cell) { return text_of(cell) == heading; });
    const auto column = static_cast<std::size_t>(at - heads.begin());
    std::set<std::string> known;
    for (std::size_t row = header + 1; row < sheet.rows.size(); ++row) {
        const auto& cells = sheet.rows[row];
        const bool is_empty = std::all_of(cells.begin(), cells.end(), [](const sheet::Cell& cell) {
            return text_of(cell).empty();
        });
        if (is_empty) continue;
        if (column >= cells.size() || !known.insert(text_of(cells[column])).second) return false;
    }
    return !known.contains("");
}

void see_headings(SeenSheet& seen) {
    for (const SeenColumn& column : seen.columns) {
        const std::string key = base::comparison_key(column.heading);
        // An amount's heading is the more particular: “เบิกจ่ายตามโครงการ”.
        if (const AmountHeading* amount = amount_of(key)) {
            seen.mapping.amounts.push_back({column.heading, amount->posting, std::nullopt});
            continue;
        }
        const Heading* heading = heading_of(key);
        if (heading == nullptr) continue;
        std::string& field = seen.mapping.columns.*(heading->field);
        if (field.empty()) field = column.heading;
    }
}

void see_meanings(SeenSheet& seen, const std::vector<KnownName>& names) {
    const auto texts_of = [&](const std::string& heading) -> const std::vector<std::string>* {
        const auto found =
            std::find_if(seen.columns.begin(), seen.columns.end(),
                         [&](const SeenColumn& one) { return one.heading == heading; });
        return heading.empty() || found == seen.columns.end() ? nullptr : &found->texts;
    };
    const SheetColumns& columns = seen.mapping.columns;
    if (const auto* texts = texts_of(columns.posting)) {
        for (const std::string& text : *texts) {
            const std::string key = base::comparison_key(text);
            for (const KindWord& word : kKinds) {
                if (key != base::comparison_key(word.text)) continue;
                seen.mapping.values.push_back(
                    {SheetField::posting, text, std::string(word.value), std::nullopt});
                break;
            }
        }
    }
    for (const auto& [field, heading] : {std::pair{SheetField::fund, columns.fund},
                                         std::pair{SheetField::category, columns.category},
                                         std::pair{SheetField::project, columns.project}}) {
        const auto* texts = texts_of(heading);
        if (texts == nullptr) continue;
        for (const std::string& text : *texts) {
            const std::string key = base::comparison_key(text);
            for (const KnownName& name : names) {
                if (name.field != field ||
                    (text != name.id && key != base::comparison_key(name.name)))
                    continue;
                seen.mapping.values.push_back({field, text, name.id, std::nullopt});
                break;
            }
        }
    }
}

}  // namespace

SeenSheet look_at_sheet(const sheet::Sheet& sheet, const std::vector<KnownName>& names) {
    SeenSheet seen;
    const std::size_t header = header_of(sheet);
    seen.mapping.sheet = sheet.name;
    seen.mapping.header_row = static_cast<int>(header) + 1;
    seen.rows = sheet.rows.size() > header ? sheet.rows.size() - header - 1 : 0;
    for (const std::string_view word : kTotals) seen.mapping.skip.emplace_back(word);
    see_columns(sheet, header, seen);
    see_headings(seen);
    see_meanings(seen, names);
    // A document's number tells rows apart where each has its own.
    const std::string& document = seen.mapping.columns.document;
    if (!document.empty() && are_different(sheet, header, document)) seen.mapping.key = {document};
    return seen;
}

}  // namespace phaen::ledger
