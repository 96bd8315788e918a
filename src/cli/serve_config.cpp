#include "serve_config.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <random>

#include "files.h"
#include "phaen/base/value.h"
#include "phaen/plan/toml.h"

namespace phaen::cli {

using base::Result;
using base::Unexpected;
using base::Value;

namespace {

constexpr std::size_t kConfigBytes = 1u << 20;
constexpr std::size_t kKeyBytes = 32;

std::string from_environment(const char* name) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): before there are threads
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

/// Reads members and remembers the first that is wrong or not known.
class Reader {
  public:
    explicit Reader(std::string path) : path_(std::move(path)) {}

    void open(const Value& root, const std::vector<std::string_view>& sections) {
        for (const auto& [name, value] : *root.as_object()) {
            if (std::find(sections.begin(), sections.end(), name) == sections.end())
                wrong(name, value, "ไม่รู้จักส่วนนี้", "this is not known");
        }
    }
    void section(const Value& root, std::string_view name,
                 const std::vector<std::string_view>& members) {
        section_ = root.find(name);
        name_ = name;
        if (section_ == nullptr) return;
        if (section_->as_object() == nullptr) {
            wrong(name_, *section_, "ต้องเป็นตาราง", "must be a table");
            section_ = nullptr;
            return;
        }
        for (const auto& [member, value] : *section_->as_object()) {
            if (std::find(members.begin(), members.end(), member) == members.end())
                wrong(name_ + "." + member, value, "ไม่รู้จักค่านี้", "this is not known");
        }
    }
    void text(std::string_view name, std::string& to) {
        const Value* value = section_ != nullptr ? section_->find(name) : nullptr;
        if (value == nullptr) return;
        if (value->as_string() == nullptr)
            wrong(name_ + "." + std::string(name), *value, "ต้องเป็นข้อความ", "must be a text");
        else
            to = *value->as_string();
    }
    void flag(std::string_view name, bool& to) {
        const Value* value = section_ != nullptr ? section_->find(name) : nullptr;
        if (value == nullptr) return;
        if (value->as_bool() == nullptr)
            wrong(name_ + "." + std::string(name), *value, "ต้องเป็น true หรือ false",
                  "must be true or false");
        else
            to = *value->as_bool();
    }
    void number(std::string_view name, std::int64_t least, std::int64_t most, std::int64_t& to) {
        const Value* value = section_ != nullptr ? section_->find(name) : nullptr;
        if (value == nullptr) return;
        const std::int64_t* number = value->as_integer();
        if (number == nullptr || *number < least || *number > most)
            wrong(name_ + "." + std::string(name), *value,
                  fmt::format("ต้องเป็น {} ถึง {}", least, most),
                  fmt::format("must be {} to {}", least, most));
        else
            to = *number;
    }
    void texts(std::string_view name, std::vector<std::string>& to) {
        const Value* value = section_ != nullptr ? section_->find(name) : nullptr;
        if (value == nullptr) return;
        for (const Value& item :
             value->as_array() != nullptr ? *value->as_array() : base::Array{Value()}) {
            if (item.as_string() == nullptr)
                wrong(name_ + "." + std::string(name), *value, "ต้องเป็นรายการข้อความ",
                      "must be a list of texts");
            else
                to.push_back(*item.as_string());
        }
    }
    /// The values themselves are not repeated: they may be secret.
    void wrong(const std::string& name, const Value& value, const std::string& th,
               const std::string& en) {
        if (problem_) return;
        problem_ = Refusal{Message::config_unusable,
                           {fmt::format("{}:{}", path_, value.position().line), name, th, en}};
    }
    [[nodiscard]] const std::optional<Refusal>& problem() const { return problem_; }

  private:
    std::string path_;
    const Value* section_ = nullptr;
    std::string name_;
    std::optional<Refusal> problem_;
};

void override_by(const char* variable, std::string& value) {
    std::string given = from_environment(variable);
    if (!given.empty()) value = std::move(given);
}

}  // namespace

Result<ServeConfig, Refusal> read_serve_config(const std::string& path) {
    ServeConfig config;
    if (!path.empty()) {
        const auto bytes = read_file(path, kConfigBytes);
        if (!bytes) return Unexpected{bytes.error()};
        const auto root = plan::parse_toml(*bytes);
        if (!root)
            return Unexpected{Refusal{Message::config_unusable,
                                      {fmt::format("{}:{}", path, root.error().position.line),
                                       "TOML", "อ่านไม่ได้", "cannot be read"}}};
        Reader reader(path);
        reader.open(*root, {"server", "mail", "webhook", "outbox", "notices", "links", "oidc",
                            "privacy", "backups"});
        reader.section(*root, "server", {"address", "allowed_hosts"});
        reader.text("address", config.address);
        reader.texts("allowed_hosts", config.allowed_hosts);
        reader.section(*root, "mail", {"server", "user", "password", "from", "allows_plain"});
        reader.text("server", config.mail.server.url);
        reader.text("user", config.mail.server.user);
        reader.text("password", config.mail.server.password);
        reader.text("from", config.mail.from);
        reader.flag("allows_plain", config.mail.server.allows_plain);
        const std::string& url = config.mail.server.url;
        const Value* mail = root->find("mail");
        if (!url.empty() && !url.starts_with("smtp://") && !url.starts_with("smtps://"))
            reader.wrong("mail.server", *mail, "ต้องขึ้นต้นด้วย smtps:// หรือ smtp://",
                         "must begin with smtps:// or smtp://");
        if (!url.empty() && (config.mail.from.find('@') == std::string::npos ||
                             config.mail.from.find_first_of("<>\r\n ") != std::string::npos))
            reader.wrong("mail.from", *mail, "ต้องเป็นที่อยู่อีเมล", "must be a mail address");
        reader.section(*root, "webhook", {"secret"});
        reader.text("secret", config.webhook_secret);
        reader.section(*root, "outbox", {"tries", "first_wait", "every"});
        reader.number("tries", 1, 100, config.tries);
        reader.number("first_wait", 1, 86'400, config.first_wait);
        reader.number("every", 1, 3'600, config.send_every);
        reader.section(*root, "notices", {"every"});
        reader.number("every", 1, 86'400, config.look_every);
        reader.section(*root, "links", {"days"});
        reader.number("days", 1, 90, config.link_days);
        reader.section(*root, "privacy", {"traffic_days"});
        reader.number("traffic_days", 90, 3'650, config.traffic_days);
        reader.section(*root, "backups", {"keep", "gigabytes"});
        reader.number("keep", 1, 1'000, config.backups_kept);
        reader.number("gigabytes", 1, 1'000'000, config.backups_gigabytes);
        ServeConfig::Provider& provider = config.provider;
        reader.section(
            *root, "oidc",
            {"issuer", "client_id", "client_secret", "claim", "name", "scope", "makes_accounts"});
        reader.text("issuer", provider.issuer);
        reader.text("client_id", provider.client_id);
        reader.text("client_secret", provider.client_secret);
        reader.text("claim", provider.claim);
        reader.text("name", provider.name);
        reader.text("scope", provider.scope);
        reader.flag("makes_accounts", provider.makes_accounts);
        if (!provider.issuer.empty() && (provider.client_id.empty() || config.address.empty()))
            reader.wrong("oidc", *root->find("oidc"), "ต้องมี oidc.client_id และ server.address",
                         "needs oidc.client_id and server.address");
        if (reader.problem()) return Unexpected{*reader.problem()};
    }
    override_by("PHAEN_SMTP_PASSWORD", config.mail.server.password);
    override_by("PHAEN_WEBHOOK_SECRET", config.webhook_secret);
    override_by("PHAEN_OIDC_SECRET", config.provider.client_secret);
    while (config.address.ends_with('/')) config.address.pop_back();
    return config;
}

Result<std::string, Refusal> server_key(const char* variable, const std::filesystem::path& file) {
    std::string key = from_environment(variable);
    if (key.size() >= kKeyBytes) return key;
    const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made >= 0) {
        std::random_device device;
        key.clear();
        for (std::size_t i = 0; i < kKeyBytes; ++i) key += fmt::format("{:02x}", device() & 255u);
        const ssize_t written = ::write(made, key.data(), key.size());
        const bool is_kept = ::fsync(made) == 0;
        ::close(made);
        if (written == static_cast<ssize_t>(key.size()) && is_kept) return key;
        ::unlink(file.c_str());
        return Unexpected{Refusal{Message::cannot_write, {file.string(), ""}}};
    }
    if (errno != EEXIST) return Unexpected{Refusal{Message::cannot_write, {file.string(), ""}}};
    auto kept = read_file(file.string(), 1024);
    if (kept && kept->size() < kKeyBytes)
        return Unexpected{
            Refusal{Message::config_unusable, {file.string(), "key", "สั้นเกินไป", "is too short"}}};
    return kept;
}

}  // namespace phaen::cli
