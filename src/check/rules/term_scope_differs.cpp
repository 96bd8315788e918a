#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "names.h"
#include "phaen/check/near.h"
#include "ref_terms.h"
#include "refs.h"

namespace phaen::check {

const Rule& term_scope_differs();

namespace {

using Lists = std::vector<ScopeList>;

void report(Context& context, const ScopeList& wrong, const ScopeList& right) {
    const std::vector<TextChange> changes = describe_changes(wrong.text, right.text);
    if (changes.empty()) return;
    FindingBuilder finding = context.finding(term_scope_differs());
    finding.about(wrong.term->id).member("/text");
    if (context.printed()) {
        finding.at(first_places(context.places_of(wrong.term->id), 2))
            .at(first_places(context.places_of(right.term->id), 2));
    }
    const std::string_view th = wrong.excludes ? "รายการที่ไม่รวม" : "รายการที่รวม";
    const std::string_view en = wrong.excludes ? "leaves out" : "counts in";
    finding.found(shorten(wrong.text, 200))
        .expected(shorten(right.text, 200))
        .say(std::string(th) + "ในนิยาม “" + shorten(wrong.term->term, 40) + "” กับ “" +
                 shorten(right.term->term, 40) + "” ไม่ตรงกัน: " + say_changes_th(changes) +
                 " ทั้งสองใช้คำนวณด้วยกันจึงต้องนับเหมือนกัน ตรวจว่ารายการใดถูก",
             "What the definition of “" + shorten(wrong.term->term, 40) + "” " + std::string(en) +
                 " is not what “" + shorten(right.term->term, 40) +
                 "” does: " + say_changes_en(changes) +
                 ". They are counted against each other: see which is right.");
}

/// Lists of one indicator that are meant to be the same: the one that most have is right, of
/// equally many the first.
void compare(Context& context, const Lists& lists) {
    std::vector<bool> done(lists.size(), false);
    for (std::size_t i = 0; i < lists.size(); ++i) {
        if (done[i]) continue;
        std::vector<const ScopeList*> family = {&lists[i]};
        for (std::size_t k = i + 1; k < lists.size(); ++k) {
            if (done[k] || lists[k].term == lists[i].term || !meant_alike(lists[i], lists[k])) {
                continue;
            }
            family.push_back(&lists[k]);
            done[k] = true;
        }
        const auto votes = [&](const ScopeList* list) {
            return std::count_if(family.begin(), family.end(), [list](const ScopeList* other) {
                return other->folded == list->folded;
            });
        };
        const ScopeList* right = family.front();
        for (const ScopeList* list : family) {
            if (votes(list) > votes(right)) right = list;
        }
        std::vector<const ScopeList*> said = {right};
        for (const ScopeList* list : family) {
            const bool known = std::any_of(said.begin(), said.end(), [list](const ScopeList* s) {
                return s->folded == list->folded;
            });
            if (known) continue;
            said.push_back(list);
            report(context, *list, *right);
        }
    }
}

void run(Context& context) {
    std::map<std::string_view, const plan::GlossaryTerm*> terms;
    for (const plan::GlossaryTerm& term : context.plan().glossary) terms.emplace(term.id, &term);
    for (const plan::Indicator& indicator : context.plan().indicators) {
        Lists lists;
        // An indicator with hundreds of definitions is no list that anyone compares.
        constexpr std::size_t kMost = 60;
        for (const plan::Id& id : indicator.definitions) {
            const auto term = terms.find(id);
            if (term == terms.end() || lists.size() > kMost) continue;
            for (ScopeList& list : scope_lists(context, *term->second)) {
                lists.push_back(std::move(list));
            }
        }
        compare(context, lists);
    }
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[indicators]]\nid = \"i1\"\nname = \"ร้อยละการเบิกจ่าย\"\ndefinitions = [\"t1\", \"t2\"]\n"
    "[[glossary]]\nid = \"t1\"\nterm = \"เงินที่เบิกจ่าย\"\n"
    "text = \"งบประมาณที่เบิกแล้ว (ไม่รวมเงินเดือน เงินบำเหน็จลูกจ้าง และเงินกู้)\"\n"
    "[[glossary]]\nid = \"t2\"\nterm = \"งบประมาณหลังโอน\"\n";

}  // namespace

const Rule& term_scope_differs() {
    static const std::string kBad =
        std::string(kHead) + "text = \"งบประมาณที่ได้รับ (ไม่รวมเงินเดือน เงินบำนาญลูกจ้าง และเงินกู้)\"\n";
    static const std::string kGood =
        std::string(kHead) + "text = \"งบประมาณที่ได้รับ (ไม่รวม เงินเดือน เงินบำเหน็จลูกจ้าง และเงินกู้)\"\n";
    static const Rule kRule{
        .id = "term.scope_differs",
        .severity = Severity::error,
        .category = Category::alignment,
        .title = {"รายการที่รวมหรือไม่รวมไม่ตรงกันระหว่างนิยาม",
                  "Definitions that belong together count different things"},
        .why =
            {"นิยามของตัวตั้งและตัวหารต้องรวมและตัดรายการเดียวกัน ถ้าต่างกันร้อยละที่ได้จะไม่มีความหมาย",
             "The two sides of a ratio count in and leave out the same items. When they differ the "
             "percentage means nothing."},
        .mend = {"แก้รายการในนิยามให้ตรงกัน", "Make the lists of the definitions agree."},
        .source = {"รายการที่นับและไม่นับที่ไม่ตรงกัน", "Inclusion and exclusion lists that differ."},
        .bad = {{kBad, {}, "t2"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
