#include "print_folder.h"

#include <stdlib.h>  // mkdtemp and setenv are POSIX, not C++

#include <filesystem>
#include <fstream>
#include <ios>
#include <system_error>
#include <utility>

#include "phaen/document/pdf_resources.h"

namespace phaen::cli {

PrintFolder::PrintFolder(std::string folder)
    : fonts_{std::move(folder), document::pdf_resources_version()} {}

PrintFolder::~PrintFolder() {
    std::error_code ignored;  // what is left in a temporary folder harms nobody
    std::filesystem::remove_all(fonts_.folder, ignored);
}

std::unique_ptr<PrintFolder> PrintFolder::create() {
    std::error_code error;
    std::string folder = (std::filesystem::temp_directory_path(error) / "phaen-XXXXXX").string();
    if (error || ::mkdtemp(folder.data()) == nullptr) return nullptr;
    std::unique_ptr<PrintFolder> made(new PrintFolder(folder));
    for (const document::PdfResource& resource : document::pdf_resources()) {
        std::ofstream file(folder + "/" + std::string(resource.name), std::ios::binary);
        file.write(resource.bytes.data(), static_cast<std::streamsize>(resource.bytes.size()));
        file.close();
        if (!file) return nullptr;
    }
    document::release_pdf_resources();
    if (::setenv("LIBTHAI_DICTDIR", folder.c_str(), 1) != 0) return nullptr;
    return made;
}

}  // namespace phaen::cli
