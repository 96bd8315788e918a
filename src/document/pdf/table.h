#pragma once

#include <cstddef>
#include <vector>

#include "pdf/paginate.h"

namespace phaen::document::pdf {

/// Prints a table row by row. Cells are shaped when their row comes and forgotten when their page
/// is drawn, so that memory does not grow with the table.
class TableFlow {
  public:
    TableFlow(const ComposedTable& table, Pages& pages);

    /// The least height that the table's beginning needs: header rows and something of the first.
    [[nodiscard]] double beginning() const;
    void run();

  private:
    /// A cell that has begun and is not wholly drawn.
    struct Live {
        const ComposedCell* cell = nullptr;
        ShapedText text;
        std::size_t last_row = 0;
        std::size_t next = 0;  ///< line that the next page begins with
        double top = -1;       ///< of its part on this page; below 0: none yet
        double bottom = -1;
        bool complete = false;  ///< its last row is placed
    };
    struct HeaderCell {
        Live live;
        double offset = 0;  ///< from the header's top
        double height = 0;
    };

    [[nodiscard]] Live shape(const ComposedCell& cell, std::size_t row);
    void make_header();
    void shade(const ComposedCell& cell, const Box& box);
    void draw_header();
    void begin_row(std::size_t row);
    void keep_together(std::size_t row);
    void place_row(std::size_t row);
    void extend(std::size_t row, double height);
    void mark(std::size_t row);
    [[nodiscard]] double needed(const Live& live) const;
    [[nodiscard]] double needed(std::size_t row) const;
    [[nodiscard]] double cut(std::size_t row) const;
    void flush();
    void draw(Live& live, std::vector<Box>& frames);
    void turn();
    [[nodiscard]] double inner_width(const ComposedCell& cell) const;
    [[nodiscard]] double padding(double width) const;
    [[nodiscard]] double left(int column) const { return edges_[static_cast<std::size_t>(column)]; }
    [[nodiscard]] double line_height() const;

    const ComposedTable& table_;
    Pages& pages_;
    std::vector<double> edges_;
    std::vector<HeaderCell> header_;
    std::size_t header_rows_ = 0;
    double header_height_ = 0;
    bool repeats_ = false;
    std::vector<Live> live_;
    bool begun_ = false;  ///< the first row is shaped
    double fresh_y_ = 0;  ///< where rows begin on this page
};

}  // namespace phaen::document::pdf
