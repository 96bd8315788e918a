#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "context.h"
#include "names.h"

namespace phaen::check {

const Rule& name_differs();

namespace {

using Spot = std::tuple<int, int, std::string>;

Spot spot_of(const plan::Place& place, const std::string& pointer) {
    return {place.block, place.row, pointer};
}

/// True when the name differs only in a word that the document writes in two ways, and the other
/// form stands nowhere but in this name: the rule of terms says it.
bool is_only_a_term(const NameForm& form, const NameForm& expected,
                    const std::vector<TermUse>& terms) {
    std::set<Spot> spots;
    for (const NameUse& use : form.uses) spots.insert(spot_of(use.place, use.pointer));
    std::vector<TermUse> here;
    for (const TermUse& term : terms) {
        const bool inside = std::all_of(
            term.variant_at.begin(), term.variant_at.end(), [&](const Passage* passage) {
                return spots.contains(spot_of(passage->place, passage->pointer));
            });
        if (inside) here.push_back(term);
    }
    return !here.empty() &&
           with_one_form(form.core.text, here) == with_one_form(expected.core.text, here);
}

std::vector<plan::Place> places_of(const NameForm& form, std::size_t most) {
    std::vector<plan::Place> places;
    for (const NameUse& use : form.uses) {
        if (use.place.block < 0 && use.place.line <= 0) continue;
        if (std::find(places.begin(), places.end(), use.place) != places.end()) continue;
        if (places.size() < most) places.push_back(use.place);
    }
    return places;
}

void report(Context& context, const NameForms& forms, const NameForm& form,
            const std::vector<TextChange>& changes) {
    Severity severity = Severity::warning;
    if (form.only_mentions()) severity = Severity::info;
    if (changes_meaning(changes, context.words())) {
        severity = form.only_mentions() ? Severity::warning : Severity::error;
    }
    const std::vector<plan::Place> wrong = places_of(form, 4);
    const std::vector<plan::Place> right = places_of(forms.expected, wrong.size() > 3 ? 2 : 3);
    const std::string what_th =
        forms.element.empty() ? std::string("แผน") : " " + context.name_th(forms.element);
    const std::string what_en =
        forms.element.empty() ? std::string("a plan") : context.name_en(forms.element);
    FindingBuilder finding = context.finding(name_differs());
    finding.severity(severity)
        .about(forms.element)
        .at(wrong)
        .at(right)
        .found(form.core.printed)
        .expected(forms.expected.core.printed)
        .say("ชื่อของ" + what_th + " พิมพ์ไว้ไม่ตรงกัน: ที่นี่" + say_changes_th(changes) + " ต่างจากอีก " +
                 thai(static_cast<long long>(forms.expected.uses.size())) +
                 " แห่ง ใช้ชื่อเดียวกันให้ตรงกันทุกแห่ง",
             "The name of " + what_en + " is printed in two forms: here " +
                 say_changes_en(changes) + ", unlike " +
                 std::to_string(forms.expected.uses.size()) +
                 " other place(s). Use one name everywhere.");
    const NameUse& use = form.uses.front();
    if (use.pointer.empty()) return;
    finding.path(use.pointer);
    if (use.member_text.empty() || use.end > use.member_text.size()) return;
    finding.replace(use.pointer, base::Value(std::string_view(use.member_text)),
                    base::Value(use.member_text.substr(0, use.begin) + forms.expected.core.printed +
                                use.member_text.substr(use.end)));
}

void run(Context& context) {
    const std::vector<NameForms>& names = name_forms(context);
    if (names.empty()) return;
    const std::vector<TermUse>& terms = term_uses(context);
    for (const NameForms& forms : names) {
        for (const NameForm& form : forms.deviating) {
            std::vector<TextChange> changes =
                describe_changes(form.core.printed, forms.expected.core.printed);
            if (changes.empty()) changes = {{form.core.printed, forms.expected.core.printed}};
            if (!is_only_a_term(form, forms.expected, terms)) report(context, forms, form, changes);
        }
    }
}

}  // namespace

const Rule& name_differs() {
    static const Rule kRule{
        .id = "name.differs",
        .severity = Severity::warning,
        .category = Category::naming,
        .title = {"ชื่อเดียวกันพิมพ์ไว้ไม่เหมือนกัน", "One name is printed in different forms"},
        .why =
            {"โครงการ ตัวชี้วัด ภารกิจ หรือแผนเดียวกันควรมีชื่อเดียวทั้งเล่ม "
             "ชื่อที่ต่างกันทำให้ผู้ตรวจไม่แน่ใจว่าเป็นเรื่องเดียวกันหรือไม่ "
             "และถ้าคำที่ต่างคือร้อยละกับระดับหรือเป็นตัวเลข เกณฑ์ที่ใช้วัดก็เปลี่ยนไปด้วย "
             "การเว้นวรรค ชนิดของขีด คำย่อที่ลงท้ายด้วย ฯ และหมายเหตุในวงเล็บท้ายชื่อไม่นับเป็นความต่าง",
             "A project, indicator, mission or plan has one name throughout. Another form leaves "
             "the reader in doubt whether it is the same thing, and where a number or the kind of "
             "measure differs, what is measured changes too. Spacing, kinds of dashes, "
             "abbreviations that end in ฯ and remarks in brackets behind a name do not count."},
        .mend = {"เลือกชื่อที่ถูกต้องและใช้ชื่อนั้นให้ตรงกันทุกแห่ง",
                 "Decide which form is right and use it everywhere."},
        .source = {"แผนกล่าวถึงแต่ละเรื่องเพียงแห่งเดียว", "A plan says each thing once."},
        .fixable = true,
        .bad = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                 "\n"
                 "๑) ร้อยละความสำเร็จในการส่งเสริมงานช่างของเมือง (ค่าเป้าหมาย ระดับ ๕)\n"
                 "\n"
                 "มาตรการ\tตัวชี้วัดมาตรการ\tนิยาม/คำอธิบายตัวชี้วัด\tโครงการ/กิจกรรม\n"
                 "มน. ส่งเสริมงานช่าง\tระดับความสำเร็จในการส่งเสริมงานช่างของเมือง\tนิยาม "
                 "งานช่าง หมายถึง งานที่ทำด้วยมือ\tโครงการช่างฝีมือ\n"
                 "\n"
                 "ชื่อตัวชี้วัดที่ ๑ ระดับความสำเร็จในการส่งเสริมงานช่างของเมือง\n",
                 {3},
                 ""}},
        .near_miss = {{"ตัวชี้วัดผลการดำเนินงานหลัก\n"
                       "\n"
                       "๑) ระดับความสำเร็จในการส่งเสริมงานช่าง ของเมือง (ค่าเป้าหมาย ระดับ ๕)\n"
                       "\n"
                       "มาตรการ\tตัวชี้วัดมาตรการ\tนิยาม/คำอธิบายตัวชี้วัด\tโครงการ/กิจกรรม\n"
                       "มน. ส่งเสริมงานช่าง\tระดับความสำเร็จในการส่งเสริมงานช่างของเมือง\tนิยาม "
                       "งานช่าง หมายถึง งานที่ทำด้วยมือ\tโครงการช่างฝีมือ\n"
                       "\n"
                       "ชื่อตัวชี้วัดที่ ๑ ระดับความสำเร็จในการส่งเสริมงานช่างของเมือง\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
