#include <map>
#include <string>
#include <string_view>

#include "context.h"
#include "language_text.h"

namespace phaen::check {

const Rule& typing_clashing_words();

namespace {

void run(Context& context) {
    const PairFinder finder(context.words().pairs_of("clashing_words"));
    SlipGroups groups;
    std::map<std::string_view, std::string_view> forms;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        for (const PairHit& hit : finder.find(text)) {
            std::string mended(text.slice(0, hit.begin));
            mended += hit.replacement->form;
            mended += text.slice(hit.end, text.size());
            forms.emplace(hit.seen, hit.replacement->form);
            groups.add(std::string(hit.seen),
                       {&passage, text.excerpt(hit.begin, hit.end), std::move(mended)});
        }
    });
    for (const SlipGroups::Group& group : groups.groups()) {
        const std::string form(forms.at(group.key));
        FindingBuilder finding = context.finding(typing_clashing_words());
        add_slips(finding, group.slips);
        const std::string& where = group.slips.front().excerpt;
        finding.found(group.key).expected(form).say(
            "คำเชื่อม “" + group.key + "” ใน “" + where + "”" + times_th(group.slips.size()) +
                " ซ้อนกัน ขาดคำ หรือค้างจากการแก้ไข ควรเป็น “" + form + "”",
            "The joining words “" + group.key + "” in “" + where + "”" +
                times_en(group.slips.size()) + " clash or lack a word, as after an edit: “" + form +
                "” would do.");
    }
}

}  // namespace

const Rule& typing_clashing_words() {
    static const Rule kRule{
        .id = "typing.clashing_words",
        .severity = Severity::info,
        .category = Category::typo,
        .title = {"คำเชื่อมซ้อนกันหรือขาดคำ", "Joining words that clash or lack a word"},
        .why = {"คำเชื่อมที่ไม่ควรอยู่ติดกันหรือขาดคำระหว่างกันมักค้างจากการแก้ไขประโยค ตามตาราง clashing_words "
                "ของไฟล์คำ",
                "Two joining words that do not stand together are mostly left from an edit of the "
                "sentence; after the table clashing_words of the words files."},
        .mend = {"เหลือคำเชื่อมเพียงคำเดียว หรือเติมคำที่ขาด",
                 "Leave one of them, or add the word that is missing."},
        .source = {"การตรวจพิสูจน์อักษรของแผนราชการ", "Proof reading of official plans."},
        .fixable = true,
        .bad = {{"คำนำ\n\nเผยแพร่ได้ครึ่งหนึ่งของเป้าหมาย โดย ทั้งนี้ เนื่องจากเมืองมีนโยบายต่างกัน\n", {3}, ""},
                {"คำนำ\n\nเจ้าหน้าที่ และ หรือ ผู้แทนลงพื้นที่ คือ โดย กองคลัง\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nหน่วยงานและ/หรือผู้แทน ทั้งนี้ ปัญหาคือ โดยทั่วไปแล้วขาดข้อมูล\n", {}, ""},
                      {"คำนำ\n\nเผยแพร่ได้ครึ่งหนึ่งของเป้าหมาย ทั้งนี้ โดยความร่วมมือของเมือง\n", {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
