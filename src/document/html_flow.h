#pragma once

#include <string>
#include <vector>

#include "phaen/document/composed.h"

namespace phaen::document {

/// Writes paragraphs one after another: items of a list into lists within lists, headings in levels
/// without gaps.
class HtmlFlow {
  public:
    explicit HtmlFlow(std::string& out) : out_(out) {}

    void write(const ComposedParagraph& paragraph);
    /// What another block must do before it begins.
    void end_list();
    /// Label and runs of a paragraph, without an element around them.
    void write_inline(const ComposedParagraph& paragraph);
    /// Which headings there have been: cells of tables go on from here.
    [[nodiscard]] int heading_level() const { return heading_level_; }
    void set_heading_level(int level) { heading_level_ = level; }
    void set_title_taken() { title_taken_ = true; }
    /// Takes the next number of a heading that the contents list.
    void set_heading_number(int* number) { heading_number_ = number; }

  private:
    void write_item(const ComposedParagraph& paragraph);
    void write_heading(const ComposedParagraph& paragraph);
    void write_runs(const std::vector<Run>& runs);

    std::string& out_;
    int open_lists_ = 0;
    int heading_level_ = 1;  ///< of the last heading's element
    bool title_taken_ = false;
    int* heading_number_ = nullptr;
};

/// Where the n-th heading that the contents list stands.
[[nodiscard]] std::string heading_id(const std::string& anchor, int number);
/// The `id` attribute of an anchor; empty without one.
[[nodiscard]] std::string id_attribute(const std::string& anchor);

}  // namespace phaen::document
