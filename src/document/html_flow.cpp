#include "html_flow.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "markup.h"

namespace phaen::document {
namespace {

/// HTML has six.
constexpr int kDeepestHeading = 6;

std::string_view alignment_class(Alignment alignment) {
    switch (alignment) {
        case Alignment::start:
            return "";
        case Alignment::centre:
            return "centre";
        case Alignment::end:
            return "end";
        case Alignment::justified:
            return "justified";
    }
    return "";
}

std::string_view role_class(Role role) {
    switch (role) {
        case Role::cover_title:
            return "cover-title";
        case Role::cover_line:
            return "cover-line";
        case Role::caption:
            return "caption";
        case Role::note:
            return "note";
        case Role::signature:
            return "signature";
        case Role::body:
        case Role::heading:
        case Role::list_item:
            return "";
    }
    return "";
}

std::string class_attribute(const ComposedParagraph& paragraph, std::string more = {}) {
    for (const std::string_view name :
         {role_class(paragraph.role), alignment_class(paragraph.alignment)}) {
        if (name.empty()) continue;
        if (!more.empty()) more += ' ';
        more += name;
    }
    return more.empty() ? "" : " class=\"" + more + "\"";
}

}  // namespace

std::string id_attribute(const std::string& anchor) {
    return anchor.empty() ? "" : " id=\"a-" + escaped(anchor) + "\"";
}

std::string heading_id(const std::string& anchor, int number) {
    return anchor.empty() ? "heading-" + std::to_string(number + 1) : "a-" + escaped(anchor);
}

void HtmlFlow::end_list() {
    for (; open_lists_ > 0; --open_lists_) out_ += "</li></ul>\n";
}

void HtmlFlow::write(const ComposedParagraph& paragraph) {
    if (paragraph.role == Role::list_item) {
        write_item(paragraph);
        return;
    }
    end_list();
    if (paragraph.role == Role::heading) {
        write_heading(paragraph);
        return;
    }
    if (paragraph.label.empty() && paragraph.runs.empty()) {
        out_ += "<div class=\"gap\"" + id_attribute(paragraph.anchor) + "></div>\n";
        return;
    }
    // The first title on the cover is that of the page.
    const bool is_title = paragraph.role == Role::cover_title && !title_taken_;
    title_taken_ = title_taken_ || is_title;
    const std::string_view element = is_title ? "h1" : "p";
    out_ += "<" + std::string(element) + id_attribute(paragraph.anchor) +
            class_attribute(paragraph, paragraph.label.empty() ? "" : "labelled") + ">";
    write_inline(paragraph);
    out_ += "</" + std::string(element) + ">\n";
}

void HtmlFlow::write_item(const ComposedParagraph& paragraph) {
    const int wanted = std::min(std::max(paragraph.level, 0), open_lists_) + 1;
    for (; open_lists_ > wanted; --open_lists_) out_ += "</li></ul>";
    if (open_lists_ == wanted) {
        out_ += "</li>\n";
    } else {
        out_ += "<ul class=\"items\">\n";
        ++open_lists_;
    }
    out_ += "<li" + id_attribute(paragraph.anchor) + class_attribute(paragraph) + ">";
    write_inline(paragraph);
}

void HtmlFlow::write_heading(const ComposedParagraph& paragraph) {
    const int level = std::clamp(paragraph.level, 1, 9);
    // The page's title is above all; a level that is left out would confuse who hears the page.
    const int wanted = std::min({level + 1, heading_level_ + 1, kDeepestHeading});
    heading_level_ = wanted;
    const std::string element = "h" + std::to_string(wanted);
    std::string id = id_attribute(paragraph.anchor);
    if (paragraph.in_contents && heading_number_ != nullptr) {
        id = " id=\"" + heading_id(paragraph.anchor, (*heading_number_)++) + "\"";
    }
    out_ += "<" + element + id + class_attribute(paragraph, "level-" + std::to_string(level)) + ">";
    write_inline(paragraph);
    out_ += "</" + element + ">\n";
}

void HtmlFlow::write_inline(const ComposedParagraph& paragraph) {
    if (!paragraph.label.empty()) {
        out_ += "<span class=\"label\">" + escaped(paragraph.label) + "</span>";
        if (!paragraph.runs.empty()) out_ += ' ';
    }
    write_runs(paragraph.runs);
}

void HtmlFlow::write_runs(const std::vector<Run>& runs) {
    for (std::size_t i = 0; i < runs.size();) {
        const std::string& target = runs[i].target;
        const bool inside = target.starts_with('#') && target.size() > 1;
        const bool is_link = inside || target.starts_with("https://");
        if (is_link) {
            out_ += "<a href=\"" + (inside ? "#a-" + escaped(target.substr(1)) : escaped(target)) +
                    "\">";
        }
        do {
            const Run& run = runs[i];
            if (run.bold) out_ += "<b>";
            if (run.italic) out_ += "<i>";
            if (run.underlined) out_ += "<u>";
            if (run.unbroken) out_ += "<span class=\"unbroken\">";
            append_escaped(out_, run.text);
            if (run.unbroken) out_ += "</span>";
            if (run.underlined) out_ += "</u>";
            if (run.italic) out_ += "</i>";
            if (run.bold) out_ += "</b>";
            ++i;
        } while (is_link && i < runs.size() && runs[i].target == target);
        if (is_link) out_ += "</a>";
    }
}

}  // namespace phaen::document
