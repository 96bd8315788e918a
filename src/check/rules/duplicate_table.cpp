#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "frame_tables.h"
#include "phaen/check/near.h"
#include "refs.h"

namespace phaen::check {

const Rule& duplicate_table();

namespace {

std::u32string key_of(const document::Row& row) {
    std::u32string key;
    for (const document::Cell& cell : row.cells) {
        const std::u32string part = fold(cell.text()).text;
        if (!part.empty()) key += part + U'|';
    }
    return key;
}

/// Tables that say the same of different things: levels of criteria, steps.
bool may_repeat(std::string_view what) {
    return what.starts_with("criteria") || what.starts_with("step") || what.starts_with("card");
}

bool is_header(std::string_view what) { return what == "header_row" || what == "repeated_header"; }

class Tables {
  public:
    explicit Tables(Context& context) : context_(context) {}

    void read(const document::Table& table) {
        std::vector<plan::Place> repeated;
        std::vector<plan::Place> earlier;
        std::vector<std::u32string> body;
        plan::Place head;
        bool compared = true;
        for (const document::Row& row : table.rows) {
            const plan::Place place = plan_place(row.place);
            const std::string_view what = context_.what_at(place);
            if (head.block < 0) head = place;
            if (is_header(what)) continue;
            compared = compared && !may_repeat(what);
            std::u32string key = key_of(row);
            if (key.empty()) continue;
            if (what.starts_with("repeated_")) {
                if (repeated.empty()) repeated.push_back(head);
                repeated.push_back(place);
                const auto first = rows_.find(key);
                if (first != rows_.end()) earlier.push_back(first->second);
            }
            rows_.emplace(key, place);
            body.push_back(std::move(key));
        }
        if (!repeated.empty()) {
            report(repeated, earlier);
        } else if (compared) {
            compare_whole(body, head);
        }
    }

  private:
    /// A table whose rows all stand in an earlier one, in the same order.
    void compare_whole(const std::vector<std::u32string>& body, const plan::Place& head) {
        if (body.size() < 2 || std::set(body.begin(), body.end()).size() < 2) return;
        const auto [first, added] = tables_.emplace(body, head);
        if (!added) report({head}, {first->second});
    }

    void report(const std::vector<plan::Place>& again, const std::vector<plan::Place>& first) {
        const auto rows = static_cast<long long>(again.size() > 1 ? again.size() - 1 : 0);
        context_.finding(duplicate_table())
            .at(first_places(again, 5))
            .at(first_places(first, 3))
            .say(rows > 0 ? "ตารางนี้แสดงซ้ำ " + thai(rows) +
                                " แถวที่แสดงไปแล้วก่อนหน้า ตัดส่วนที่ซ้ำออก จะได้ไม่นับสองครั้ง"
                          : std::string("ตารางนี้เหมือนกับตารางก่อนหน้าทุกแถว ตัดออก หรือแก้ถ้าตั้งใจให้ต่างกัน"),
                 rows > 0 ? "This part prints " + std::to_string(rows) +
                                " row(s) again that stand before: leave it out, so that nothing is "
                                "counted twice."
                          : std::string("This table has the same rows as an earlier one: leave it "
                                        "out, or correct it if it was meant to differ."));
    }

    Context& context_;
    std::map<std::u32string, plan::Place> rows_;
    std::map<std::vector<std::u32string>, plan::Place> tables_;
};

void run(Context& context) {
    if (context.document() == nullptr) return;
    Tables tables(context);
    for (const document::Block& block : context.document()->blocks) {
        if (block.kind == document::Block::Kind::table) tables.read(block.table);
    }
}

constexpr std::string_view kTable =
    "ที่\tโครงการ\tงบประมาณ (บาท)\tผู้รับผิดชอบ\n"
    "๑\tโครงการซ่อมถนนสายหลัก\tไม่ใช้งบประมาณ\tกองช่าง\n"
    "๒\tโครงการวางท่อระบายน้ำ\tไม่ใช้งบประมาณ\tกองช่าง\n";

}  // namespace

const Rule& duplicate_table() {
    static const std::string kBad = "โครงการและงบประมาณ\n\n" + std::string(kTable) +
                                    "\nสรุปโครงการที่จะดำเนินการ\n\n" + std::string(kTable);
    static const std::string kGood = "โครงการและงบประมาณ\n\n" + std::string(kTable) +
                                     "\nสรุปโครงการที่จะดำเนินการ\n\n" + std::string(kTable) +
                                     "๓\tโครงการเทศบาลพบประชาชน\tไม่ใช้งบประมาณ\tสำนักปลัด\n";
    static const Rule kRule{
        .id = "duplicate.table",
        .severity = Severity::warning,
        .category = Category::duplicate,
        .title = {"ตารางหรือส่วนของตารางแสดงซ้ำ", "A table, or a part of one, is printed twice"},
        .why = {"แถวที่แสดงซ้ำทำให้รวมยอดเกินและผู้อ่านไม่รู้ว่าส่วนใดเป็นฉบับที่ถูก มักเกิดจากการแบ่งหน้าหรือคัดลอก",
                "Rows printed twice are added twice, and nobody knows which of them holds. It "
                "comes of "
                "page breaks and copying."},
        .mend = {"ตัดส่วนที่ซ้ำ", "Leave out what is repeated."},
        .source = {"ตารางหนึ่งพิมพ์เพียงครั้งเดียว", "A table is printed once."},
        .bad = {{kBad, {9}, ""}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
