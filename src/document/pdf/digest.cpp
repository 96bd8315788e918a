#include "pdf/digest.h"

#include <qpdf/Pipeline.hh>
#include <utility>

#include "phaen/base/sha256.h"

namespace phaen::document::pdf {
namespace {

/// Collects what is written into it, up to a limit.
class Collector : public Pipeline {
  public:
    explicit Collector(std::size_t& left) : Pipeline("collector", nullptr), left_(left) {}
    void write(const unsigned char* data, std::size_t size) override {
        if (size > left_) throw OverLimit{"unpacked streams"};
        left_ -= size;
        bytes.append(reinterpret_cast<const char*>(data), size);
    }
    void finish() override {}

    std::string bytes;

  private:
    std::size_t& left_;
};

}  // namespace

void Digester::set_pages(const std::vector<QPDFObjectHandle>& pages) {
    for (const QPDFObjectHandle& page : pages) pages_.emplace(page.getObjGen(), pages_.size() + 1);
}

std::string Digester::content(QPDFObjectHandle stream) {
    Collector collector(bytes_);
    if (!stream.pipeStreamData(&collector, 0, qpdf_dl_generalized, true))
        throw OverLimit{"a stream that cannot be unpacked"};
    return std::move(collector.bytes);
}

void Digester::write_dictionary(QPDFObjectHandle value) {
    std::vector<Item> items;
    for (const std::string& key : value.getKeys()) {
        items.push_back({QPDFObjectHandle(), key + ' '});
        items.push_back({value.getKey(key), ""});
    }
    stack_.push_back({QPDFObjectHandle(), ">>"});
    stack_.insert(stack_.end(), items.rbegin(), items.rend());
    written_ += "<<";
}

/// The content as it is unpacked, whatever packs it.
void Digester::write_stream(QPDFObjectHandle value) {
    std::string& hash = streams_[value.getObjGen()];
    if (hash.empty()) hash = base::sha256_hex(content(value));
    written_ += hash;
    QPDFObjectHandle dictionary = value.getDict().shallowCopy();
    for (const char* packing : {"/Length", "/Filter", "/DecodeParms"})
        dictionary.removeKey(packing);
    write_dictionary(dictionary);
}

void Digester::write(const Item& item) {
    if (!item.value.isInitialized()) {
        written_ += item.text;
        return;
    }
    if (objects_ == 0) throw OverLimit{"values"};
    --objects_;
    QPDFObjectHandle value = item.value;
    if (value.isIndirect()) {
        const auto page = pages_.find(value.getObjGen());
        if (page != pages_.end()) {
            written_ += "page " + std::to_string(page->second) + '\n';
            return;
        }
        const auto [place, is_new] = met_.emplace(value.getObjGen(), met_.size());
        if (!is_new) {
            written_ += "object " + std::to_string(place->second) + '\n';
            return;
        }
    }
    if (value.isStream()) {
        write_stream(value);
    } else if (value.isDictionary()) {
        write_dictionary(value);
    } else if (value.isArray()) {
        stack_.push_back({QPDFObjectHandle(), "]"});
        for (int i = value.getArrayNItems() - 1; i >= 0; --i)
            stack_.push_back({value.getArrayItem(i), ""});
        written_ += '[';
    } else {
        written_ += value.unparseResolved() + '\n';
    }
}

std::string Digester::hash(const std::vector<QPDFObjectHandle>& roots) {
    constexpr std::size_t kFolded = 1U << 20;
    met_.clear();
    written_.clear();
    stack_.clear();
    for (auto root = roots.rbegin(); root != roots.rend(); ++root) stack_.push_back({*root, ""});
    while (!stack_.empty()) {
        const Item item = std::move(stack_.back());
        stack_.pop_back();
        write(item);
        if (written_.size() > kFolded) written_ = base::sha256_hex(written_);
    }
    return base::sha256_hex(std::exchange(written_, {}));
}

}  // namespace phaen::document::pdf
