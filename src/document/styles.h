#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

namespace phaen::document::word {

/// What of a style, or of direct formatting, matters to us. Absent means: as the style below says.
struct Formatting {
    std::optional<int> heading_level;  ///< 0 for body text, 1..9
    std::optional<int> number_id;      ///< 0 takes the number away
    std::optional<int> list_level;
    std::optional<std::string> numbered_style;  ///< the style that gave the number
    std::optional<bool> bold;
    std::optional<bool> underlined;
    std::optional<bool> hidden;
    std::optional<bool> contents_entry;  ///< a line of a table of contents
    std::optional<bool> leader;          ///< a tab stop with dots before it
    long long furthest_tab = 0;          ///< twips; the furthest tab stop of its own

    /// Takes what is missing from what this is based on.
    void inherit(const Formatting& base);
};

/// Of `w:rPr`.
[[nodiscard]] Formatting run_formatting(pugi::xml_node properties);
/// Of `w:pPr`, without the run properties of the paragraph mark.
[[nodiscard]] Formatting paragraph_formatting(pugi::xml_node properties);

/// The styles of a Word file, each with what it is based on.
class Styles {
  public:
    Styles() = default;
    explicit Styles(pugi::xml_node root);

    /// The whole formatting of a style. A style that is not there has none, and a circle of styles
    /// ends where it closes.
    [[nodiscard]] const Formatting& find(std::string_view id) const;
    /// That of a paragraph which names no style.
    [[nodiscard]] const std::string& default_paragraph_style() const { return default_paragraph_; }

  private:
    struct Style {
        std::string based_on;
        Formatting own;
    };
    [[nodiscard]] Formatting resolve(const std::string& id) const;

    std::unordered_map<std::string, Style> styles_;
    mutable std::unordered_map<std::string, Formatting> resolved_;
    std::string default_paragraph_;
};

}  // namespace phaen::document::word
