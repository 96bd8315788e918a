#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"
#include "phaen/base/thai_text.h"
#include "phaen/book/recognise.h"
#include "prose.h"

namespace phaen::check {

const Rule& weight_differs();

namespace {

struct Printed {
    base::Decimal value;
    plan::Place place;
};

/// The passages of a row.
class PassageRows {
  public:
    explicit PassageRows(const Context& context) {
        for (const Passage& passage : context.passages()) {
            if (passage.place.row >= 0) {
                rows_[{passage.place.block, passage.place.row}].push_back(&passage);
            }
        }
    }
    [[nodiscard]] std::vector<const Passage*> at(int block, int row) const {
        const auto found = rows_.find({block, row});
        return found == rows_.end() ? std::vector<const Passage*>() : found->second;
    }

  private:
    std::map<std::pair<int, int>, std::vector<const Passage*>> rows_;
};

/// The one number of a text.
std::optional<base::Decimal> number_of(std::string_view text) {
    const std::string prepared = prepare(text);
    const auto figures = figures_in(prepared);
    if (figures.size() != 1) return std::nullopt;
    return base::Decimal::from_units(figures.front().units);
}

/// The weight in a row: the cell behind the label น้ำหนัก, or the cell under that header.
std::optional<Printed> weight_in(const PassageRows& passages,
                                 const std::map<std::pair<int, int>, PrintedRow>& rows,
                                 const document::Place& at) {
    const auto cells = passages.at(at.block, at.row);
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
        if (!cells[i]->text.starts_with("น้ำหนัก")) continue;
        if (const auto value = number_of(cells[i + 1]->text)) {
            return Printed{*value, cells[i + 1]->place};
        }
    }
    const auto row = rows.find({at.block, at.row});
    if (row == rows.end()) return std::nullopt;
    for (const document::Cell& cell : row->second.row->cells) {
        const auto column = static_cast<std::size_t>(cell.column);
        if (row->second.part->title(column).find("น้ำหนัก") == std::string::npos) continue;
        if (const auto value = number_of(cell.text()))
            return Printed{*value, plan_place(cell.place)};
    }
    return std::nullopt;
}

void run(Context& context) {
    if (context.account() == nullptr || context.document() == nullptr) return;
    std::map<std::string_view, std::vector<Printed>> weights;
    const auto rows = rows_by_place(printed_tables(context));
    const PassageRows passages(context);
    for (const book::Account& account : *context.account()) {
        for (const book::Destination& to : account.destinations) {
            if (to.field != "weight" || account.what == "criteria_row") continue;
            if (const auto printed = weight_in(passages, rows, account.place)) {
                weights[to.element].push_back(*printed);
            }
        }
    }
    for (const auto& [indicator, prints] : weights) {
        const Printed* other = nullptr;
        for (const Printed& print : prints) {
            if (print.value != prints.front().value) other = &print;
        }
        if (other == nullptr) continue;
        std::vector<plan::Place> places = {other->place};
        for (const Printed& print : prints) places.push_back(print.place);
        const std::string found = other->value.to_string();
        const std::string first = prints.front().value.to_string();
        context.finding(weight_differs())
            .about(indicator)
            .member("/weight")
            .at(places)
            .found(found)
            .expected(first)
            .say("น้ำหนักของ" + context.name_th(indicator) + " พิมพ์เป็น " +
                     base::to_thai_digits(found) + " แต่ที่อื่นเป็น " + base::to_thai_digits(first) +
                     " ตรวจน้ำหนักที่ตกลงกันแล้วแก้ให้ตรงกัน",
                 "The weight of the " + context.name_en(indicator) + " is " + found + " here and " +
                     first + " elsewhere: print what was agreed everywhere.");
    }
}

}  // namespace

const Rule& weight_differs() {
    static const Rule kRule{
        .id = "weight.differs",
        .severity = Severity::error,
        .category = Category::weight,
        .title = {"น้ำหนักของตัวชี้วัดเดียวกันพิมพ์ไม่ตรงกัน", "One indicator is printed with two weights"},
        .why = {"น้ำหนักที่ต่างกันให้คะแนนต่างกัน", "Two weights give two scores."},
        .mend = {"ตรวจน้ำหนักที่ตกลงกันแล้วแก้ให้ตรงกัน", "Check what was agreed, and print it everywhere."},
        .source = {"แผนกล่าวถึงแต่ละเรื่องเพียงแห่งเดียว", "A plan says each thing once."},
        .bad = {{R"plan(แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๖

ตัวชี้วัดและน้ำหนัก

ลำดับที่	ตัวชี้วัด	หน่วยนับ	ค่าเป้าหมาย	น้ำหนัก
๑	จำนวนชาวบ้านที่ร่วมดูแลคลอง	คน	๑๒๐	๖๐
๒	จำนวนต้นไม้ที่ปลูกริมคลอง	ต้น	๓๐๐	๔๐

รายละเอียดตัวชี้วัด

ตัวชี้วัดที่ ๑	จำนวนชาวบ้านที่ร่วมดูแลคลอง
หน่วยนับ	คน
น้ำหนัก	ร้อยละ ๕๐
ค่าเป้าหมาย	๑๒๐ คน
)plan",
                 {13},
                 ""}},
        .near_miss = {{R"plan(แผนปฏิบัติการประจำปี พ.ศ. ๒๕๖๖

ตัวชี้วัดและน้ำหนัก

ลำดับที่	ตัวชี้วัด	หน่วยนับ	ค่าเป้าหมาย	น้ำหนัก
๑	จำนวนชาวบ้านที่ร่วมดูแลคลอง	คน	๑๒๐	๖๐
๒	จำนวนต้นไม้ที่ปลูกริมคลอง	ต้น	๓๐๐	๔๐

รายละเอียดตัวชี้วัด

ตัวชี้วัดที่ ๑	จำนวนชาวบ้านที่ร่วมดูแลคลอง
หน่วยนับ	คน
น้ำหนัก	ร้อยละ ๖๐
ค่าเป้าหมาย	๑๒๐ คน
)plan",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
