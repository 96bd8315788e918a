#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "context.h"
#include "phaen/base/thai_text.h"
#include "phaen/check/near.h"
#include "ref_terms.h"

namespace phaen::check {

const Rule& term_twice();

namespace {

/// The same definition but for a letter or two.
bool same_text(const plan::GlossaryTerm& a, const plan::GlossaryTerm& b) {
    const std::u32string x = fold(a.text).text;
    const std::u32string y = fold(b.text).text;
    return x == y || edit_distance(x, y, near_limit(std::min(x.size(), y.size()))).has_value();
}

void report(Context& context, const plan::GlossaryTerm& first, const plan::GlossaryTerm& again) {
    const bool same = same_text(first, again);
    FindingBuilder finding = context.finding(term_twice());
    finding.severity(same ? Severity::info : Severity::warning).about(again.id);
    if (context.printed()) {
        finding.at(term_place(context, again)).at(term_place(context, first));
    }
    finding.found(shorten(again.text, 200)).expected(shorten(first.text, 200));
    const std::string name = shorten(again.term);
    if (same) {
        finding.say("นิยามของ “" + name + "” เขียนซ้ำสองแห่ง เขียนไว้แห่งเดียวแล้วอ้างถึง จะได้ไม่แก้ตกแห่งหนึ่ง",
                    "“" + name +
                        "” is defined twice in the same words: define it once and refer to it, so "
                        "that nobody mends only one.");
    } else {
        finding.say(
            "“" + name + "” มีสองนิยามที่ไม่เหมือนกัน ตกลงใช้นิยามเดียว หรือใช้คนละคำ",
            "“" + name + "” is defined twice, in different words: agree on one, or use two terms.");
    }
}

void run(Context& context) {
    std::map<std::string, const plan::GlossaryTerm*> known;
    for (const plan::GlossaryTerm& term : context.plan().glossary) {
        std::string key = base::comparison_key(term.term);
        if (key.empty() || term.text.empty()) continue;
        const auto [at, added] = known.emplace(std::move(key), &term);
        if (!added) report(context, *at->second, term);
    }
}

constexpr std::string_view kHead =
    "schema = \"phaen.plan/1\"\n"
    "id = \"p\"\n"
    "title = { th = \"แผน\" }\n"
    "fiscal_year = 2566\n"
    "[[glossary]]\nid = \"t1\"\nterm = \"นวัตกรรม\"\n"
    "text = \"วิธีทำงานใหม่ที่ทำให้บริการดีขึ้น\"\n"
    "[[glossary]]\nid = \"t2\"\n";

}  // namespace

const Rule& term_twice() {
    static const std::string kBad =
        std::string(kHead) + "term = \"นวัตกรรม\"\ntext = \"สิ่งประดิษฐ์ที่ได้รับสิทธิบัตรแล้ว\"\n";
    static const std::string kGood =
        std::string(kHead) + "term = \"นวัตกรรมการบริการ\"\ntext = \"บริการใหม่แก่ประชาชน\"\n";
    static const Rule kRule{
        .id = "term.twice",
        .severity = Severity::warning,
        .category = Category::duplicate,
        .title = {"คำเดียวนิยามสองครั้ง", "A term is defined twice"},
        .why = {"คำหนึ่งควรมีนิยามเดียว ถ้าต่างกันจะวัดไม่เหมือนกัน ถ้าเหมือนกันก็มีวันที่แก้แห่งเดียวแล้วไม่ตรงกัน "
                "(แจ้งเป็นข้อสังเกต)",
                "A term has one definition. Two different ones measure two things; two equal ones "
                "(reported as a remark) differ as soon as one is mended."},
        .mend = {"ใช้นิยามเดียว", "Keep one definition."},
        .source = {"คำหนึ่งนิยามเพียงครั้งเดียว", "A term is defined once."},
        .bad = {{kBad, {}, "t2"}},
        .near_miss = {{kGood, {}, ""}},
        .run = run};
    return kRule;
}

}  // namespace phaen::check
