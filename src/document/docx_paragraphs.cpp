#include "docx_paragraphs.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "grid.h"
#include "markup.h"
#include "phaen/base/thai_text.h"

namespace phaen::document::word {
namespace {

/// Word allows 40 characters; a number may follow.
constexpr std::size_t kLongestName = 32;
/// Of a hanging label, in twips: about a digit of 16 points, and the gap behind it.
constexpr long long kLabelCharacter = 140;
constexpr long long kLabelGap = 140;
constexpr long long kIndentPerLevel = 400;

bool leads_inside(const std::string& target) { return target.starts_with('#'); }
bool leads_outside(const std::string& target) { return target.starts_with("https://"); }

/// The space between label and text can be a tab: the text hangs on it.
bool hangs(const ComposedParagraph& paragraph) {
    switch (paragraph.role) {
        case Role::body:
        case Role::list_item:
        case Role::note:
            return !paragraph.label.empty();
        case Role::cover_title:
        case Role::cover_line:
        case Role::heading:
        case Role::caption:
        case Role::signature:
            return false;
    }
    return false;
}

std::string_view justification(Alignment alignment) {
    switch (alignment) {
        case Alignment::start:
            return "";
        case Alignment::centre:
            return "<w:jc w:val=\"center\"/>";
        case Alignment::end:
            return "<w:jc w:val=\"right\"/>";
        case Alignment::justified:
            return "<w:jc w:val=\"thaiDistribute\"/>";
    }
    return "";
}

void append_text(std::string& out, std::string_view text, bool unbroken) {
    out += "<w:t xml:space=\"preserve\">";
    if (unbroken) {
        // Word keeps what a no-break space joins on one line.
        std::string joined;
        for (const char c : text) {
            if (c == ' ') {
                joined += "\xC2\xA0";
            } else {
                joined += c;
            }
        }
        append_escaped(out, joined);
    } else {
        append_escaped(out, text);
    }
    out += "</w:t>";
}

}  // namespace

ParagraphWriter::ParagraphWriter(const ComposedDocument& document, Body& body) : body_(body) {
    name_anchors(document);
}

void ParagraphWriter::name_anchors(const ComposedDocument& document) {
    for (const ComposedSection& section : document.sections) {
        for (const ComposedBlock& block : section.blocks) {
            for (const ComposedRow& row : block.table.rows) name_anchor(row.anchor);
            for_each_paragraph(block, [this](const ComposedParagraph& paragraph) {
                name_anchor(paragraph.anchor);
            });
        }
    }
}

void ParagraphWriter::name_anchor(const std::string& anchor) {
    if (anchor.empty()) return;
    std::string name = "a_";
    for (const char c : anchor.substr(0, kLongestName - name.size())) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        name += is_letter || (c >= '0' && c <= '9') ? c : '_';
    }
    // Different anchors may have one name now.
    std::string unique = name;
    for (int i = 2; !used_names_.insert(unique).second; ++i)
        unique = name + "_" + std::to_string(i);
    bookmark_by_anchor_.emplace(anchor, std::move(unique));
}

std::string ParagraphWriter::bookmark_of(const std::string& anchor) const {
    const auto found = bookmark_by_anchor_.find(anchor);
    return found == bookmark_by_anchor_.end() ? "" : found->second;
}

std::string ParagraphWriter::bookmark_of_heading(int number) const {
    return "_Toc" + std::to_string(1000 + number);
}

std::string ParagraphWriter::add_hint(HintKind kind, const std::string& element,
                                      const std::string& field) {
    const int number = static_cast<int>(body_.hints.size()) + 1;
    body_.hints.push_back({number, kind, element, field});
    return std::string(kHintBookmark) + std::to_string(number);
}

std::string ParagraphWriter::style_of(const ComposedParagraph& paragraph, Setting setting) {
    const bool in_table = setting == Setting::table;
    switch (paragraph.role) {
        case Role::body:
            return in_table ? "TableText" : "BodyText";
        case Role::cover_title:
            return "Title";
        case Role::cover_line:
            return "Subtitle";
        case Role::heading: {
            const int level = std::clamp(paragraph.level, 1, 9);
            return (paragraph.in_contents ? "Heading" : "UnlistedHeading") + std::to_string(level);
        }
        case Role::list_item:
            return in_table ? "TableText" : "ListParagraph";
        case Role::caption:
            return "Caption";
        case Role::note:
            return in_table ? "TableText" : "Note";
        case Role::signature:
            return in_table ? "TableText" : "Signature";
    }
    return "BodyText";
}

void ParagraphWriter::write_properties(const ComposedParagraph& paragraph, const Extras& extras) {
    std::string& xml = out();
    xml += "<w:pPr><w:pStyle w:val=\"" + style_of(paragraph, extras.setting) + "\"/>";
    if (extras.keep_next) xml += "<w:keepNext/>";
    if (extras.page_break_before) xml += "<w:pageBreakBefore/>";
    if (hangs(paragraph)) {
        const auto characters = static_cast<long long>(base::count_graphemes(paragraph.label));
        const long long hanging = kLabelCharacter * characters + kLabelGap;
        const long long level = paragraph.role == Role::list_item ? paragraph.level : 0;
        const long long before = std::clamp(level, 0LL, 9LL) * kIndentPerLevel;
        xml += "<w:ind w:left=\"" + std::to_string(before + hanging) + "\" w:hanging=\"" +
               std::to_string(hanging) + "\"/>";
    } else if (paragraph.role == Role::body && paragraph.alignment == Alignment::justified &&
               extras.setting == Setting::text) {
        xml += "<w:ind w:firstLine=\"850\"/>";
    }
    xml += justification(paragraph.alignment);
    xml += extras.section;
    xml += "</w:pPr>";
}

void ParagraphWriter::write(const ComposedParagraph& paragraph, Extras extras) {
    std::string& xml = out();
    if (const std::string name = bookmark_of(paragraph.anchor); !name.empty()) {
        extras.bookmarks.push_back(name);
    }
    if (paragraph.role == Role::heading && paragraph.in_contents) {
        extras.bookmarks.push_back(bookmark_of_heading(headings_++));
    }
    xml += "<w:p>";
    write_properties(paragraph, extras);
    const int first = bookmarks_;
    for (const std::string& name : extras.bookmarks) {
        xml += "<w:bookmarkStart w:id=\"" + std::to_string(bookmarks_++) + "\" w:name=\"" + name +
               "\"/>";
    }
    xml += extras.content;
    if (!paragraph.label.empty()) {
        Run label;
        label.text = paragraph.label;
        if (!paragraph.runs.empty()) {
            label.bold = paragraph.runs.front().bold;
            label.italic = paragraph.runs.front().italic;
        }
        const bool with_tab = hangs(paragraph);
        if (!with_tab && !paragraph.runs.empty()) label.text += ' ';
        write_run(label);
        if (with_tab && !paragraph.runs.empty()) xml += "<w:r><w:tab/></w:r>";
    }
    write_runs(paragraph.runs);
    for (int id = first; id < bookmarks_; ++id) {
        xml += "<w:bookmarkEnd w:id=\"" + std::to_string(id) + "\"/>";
    }
    xml += "</w:p>";
}

void ParagraphWriter::write_hairline(bool page_break_before, const std::string& section) {
    std::string& xml = out();
    xml += "<w:p><w:pPr><w:pStyle w:val=\"Hairline\"/>";
    if (page_break_before) xml += "<w:pageBreakBefore/>";
    xml += section + "</w:pPr></w:p>";
}

void ParagraphWriter::write_runs(const std::vector<Run>& runs) {
    for (std::size_t i = 0; i < runs.size();) {
        const std::string& target = runs[i].target;
        const bool inside = leads_inside(target) && !bookmark_of(target.substr(1)).empty();
        const bool is_link = inside || leads_outside(target);
        if (is_link) begin_link(target);
        do {
            write_run(runs[i]);
            ++i;
        } while (is_link && i < runs.size() && runs[i].target == target);
        if (is_link) out() += "</w:hyperlink>";
    }
}

void ParagraphWriter::begin_link(const std::string& target) {
    std::string& xml = out();
    if (leads_inside(target)) {
        xml += "<w:hyperlink w:anchor=\"" + bookmark_of(target.substr(1)) + "\" w:history=\"1\">";
        return;
    }
    auto known = std::find(body_.links.begin(), body_.links.end(), target);
    if (known == body_.links.end()) known = body_.links.insert(known, target);
    const auto number = std::distance(body_.links.begin(), known) + 1;
    xml += "<w:hyperlink r:id=\"rIdL" + std::to_string(number) + "\" w:history=\"1\">";
}

void ParagraphWriter::write_run(const Run& run) {
    std::string& xml = out();
    xml += "<w:r>";
    const bool thai = has_thai(run.text);
    if (run.bold || run.italic || run.underlined || thai) {
        xml += "<w:rPr>";
        if (run.bold) xml += "<w:b/><w:bCs/>";
        if (run.italic) xml += "<w:i/><w:iCs/>";
        if (run.underlined) xml += "<w:u w:val=\"single\"/>";
        if (thai) xml += "<w:cs/>";
        xml += "</w:rPr>";
    }
    append_text(xml, run.text, run.unbroken);
    xml += "</w:r>";
}

}  // namespace phaen::document::word
