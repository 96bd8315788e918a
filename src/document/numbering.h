#pragma once

#include <array>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "styles.h"

namespace phaen::document::word {

constexpr int kListLevels = 9;

/// A number as Word prints it: `numFmt` of ECMA-376 part 1, 17.18.59. Formats that we do not know,
/// and numbers that a format cannot show, are Arabic.
[[nodiscard]] std::string format_number(long long value, std::string_view format);

/// The automatic numbers of a Word file. It counts, so it must see the paragraphs in order.
class Numbering {
  public:
    struct Label {
        std::string text;
        int level = -1;
        bool is_number = false;  ///< rather than a bullet
    };

    Numbering() = default;
    Numbering(pugi::xml_node root, const Styles& styles);

    /// The label of the next paragraph with this formatting; an empty text outside lists.
    [[nodiscard]] Label next(const Formatting& formatting);

  private:
    struct Level {
        long long start = 0;
        std::string format = "decimal";
        std::string text;
        std::string font;
        std::string style;
        std::optional<int> restart;  ///< 1-based level after which it restarts; 0 never
        bool legal = false;          ///< every number of it in Arabic digits
        bool present = false;
    };
    using Levels = std::array<Level, kListLevels>;
    struct Abstract {
        Levels levels;
        std::string style_link;  ///< the numbers are those of this style's list
    };
    struct Override {
        std::optional<long long> start;
        std::optional<Level> level;
    };
    struct Instance {
        int abstract = -1;
        std::array<Override, kListLevels> overrides;
    };
    using Counts = std::array<std::optional<long long>, kListLevels>;

    static Level read_level(pugi::xml_node node);
    void read_abstract(pugi::xml_node node);
    void read_instance(pugi::xml_node node);
    void follow_style_links(const Styles& styles);
    [[nodiscard]] static const Level& level_of(const Instance& instance, const Abstract& abstract,
                                               int level);
    [[nodiscard]] static std::string render(const Instance& instance, const Abstract& abstract,
                                            int level, const Counts& counts);

    std::unordered_map<int, Abstract> abstracts_;
    std::unordered_map<int, Instance> instances_;
    std::unordered_map<int, Counts> counts_;    ///< by abstract list: its instances count on
    std::set<std::pair<int, int>> overridden_;  ///< instance and level whose start was used
};

}  // namespace phaen::document::word
