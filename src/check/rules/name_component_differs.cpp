#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"
#include "names.h"
#include "phaen/base/thai_text.h"

namespace phaen::check {

const Rule& name_component_differs();

namespace {

/// A heading that names a part of the evaluation frame.
struct ComponentName {
    std::string number;
    std::string name;
};

std::size_t first_of(std::string_view text, std::initializer_list<std::string_view> ends) {
    std::size_t at = text.size();
    for (const std::string_view end : ends) at = std::min(at, text.find(end));
    return at;
}

ComponentName component_of(const Passage& passage, const Words& words) {
    const std::string clean = base::clean_text(passage.text.substr(0, 1500));
    std::string_view text = without_marks(clean);
    for (const std::string& word : words.list("component_words")) {
        if (!text.starts_with(word)) continue;
        const std::string rest = base::to_arabic_digits(text.substr(word.size()));
        std::string_view tail = rest;
        while (tail.starts_with(' ')) tail.remove_prefix(1);
        std::string number;
        while (!tail.empty() && tail.front() >= '0' && tail.front() <= '9') {
            number += tail.front();
            tail.remove_prefix(1);
        }
        while (tail.starts_with(' ') || tail.starts_with(':')) tail.remove_prefix(1);
        // Several at once: ๑-๓, ๔ และ ๕.
        const bool several = tail.starts_with('-') || tail.starts_with("–") ||
                             tail.starts_with(',') || tail.starts_with("และ") ||
                             tail.starts_with("ถึง");
        if (number.empty() || several) return {};
        // The English name, leaders of a contents line and prose that goes on are not the name.
        tail = tail.substr(0, first_of(tail, {"(", "..", "…", "\t", " โดย", " ประกอบด้วย"}));
        while (tail.ends_with(' ')) tail.remove_suffix(1);
        return {number, base::to_thai_digits(tail)};
    }
    return {};
}

struct Form {
    std::string name;
    std::u32string folded;
    std::vector<const Passage*> at;
};

/// One is the beginning of the other: a heading that goes on in the next line, or is cut short.
bool begins(const std::u32string& a, const std::u32string& b) {
    return a.starts_with(b) || b.starts_with(a);
}

bool is_related(const std::u32string& a, const std::u32string& b) {
    const std::size_t size = std::min(a.size(), b.size());
    return edit_distance(a.substr(0, size), b.substr(0, size), static_cast<int>(size * 2 / 5))
        .has_value();
}

void report(Context& context, const std::string& number, std::vector<Form>& forms) {
    // The form of most places, then of the first, is what the others are held against.
    const auto weight = [](const Form& form) {
        const bool headed = std::any_of(form.at.begin(), form.at.end(), [](const Passage* passage) {
            return passage->kind != Passage::Kind::contents;
        });
        return std::pair(form.at.size(), headed);
    };
    auto best = forms.begin();
    for (auto form = forms.begin(); form != forms.end(); ++form) {
        if (weight(*form) > weight(*best)) best = form;
    }
    std::rotate(forms.begin(), best, best + 1);
    const Form& expected = forms.front();
    FindingBuilder finding = context.finding(name_component_differs());
    std::string th;
    std::string en;
    int places = 0;
    for (std::size_t i = 1; i < forms.size(); ++i) {
        if (!is_related(forms[i].folded, expected.folded)) continue;
        const auto changes = describe_changes(forms[i].name, expected.name);
        for (const Passage* passage : forms[i].at) {
            if (places++ < 5) finding.at(passage->place);
        }
        if (!th.empty()) th += " และ ";
        if (!en.empty()) en += "; ";
        th += say_changes_th(changes);
        en += say_changes_en(changes);
    }
    for (const Passage* passage : expected.at) {
        if (places++ < 6) finding.at(passage->place);
    }
    finding.found(forms[1].name)
        .expected(expected.name)
        .say("ชื่อองค์ประกอบที่ " + base::to_thai_digits(number) + " พิมพ์ไว้ไม่ตรงกัน: " + th + " เทียบกับ “" +
                 shorten(expected.name) + "” ใช้ชื่อเดียวกันทุกแห่ง",
             "The name of component " + number + " is printed in different forms: " + en +
                 ", beside “" + shorten(expected.name) + "”. Use one name everywhere.");
}

void run(Context& context) {
    std::map<std::string, std::vector<Form>> components;
    for (const Passage& passage : context.passages()) {
        if (passage.repeated || passage.place.row >= 0 || !passage.pointer.empty()) {
            if (passage.kind != Passage::Kind::contents) continue;
        }
        const ComponentName component = component_of(passage, context.words());
        std::u32string folded = fold(component.name).text;
        if (component.number.empty() || folded.size() < 8) continue;
        std::vector<Form>& forms = components[component.number];
        const auto same = std::find_if(forms.begin(), forms.end(), [&](const Form& form) {
            return begins(form.folded, folded);
        });
        if (same == forms.end()) {
            forms.push_back({component.name, std::move(folded), {&passage}});
            continue;
        }
        same->at.push_back(&passage);
        if (folded.size() > same->folded.size()) {
            same->folded = std::move(folded);
            same->name = component.name;
        }
    }
    for (auto& [number, forms] : components) {
        const bool differ = std::any_of(forms.begin(), forms.end(), [&](const Form& form) {
            return &form != &forms.front() && is_related(form.folded, forms.front().folded);
        });
        if (differ) report(context, number, forms);
    }
}

}  // namespace

const Rule& name_component_differs() {
    static const Rule kRule{
        .id = "name.component_differs",
        .severity = Severity::warning,
        .category = Category::naming,
        .title = {"ชื่อองค์ประกอบการประเมินพิมพ์ไว้ไม่เหมือนกัน",
                  "The name of an evaluation component is printed in different forms"},
        .why =
            {"องค์ประกอบการประเมินแต่ละข้อมีชื่อเดียวตามคำรับรอง "
             "ชื่อในสารบัญ ในผลการดำเนินงาน และในหัวตารางควรตรงกัน",
             "Each component of the evaluation has one name, that of the agreement. The contents "
             "page, the results and the headings of the tables should print it alike."},
        .mend = {"ใช้ชื่อองค์ประกอบตามคำรับรองการปฏิบัติราชการให้ตรงกันทุกแห่ง",
                 "Use the name of the agreement everywhere."},
        .source = {"แผนกล่าวถึงแต่ละเรื่องเพียงแห่งเดียว", "A plan says each thing once."},
        .bad = {{"ผลการดำเนินงาน\n"
                 "\n"
                 "๑. องค์ประกอบที่ ๑ : ประสิทธิภาพในการดำเนินงานภารกิจหลัก (Function Base)\n"
                 "\n"
                 "แนวทางการประเมินผล\n"
                 "\n"
                 "องค์ประกอบที่ ๑ ประสิทธิภาพในการดำเนินการหลัก\n",
                 {3, 7},
                 ""}},
        .near_miss = {{"ผลการดำเนินงาน\n"
                       "\n"
                       "๑. องค์ประกอบที่ ๑ : ประสิทธิภาพในการดำเนินงานภารกิจหลัก (Function Base)\n"
                       "\n"
                       "แนวทางการประเมินผล ตามองค์ประกอบที่ ๑ - ๓\n"
                       "\n"
                       "องค์ประกอบที่ ๑ ประสิทธิภาพในการดำเนินงาน ภารกิจหลัก\n"
                       "\n"
                       "องค์ประกอบที่ ๒ ประสิทธิผลของงานตามนโยบาย\n",
                       {},
                       ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
