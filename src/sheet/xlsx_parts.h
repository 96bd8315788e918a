#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "numbers.h"
#include "phaen/base/result.h"
#include "xml_walk.h"

/// The parts of a workbook around its sheets, each read by a listener of its own.
namespace phaen::sheet {

/// Undoes `_x000A_`, as which characters are written that XML or Excel does not keep. Control
/// characters other than line ends and tabs are dropped.
[[nodiscard]] std::string unescaped(std::string_view text);

/// `_rels/*.rels`.
class RelationsListener : public XmlListener {
  public:
    struct Relation {
        std::string kind;  ///< last word of its type: `worksheet`
        std::string target;
    };
    void begin(std::string_view name, const Attributes& attributes) override;
    void end(std::string_view) override {}
    void text(std::string_view) override {}

    std::map<std::string, Relation, std::less<>> by_id;
};

/// `workbook.xml`: sheets in their order, and how days are counted.
class WorkbookListener : public XmlListener {
  public:
    struct Named {
        std::string name;
        std::string relation;
    };
    void begin(std::string_view name, const Attributes& attributes) override;
    void end(std::string_view) override {}
    void text(std::string_view) override {}

    bool is_workbook = false;
    DateSystem dates = DateSystem::from_1900;
    std::vector<Named> sheets;
};

/// `sharedStrings.xml`.
class StringsListener : public XmlListener {
  public:
    explicit StringsListener(const ReadLimits& limits) : limits_(limits) {}
    void begin(std::string_view name, const Attributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view text) override;

    std::vector<std::string> strings;

  private:
    const ReadLimits& limits_;
    std::size_t bytes_ = 0;
    bool in_text_ = false;
    bool in_phonetic_ = false;
};

/// `styles.xml`: how the numbers of each style are read.
class StylesListener : public XmlListener {
  public:
    void begin(std::string_view name, const Attributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view) override {}

    [[nodiscard]] NumberKind kind_of(std::size_t style) const {
        return style < kinds_.size() ? kinds_[style] : NumberKind::plain;
    }

  private:
    std::map<std::size_t, NumberKind> formats_;  // of the file's own
    std::vector<NumberKind> kinds_;              // by style of cell
    bool in_cell_formats_ = false;
};

/// `docProps/core.xml` and `docProps/custom.xml`.
class PropertiesListener : public XmlListener {
  public:
    void begin(std::string_view name, const Attributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view text) override;

    /// `title`, `creator`, `created`, and what the file's own are called.
    std::map<std::string, std::string, std::less<>> values;

  private:
    std::string property_;
    std::string text_;
};

}  // namespace phaen::sheet
