#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "message.h"
#include "phaen/base/result.h"
#include "phaen/http/outgoing.h"

namespace phaen::cli {

/// What a server is told by its configuration file (TOML, docs/reference/notices.md) and its
/// environment. Secrets stand there and never among the command line's arguments.
struct ServeConfig {
    std::string address;  ///< of the web application, as people open it; empty: where it listens
    struct Mail {
        http::MailServer server;
        std::string from;
        [[nodiscard]] bool is_set() const { return !server.url.empty(); }
    };
    Mail mail;
    std::string webhook_secret;
    struct Provider {
        std::string issuer;  ///< empty: nobody signs in by one
        std::string client_id;
        std::string client_secret;
        std::string claim = "preferred_username";
        std::string name = "OpenID Connect";
        std::string scope = "openid profile email";
        bool makes_accounts = false;
    };
    Provider provider;
    std::vector<std::string> allowed_hosts;  ///< that may be asked though they are not public
    std::int64_t tries = 8;
    std::int64_t first_wait = 60;   ///< seconds
    std::int64_t send_every = 5;    ///< seconds
    std::int64_t look_every = 600;  ///< seconds
    std::int64_t link_days = 14;
    std::int64_t backups_kept = 10;        ///< that administrators made on their page
    std::int64_t backups_gigabytes = 100;  ///< of all those together
    std::int64_t traffic_days = 90;        ///< that the traffic log is kept; the law's least
};

/// `path` may be empty: the defaults, with what the environment says.
[[nodiscard]] base::Result<ServeConfig, Refusal> read_serve_config(const std::string& path);

/// A secret of the server's own, what signs the links of mails (`PHAEN_LINK_KEY`) or seals second
/// factors (`PHAEN_SECOND_FACTOR_KEY`): of the environment, or of the file, which is made when it
/// is not there, for its owner only.
[[nodiscard]] base::Result<std::string, Refusal> server_key(const char* variable,
                                                            const std::filesystem::path& file);

}  // namespace phaen::cli
