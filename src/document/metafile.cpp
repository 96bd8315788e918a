#include "metafile.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace phaen::document {
namespace {

/// Record types, [MS-EMF] 2.1.1.
enum class Record : std::uint32_t {
    header = 1,
    end = 14,
    set_background_mode = 18,
    set_text_align = 22,
    set_text_colour = 24,
    move_to = 27,
    select_object = 37,
    create_pen = 38,
    create_brush = 39,
    delete_object = 40,
    rectangle = 43,
    line_to = 54,
    create_font = 82,
    text_out = 84,
};

constexpr std::uint32_t kNullPen = 0x80000008U;
constexpr std::uint32_t kBaseLine = 24;
constexpr std::uint32_t kTransparent = 1;
constexpr std::uint32_t kLineWidth = 20;
/// The one object of ours at a time.
constexpr std::uint32_t kHandle = 1;
constexpr std::size_t kHeaderSize = 88;
constexpr std::size_t kFaceCharacters = 32;
/// A longer text fits on no page.
constexpr std::size_t kLongestText = 4096;

/// Bytes in little-endian order.
class Bytes {
  public:
    void put32(std::uint32_t value) {
        for (unsigned shift = 0; shift < 32; shift += 8) {
            bytes_ += static_cast<char>((value >> shift) & 0xFFU);
        }
    }
    void put32(int value) { put32(static_cast<std::uint32_t>(value)); }
    void put16(std::uint32_t value) {
        bytes_ += static_cast<char>(value & 0xFFU);
        bytes_ += static_cast<char>((value >> 8U) & 0xFFU);
    }
    void put8(std::uint32_t value) { bytes_ += static_cast<char>(value & 0xFFU); }
    void pad_to(std::size_t size) { bytes_.resize(size, '\0'); }
    void append(const std::string& more) { bytes_ += more; }
    [[nodiscard]] std::size_t size() const { return bytes_.size(); }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

  private:
    std::string bytes_;
};

/// UTF-16 of well-formed UTF-8.
std::u16string utf16(std::string_view text) {
    std::u16string wide;
    for (std::size_t at = 0; at < text.size() && wide.size() < kLongestText;) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        std::uint32_t code = length == 1 ? lead : lead & (0x7FU >> length);
        for (std::size_t i = 1; i < length && at + i < text.size(); ++i) {
            code = (code << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
        }
        at += length;
        if (code >= 0x10000) {
            code -= 0x10000;
            wide += static_cast<char16_t>(0xD800 + (code >> 10U));
            code = 0xDC00 + (code & 0x3FFU);
        }
        wide += static_cast<char16_t>(code);
    }
    return wide;
}

/// 0xRRGGBB as a metafile has it: red first.
std::uint32_t colour_of(unsigned colour) {
    return ((colour & 0xFFU) << 16U) | (colour & 0xFF00U) | ((colour >> 16U) & 0xFFU);
}

class MetafileWriter {
  public:
    MetafileWriter(const Drawing& drawing, std::string_view family)
        : drawing_(drawing), family_(family) {}

    std::string write() {
        put(Record::set_background_mode, {kTransparent});
        put(Record::set_text_align, {kBaseLine});
        for (const Shape& shape : drawing_.shapes) {
            switch (shape.kind) {
                case Shape::Kind::rectangle:
                    write_rectangle(shape);
                    break;
                case Shape::Kind::line:
                    write_line(shape);
                    break;
                case Shape::Kind::text:
                    write_text(shape);
                    break;
            }
        }
        put(Record::end, {0, 16, 20});
        return header() + body_.bytes();
    }

  private:
    void begin(Record type, std::size_t size) {
        ++records_;
        body_.put32(static_cast<std::uint32_t>(type));
        body_.put32(static_cast<std::uint32_t>(size));
    }

    void put(Record type, std::initializer_list<std::uint32_t> values) {
        begin(type, 8 + 4 * values.size());
        for (const std::uint32_t value : values) body_.put32(value);
    }

    static std::uint32_t u(int value) { return static_cast<std::uint32_t>(value); }

    [[nodiscard]] std::string header() const {
        Bytes head;
        head.put32(static_cast<std::uint32_t>(Record::header));
        head.put32(static_cast<std::uint32_t>(kHeaderSize));
        // Bounds in units of the device, then the frame in hundredths of a millimetre: the device
        // is made so that they are equal.
        for (int i = 0; i < 2; ++i) {
            head.put32(0);
            head.put32(0);
            head.put32(drawing_.width);
            head.put32(drawing_.height);
        }
        head.put32(0x464D4520U);  // " EMF"
        head.put32(0x00010000U);
        head.put32(static_cast<std::uint32_t>(kHeaderSize + body_.size()));
        head.put32(records_ + 1);
        head.put16(2);  // handles: 0 is the file itself
        head.put16(0);
        head.put32(0);
        head.put32(0);
        head.put32(0);
        head.put32(21'000);
        head.put32(29'700);
        head.put32(210);
        head.put32(297);
        return head.bytes();
    }

    void write_rectangle(const Shape& shape) {
        put(Record::create_brush, {kHandle, 0, colour_of(shape.colour), 0});
        put(Record::select_object, {kHandle});
        put(Record::select_object, {kNullPen});
        put(Record::rectangle,
            {u(shape.x), u(shape.y), u(shape.x + shape.width), u(shape.y + shape.height)});
        put(Record::delete_object, {kHandle});
    }

    void write_line(const Shape& shape) {
        put(Record::create_pen, {kHandle, 0, kLineWidth, 0, colour_of(shape.colour)});
        put(Record::select_object, {kHandle});
        put(Record::move_to, {u(shape.x), u(shape.y)});
        put(Record::line_to, {u(shape.x + shape.width), u(shape.y + shape.height)});
        put(Record::delete_object, {kHandle});
    }

    void write_font(int size) {
        constexpr std::size_t kSize = 332;
        const std::size_t start = body_.size();
        begin(Record::create_font, kSize);
        body_.put32(kHandle);
        body_.put32(-size);  // the height of characters, not of the line
        for (int i = 0; i < 3; ++i) body_.put32(0);
        body_.put32(400);
        for (int i = 0; i < 3; ++i) body_.put8(0);
        body_.put8(1);  // the font's own character set
        for (int i = 0; i < 4; ++i) body_.put8(0);
        const std::u16string face = utf16(family_).substr(0, kFaceCharacters - 1);
        for (const char16_t c : face) body_.put16(c);
        body_.pad_to(start + kSize);
    }

    void write_text(const Shape& shape) {
        const std::u16string text = utf16(shape.text);
        if (text.empty()) return;
        write_font(shape.height);
        put(Record::select_object, {kHandle});
        put(Record::set_text_colour, {colour_of(shape.colour)});
        constexpr std::size_t kFixed = 76;
        const std::size_t size = kFixed + (text.size() * 2 + 3) / 4 * 4;
        const std::size_t start = body_.size();
        begin(Record::text_out, size);
        for (int i = 0; i < 4; ++i) body_.put32(0);
        body_.put32(1);            // compatible graphics mode
        body_.put32(0x3F800000U);  // scale 1.0
        body_.put32(0x3F800000U);
        body_.put32(shape.x);
        body_.put32(shape.y);
        body_.put32(static_cast<std::uint32_t>(text.size()));
        body_.put32(static_cast<std::uint32_t>(kFixed));
        body_.put32(0);
        for (int i = 0; i < 4; ++i) body_.put32(0);
        body_.put32(0);  // no distances: marks stand where the font puts them
        for (const char16_t c : text) body_.put16(c);
        body_.pad_to(start + size);
        put(Record::delete_object, {kHandle});
    }

    const Drawing& drawing_;
    std::string_view family_;
    Bytes body_;
    std::uint32_t records_ = 0;
};

}  // namespace

std::string write_metafile(const Drawing& drawing, std::string_view font_family) {
    return MetafileWriter(drawing, font_family).write();
}

}  // namespace phaen::document
