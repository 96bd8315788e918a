#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "names.h"

namespace phaen::check {

const Rule& term_form();

namespace {

void run(Context& context) {
    for (const TermUse& term : term_uses(context)) {
        FindingBuilder finding = context.finding(term_form());
        std::vector<std::pair<int, int>> rows;
        for (const Passage* passage : term.variant_at) {
            if (rows.size() >= 5) break;
            if (!passage->pointer.empty()) {
                if (rows.empty()) finding.at(*passage);
                continue;
            }
            finding.at(passage->place);
            rows.emplace_back(passage->place.block, passage->place.row);
        }
        if (!term.form_at.empty() && term.form_at.front()->pointer.empty()) {
            finding.at(term.form_at.front()->place);
        }
        const auto wrong = static_cast<long long>(term.variant_at.size());
        const auto right = static_cast<long long>(term.form_at.size());
        std::string th = "เขียน “" + term.variant + "” " + thai(wrong) + " แห่ง";
        std::string en = "“" + term.variant + "” stands " + std::to_string(wrong) + " time(s)";
        if (right > 0) {
            th += " แต่ที่อื่นเขียน “" + term.form + "” " + thai(right) + " แห่ง";
            en += ", “" + term.form + "” " + std::to_string(right) + " time(s)";
        }
        th += " ใช้ “" + term.form + "” ให้ตรงกันทั้งเล่ม";
        en += ". Write “" + term.form + "” throughout.";
        if (!term.reason.empty()) th += " (" + term.reason + ")";
        finding.found(term.variant).expected(term.form).say(std::move(th), std::move(en));
    }
}

}  // namespace

const Rule& term_form() {
    static const Rule kRule{
        .id = "term.form",
        .severity = Severity::info,
        .category = Category::naming,
        .title = {"คำเดียวกันเขียนสองแบบ", "One term is written in two forms"},
        .why = {"คำเฉพาะควรเขียนแบบเดียวทั้งเล่ม มิฉะนั้นผู้อ่านจะสงสัยว่าเป็นคนละเรื่อง "
                "กฎนี้ดูคำที่มีแบบถูกต้องเพียงแบบเดียว คำที่รายการคำระบุว่ามีสองแบบ "
                "และคำที่ทำให้ชื่อของเรื่องเดียวกันต่างกัน",
                "A term keeps one form throughout, or a reader takes it for two things. The rule "
                "looks at terms that have one right form, at terms of the word lists that are "
                "written in two ways, and at words in which the names of one thing differ."},
        .mend = {"เลือกแบบที่ถูกต้องแล้วใช้ให้ตรงกันทั้งเล่ม", "Choose the right form and use it throughout."},
        .source = {"หนึ่งความหมายใช้คำเดียว คงรูปตามที่เริ่มใช้",
                   "One word per concept: a term keeps the form in which it was introduced."},
        .bad = {{"ข้อมูลทั่วไป\n"
                 "\n"
                 "เมืองร่วมมือกับองค์การระหว่างประเทศหลายแห่ง\n"
                 "\n"
                 "เมืองเป็นสมาชิกขององค์กรระหว่างประเทศและองค์การระหว่างประเทศด้านสุขภาพ\n",
                 {5},
                 ""}},
        .near_miss = {{"ข้อมูลทั่วไป\n"
                       "\n"
                       "เมืองร่วมมือกับองค์กรระหว่างประเทศหลายแห่ง และองค์กรเอกชน\n"
                       "\n"
                       "เมืองเป็นสมาชิกขององค์กรระหว่างประเทศด้านสุขภาพ\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
