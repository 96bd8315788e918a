#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "docx_body.h"

namespace phaen::document::word {

/// Where a paragraph stands.
enum class Setting { text, table };

/// What a paragraph gets besides what it says.
struct Extras {
    Setting setting = Setting::text;
    bool page_break_before = false;
    bool keep_next = false;
    std::string section;                 ///< its section's properties, when it is the last of one
    std::string content;                 ///< before its text
    std::vector<std::string> bookmarks;  ///< names, around its text
};

/// Writes paragraphs, and remembers what they need: bookmarks, links.
class ParagraphWriter {
  public:
    ParagraphWriter(const ComposedDocument& document, Body& body);

    void write(const ComposedParagraph& paragraph, Extras extras);
    /// A paragraph that nobody sees: it parts tables, ends sections and breaks pages.
    void write_hairline(bool page_break_before, const std::string& section);
    /// The name of the bookmark at an anchor of this document; empty when there is none.
    [[nodiscard]] std::string bookmark_of(const std::string& anchor) const;
    /// That of the n-th heading which the contents list.
    [[nodiscard]] std::string bookmark_of_heading(int number) const;
    /// Takes a hint; the name of its bookmark.
    [[nodiscard]] std::string add_hint(HintKind kind, const std::string& element,
                                       const std::string& field);
    [[nodiscard]] std::string& out() { return body_.xml; }
    /// `<w:r>` with its text.
    void write_run(const Run& run);

  private:
    void name_anchors(const ComposedDocument& document);
    void name_anchor(const std::string& anchor);
    void write_properties(const ComposedParagraph& paragraph, const Extras& extras);
    void write_runs(const std::vector<Run>& runs);
    void begin_link(const std::string& target);
    [[nodiscard]] static std::string style_of(const ComposedParagraph& paragraph, Setting setting);

    Body& body_;
    std::map<std::string, std::string> bookmark_by_anchor_;
    std::set<std::string> used_names_;
    int bookmarks_ = 0;
    int headings_ = 0;
};

}  // namespace phaen::document::word
