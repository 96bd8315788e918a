#pragma once

#include <cairo-pdf.h>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/failure.h"
#include "pdf/shape.h"

namespace phaen::document::pdf {

/// Of a place on a page; points from the top left corner.
struct Spot {
    int page = 0;  ///< from 1
    double x = 0;
    double y = 0;
};

struct Link {
    Spot at;
    double width = 0;
    double height = 0;
    std::string target;
};

struct Box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

enum class Work { measure, draw };

/// Pages. While measuring it draws nothing, but it counts and remembers places all the same.
class Canvas {
  public:
    Canvas(Work work, std::size_t most_bytes, Failure& failure);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    void begin_page(double width, double height);
    void text(const ShapedText& text, const Line& line, double x, double y);
    void fill(const Box& box, unsigned colour);
    void frame(const std::vector<Box>& boxes);
    /// An arrow with a head at each end.
    void bar(double from, double to, double y);
    void rule(double from, double to, double y, double width, unsigned colour);
    void slope(double x, double y, double width, double height, unsigned colour);
    /// Dots that lead from a text to its page number.
    void leader(double from, double to, double y);
    void link(const Box& box, std::string target);
    void anchor(const std::string& name, double x, double y);
    void colour(unsigned rgb);

    /// From here on what is laid out is part of a new block, which begins at this height.
    void begin_block(double y);
    /// Everything that was laid out since begin_block().
    [[nodiscard]] std::string take_trace();

    [[nodiscard]] int page() const { return page_; }
    [[nodiscard]] const std::vector<Link>& links() const { return links_; }
    [[nodiscard]] const std::map<std::string, Spot>& anchors() const { return anchors_; }
    /// Ends the file. Empty while measuring, or when something failed.
    [[nodiscard]] std::string finish();

  private:
    void trace(std::string_view kind, double x, double y, double a, double b);
    static cairo_status_t write(void* self, const unsigned char* data, unsigned length);

    Failure& failure_;
    std::size_t most_bytes_;
    std::string bytes_;
    cairo_surface_t* surface_ = nullptr;
    cairo_t* cairo_ = nullptr;
    int page_ = 0;
    int block_page_ = 0;
    double block_y_ = 0;
    std::string trace_;
    std::vector<Link> links_;
    std::map<std::string, Spot> anchors_;
};

}  // namespace phaen::document::pdf
