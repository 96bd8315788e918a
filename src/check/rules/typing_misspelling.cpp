#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "language_text.h"

namespace phaen::check {

const Rule& typing_misspelling();

namespace {

void run(Context& context) {
    const PairFinder finder(context.words().pairs_of("misspellings"));
    SlipGroups groups;
    std::map<std::string_view, std::string_view> forms;
    for_each_passage(context, [&](const Passage& passage, const CodePoints& text) {
        const std::vector<PairHit> hits = finder.find(text);
        if (hits.empty()) return;
        std::string mended;
        std::size_t done = 0;
        for (const PairHit& hit : hits) {
            mended += text.slice(done, hit.begin);
            mended += hit.replacement->form;
            done = hit.end;
        }
        mended += text.slice(done, text.size());
        for (const PairHit& hit : hits) {
            forms.emplace(hit.seen, hit.replacement->form);
            groups.add(std::string(hit.seen), {&passage, text.excerpt(hit.begin, hit.end), mended});
        }
    });
    for (const SlipGroups::Group& group : groups.groups()) {
        const std::string form(forms.at(group.key));
        FindingBuilder finding = context.finding(typing_misspelling());
        add_slips(finding, group.slips);
        const std::string& where = group.slips.front().excerpt;
        finding.found(group.key).expected(form).say(
            "คำ “" + group.key + "” ใน “" + where + "”" + times_th(group.slips.size()) +
                " สะกดหรืออ่านผิด ควรเป็น “" + form + "”",
            "“" + group.key + "” in “" + where + "”" + times_en(group.slips.size()) +
                " is misspelt or misread: it should be “" + form + "”.");
    }
}

}  // namespace

const Rule& typing_misspelling() {
    static const Rule kRule{
        .id = "typing.misspelling",
        .severity = Severity::info,
        .category = Category::typo,
        .title = {"สะกดคำผิด", "A misspelt word"},
        .why =
            {"คำที่มักสะกดผิดในเอกสารราชการ หรือที่เครื่องอ่านผิดจากเอกสารสแกน "
             "เทียบกับตาราง misspellings ของไฟล์คำ ซึ่งหน่วยงานเพิ่มเองได้",
             "Words that are often misspelt in official documents, or misread by a machine, after "
             "the table misspellings of the words files, to which an agency adds its own."},
        .mend = {"แก้เป็นคำที่ถูกต้อง", "Put the right word."},
        .source = {"ตัวสะกดตามพจนานุกรม ฉบับราชบัณฑิตยสถาน",
                   "Spelling of the Royal Institute's dictionary."},
        .fixable = true,
        .bad = {{"คำนำ\n\nพัฒนาบุคคลากรของหน่วยงานให้ปฎิบัติงานได้\n", {3}, ""}},
        .near_miss = {{"คำนำ\n\nพัฒนาบุคลากรของหน่วยงานให้ปฏิบัติงานได้ตามที่ปรากฏในกฎหมาย\n", {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
