#include "operations.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "files.h"
#include "identity.h"
#include "phaen/app/backups.h"
#include "phaen/base/instant.h"
#include "phaen/store/backup.h"
#include "phaen/store/database.h"
#include "phaen/store/verify.h"
#include "store_place.h"

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;

std::string today() {
    const auto instant = base::Instant::from_microseconds(present());
    const std::chrono::year_month_day day = instant->day();
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

Result<ExitStatus, Refusal> tell(ExitStatus status, const std::string& text) {
    const auto told = print(text);
    if (!told) return Unexpected{told.error()};
    return status;
}

Result<ExitStatus, Refusal> run_verify(const Place& place, Language language) {
    const auto database = store::Database::open(place.url, store::Opening::current);
    if (!database) return Unexpected{refusal_of(database.error(), place.url.shown())};
    std::optional<std::filesystem::path> files;
    std::error_code error;
    if (std::filesystem::is_directory(place.files, error)) files = place.files;
    // Only where the key lies can a signature be told from one with another key.
    const auto key = store::public_key_of(place.key);
    const auto verified = store::verify(**database, files, key.value_or(std::string()));
    if (!verified) return Unexpected{refusal_of(verified.error(), place.url.shown())};
    std::string text;
    for (const store::LieFound& found : verified->lies)
        text += fmt::format(
            "{}: {}\n",
            language == Language::thai ? app::name_of(found.lie).th : app::name_of(found.lie).en,
            found.where);
    const Both sums{
        "ตรวจแล้ว: คำสั่ง {}  ข้อเท็จจริง {}  รุ่นของแผน {}  รายการข้อมูล {}  แฟ้ม {}  ลายเซ็น {}  พบสิ่งที่ไม่ตรง "
        "{}\n",
        "verified: {} commands, {} facts, {} plan versions, {} records, {} files, {} signatures; "
        "{} do not hold\n"};
    text += fmt::format(fmt::runtime(sums.in(language)), verified->entries, verified->facts,
                        verified->versions, verified->records, verified->files,
                        verified->signatures, verified->lies.size());
    const Both days{"ลงลายเซ็นถึง {}: {} คำสั่งที่ {}\n", "signed until {}: {}, command {}\n"};
    for (const store::SignedDay& day : verified->signed_until)
        text += fmt::format(fmt::runtime(days.in(language)), day.day, day.agency, day.seq);
    return tell(verified->lies.empty() ? ExitStatus::done : ExitStatus::differences, text);
}

Result<ExitStatus, Refusal> run_migrate(const Place& place, Language language) {
    // The first start of a service is a migration from nothing.
    auto before = store::format_of(place.url);
    if (!before && before.error().kind == store::ErrorKind::not_found) {
        std::error_code error;
        const std::filesystem::path folder = place.url.path.parent_path();
        if (!folder.empty()) std::filesystem::create_directories(folder, error);
        before = 0;
    }
    if (!before) return Unexpected{refusal_of(before.error(), place.url.shown())};
    const auto database = store::Database::open(place.url);
    if (!database) return Unexpected{refusal_of(database.error(), place.url.shown())};
    const Both text{"รูปแบบฐานข้อมูล: {} → {}\n", "format of the database: {} -> {}\n"};
    return tell(ExitStatus::done,
                fmt::format(fmt::runtime(text.in(language)), *before, store::newest_format()));
}

Result<ExitStatus, Refusal> run_backup(const Place& place, const std::string& folder,
                                       Language language) {
    const auto database = store::Database::open(place.url, store::Opening::current);
    if (!database) return Unexpected{refusal_of(database.error(), place.url.shown())};
    const auto is_signed = store::sign_heads(**database, place.key, today());
    if (!is_signed) return Unexpected{refusal_of(is_signed.error(), place.key.string())};
    const auto made = store::backup(**database, place.files, folder, present());
    if (!made) return Unexpected{refusal_of(made.error(), folder)};
    const Both text{"สำรองไว้ที่ {}: ฐานข้อมูล 1  แฟ้ม {}\n",
                    "backed up to {}: the database and {} files\n"};
    return tell(ExitStatus::done,
                fmt::format(fmt::runtime(text.in(language)), folder, made->files));
}

/// Where an archive is taken apart; gone at the end.
class Unpacked {
  public:
    explicit Unpacked(const std::filesystem::path& beside)
        : folder_(beside / (".restore-" + random_id())) {}
    ~Unpacked() {
        std::error_code error;
        std::filesystem::remove_all(folder_, error);
    }
    Unpacked(const Unpacked&) = delete;
    Unpacked& operator=(const Unpacked&) = delete;
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
};

Result<ExitStatus, Refusal> run_restore(const Invocation& invocation, const Place& place,
                                        Language language) {
    const std::string& given = invocation.operands.front();
    std::optional<std::int64_t> until;
    if (invocation.has("until")) {
        const auto instant = base::Instant::parse(invocation.option("until"));
        if (!instant)
            return Unexpected{Refusal{Message::instant_unreadable, {invocation.option("until")}}};
        until = instant->microseconds();
    }
    // An archive is taken apart beside the files, where there must be room for them anyway.
    std::error_code error;
    const bool is_archive = std::filesystem::is_regular_file(given, error);
    const Unpacked unpacked(place.files.parent_path());
    if (is_archive) {
        const auto taken = store::unpack_backup(given, unpacked.folder());
        if (!taken) return Unexpected{refusal_of(taken.error(), given)};
    }
    const std::filesystem::path folder =
        is_archive ? unpacked.folder() : std::filesystem::path(given);
    const auto done = store::restore(folder, place.url, place.files, until, present());
    if (!done) return Unexpected{refusal_of(done.error(), given)};
    const Both text{"คืนแล้วที่ {}\n", "restored to {}\n"};
    return tell(ExitStatus::done, fmt::format(fmt::runtime(text.in(language)), place.url.shown()));
}

}  // namespace

Result<ExitStatus, Refusal> run_operation(const Invocation& invocation, Language language) {
    if (invocation.has("plan"))
        return Unexpected{Refusal{Message::option_needs, {"--plan", "FILE.pdf"}}};
    const auto place = place_of(invocation);
    if (!place) return Unexpected{place.error()};
    const std::string_view name = invocation.command->name;
    if (name == "verify") return run_verify(*place, language);
    if (name == "migrate") return run_migrate(*place, language);
    if (name == "backup") return run_backup(*place, invocation.operands.front(), language);
    return run_restore(invocation, *place, language);
}

}  // namespace phaen::cli
