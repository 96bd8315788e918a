#include "serve.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include "example_accounts.h"
#include "files.h"
#include "identity.h"
#include "notice_watch.h"
#include "other_servers.h"
#include "phaen/api/routes.h"
#include "phaen/app/accounts.h"
#include "phaen/app/administration.h"
#include "phaen/app/backups.h"
#include "phaen/app/books.h"
#include "phaen/app/courier.h"
#include "phaen/app/external_references.h"
#include "phaen/app/links.h"
#include "phaen/app/notices.h"
#include "phaen/app/oidc.h"
#include "phaen/app/privacy.h"
#include "phaen/app/responsibility.h"
#include "phaen/app/schemes.h"
#include "phaen/app/workflow.h"
#include "phaen/app/workspace.h"
#include "phaen/app/year.h"
#include "phaen/base/calendar.h"
#include "phaen/base/check.h"
#include "phaen/facts/io.h"
#include "phaen/http/server.h"
#include "phaen/plan/io.h"
#include "phaen/store/database.h"
#include "phaen/store/files.h"
#include "phaen/store/plan_store.h"
#include "phaen/store/verify.h"
#include "phaen/store/year_store.h"
#include "print_book.h"
#include "print_folder.h"
#include "render.h"
#include "serve_config.h"
#include "verify_file.h"
#include "web_files.h"

// NOLINTBEGIN: symbols of an assembly file
extern "C" {
extern const char phaen_example_begin[];
extern const char phaen_example_end[];
extern const char phaen_example_plan_begin[];
extern const char phaen_example_plan_end[];
extern const char phaen_example_facts_begin[];
extern const char phaen_example_facts_end[];
}
// NOLINTEND

namespace phaen::cli {

namespace {

using base::Result;
using base::Unexpected;

constexpr std::string_view kDefaultDatabase = "sqlite:var/phaen.db";
constexpr std::string_view kDefaultData = "var";
constexpr std::string_view kDefaultListen = "127.0.0.1:8080";
constexpr std::string_view kAgency = "office";
constexpr auto kGrace = std::chrono::seconds(10);
/// How long after midnight a day's end is signed at most.
constexpr auto kSignEvery = std::chrono::minutes(10);
/// How often what is past its time is looked for.
constexpr auto kForgetEvery = std::chrono::hours(6);
/// How often documents are looked for whose server is gone; several times within `kJobSilence`.
constexpr auto kResumeEvery = std::chrono::seconds(5);

struct Address {
    std::string host;
    std::uint16_t port = 0;
};

/// `127.0.0.1:8080`, `localhost:8080`, `[::1]:8080`.
Result<Address, Refusal> parse_address(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    Address address;
    unsigned port = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] =
        colon == std::string::npos
            ? std::from_chars_result{text.data(), std::errc::invalid_argument}
            : std::from_chars(text.data() + colon + 1, end, port);
    if (error != std::errc() || stopped != end || port > 65535)
        return Unexpected{Refusal{Message::listen_unusable, {text}}};
    address.host = text.substr(0, colon);
    address.port = static_cast<std::uint16_t>(port);
    if (address.host.size() > 2 && address.host.front() == '[' && address.host.back() == ']')
        address.host = address.host.substr(1, address.host.size() - 2);
    if (address.host == "localhost") address.host = "127.0.0.1";
    if (address.host != "127.0.0.1" && address.host != "::1")
        return Unexpected{Refusal{Message::listen_needs_loopback, {text}}};
    return address;
}

/// The database, with what has to be there before it can be opened, and the folder of its files.
struct Place {
    std::unique_ptr<store::Database> database;
    std::filesystem::path data;
};

Result<Place, Refusal> open_place(const Invocation& invocation) {
    const std::string text =
        invocation.has("db") ? invocation.option("db") : std::string(kDefaultDatabase);
    auto url = store::DatabaseUrl::parse(text);
    // What is no URL of ours is not repeated: it may hold a password all the same.
    if (!url) return Unexpected{Refusal{Message::store_url_unknown, {"--db"}}};
    const std::string shown = url->shown();
    std::filesystem::path data = url->path.empty() ? kDefaultData : url->path.parent_path();
    if (invocation.has("data")) data = invocation.option("data");
    std::error_code error;
    for (const std::filesystem::path& folder : {url->path.parent_path(), data}) {
        if (!folder.empty() && !error) std::filesystem::create_directories(folder, error);
    }
    if (error) return Unexpected{Refusal{Message::store_unusable, {shown, error.message()}}};
    auto database = store::Database::open(*url);
    if (!database) {
        const bool newer = database.error().kind == store::ErrorKind::newer;
        return Unexpected{Refusal{newer ? Message::store_newer : Message::store_unusable,
                                  {shown, database.error().detail}}};
    }
    return Place{std::move(*database), data};
}

/// As many as the machine lets us: each connection needs one.
void raise_open_files() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// A file descriptor that is closed at the end.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ > STDERR_FILENO) ::close(number_);
    }
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

plan::Plan example_plan() {
    auto plan = plan::parse_plan_toml(
        {phaen_example_plan_begin,
         static_cast<std::size_t>(phaen_example_plan_end - phaen_example_plan_begin)});
    PHAEN_CHECK(plan.has_value(), "the example's plan can be read");
    return std::move(*plan);
}

std::vector<facts::Fact> example_facts() {
    const auto log = facts::read_facts(
        {phaen_example_facts_begin,
         static_cast<std::size_t>(phaen_example_facts_end - phaen_example_facts_begin)});
    PHAEN_CHECK(log.has_value(), "the example's facts can be read");
    std::vector<facts::Fact> list;
    for (std::size_t i = 0; i < log->size(); ++i) list.push_back(log->fact(i));
    return list;
}

/// The first start on an empty database: an agency, and the example's document to look at.
Result<base::Done, Refusal> prepare(store::PlanStore& store, app::Workspace& workspace,
                                    app::Year& year, bool example) {
    const auto failed = [](const std::string& why) {
        return Unexpected{Refusal{Message::store_unusable, {"--db", why}}};
    };
    const auto agencies = store.agencies();
    if (!agencies) return failed(agencies.error().detail);
    if (!agencies->empty()) return base::Done{};
    const store::Agency agency = {std::string(kAgency), example ? "สำนักงานตัวอย่าง" : "หน่วยงานของเรา",
                                  example ? "Example office" : "Our agency"};
    const auto put = store.put_agency({agency.id, agency.id, present()}, agency);
    if (!put) return failed(put.error().detail);
    if (!example) return base::Done{};
    const std::string_view document{
        phaen_example_begin, static_cast<std::size_t>(phaen_example_end - phaen_example_begin)};
    const auto import = workspace.import_now(kAgency, "document.docx", document);
    if (!import) return failed(import.error().title.en);
    const auto plan = workspace.add_plan(kAgency, example_plan());
    if (!plan) return failed(plan.error().title.en);
    const auto kept = year.take(kAgency, example_facts());
    if (!kept) return failed(kept.error().title.en);
    return base::Done{};
}

/// How the plans stand whose year the day is in.
Result<std::vector<base::Value>, app::Refusal> overviews(const store::PlanStore& plans,
                                                         const app::Year& year,
                                                         const std::string& agency,
                                                         const std::string& as_of) {
    std::vector<base::Value> all;
    const auto day = base::parse_iso(as_of);
    const auto heads = plans.plans(agency);
    if (!day || !heads) return all;
    for (const store::PlanHead& head : *heads) {
        const auto of = base::FiscalYear::create(head.fiscal_year);
        if (!of || *day < of->first_day() || of->last_day() < *day) continue;
        const auto overview = year.overview(head.head.plan, {as_of, {}});
        if (!overview) continue;  // what is no plan to be measured has nothing due
        auto value = base::parse_json((*overview)->json);
        PHAEN_CHECK(value.has_value(), "an answer is JSON");
        all.push_back(std::move(*value));
    }
    return all;
}

Result<std::unique_ptr<const http::StaticFiles>, Refusal> web_of(const Invocation& invocation) {
    if (!invocation.has("web")) return built_in_web();
    return read_web(invocation.option("web"));
}

app::OidcOptions oidc_options(const ServeConfig& config) {
    app::OidcOptions options;
    options.now = present;
    options.issuer = config.provider.issuer;
    options.client_id = config.provider.client_id;
    options.client_secret = config.provider.client_secret;
    options.redirect_uri = config.address + "/api/v1/session/provider/back";
    options.scope = config.provider.scope;
    options.claim = config.provider.claim;
    options.name = config.provider.name;
    options.makes_accounts = config.provider.makes_accounts;
    const auto body_of = [allowed = config.allowed_hosts](
                             http::OutgoingRequest request) -> Result<std::string, std::string> {
        http::OutgoingOptions outgoing;
        outgoing.allowed_hosts = allowed;
        auto answer = http::ask(request, outgoing);
        if (!answer) return Unexpected{answer.error()};
        if (answer->status != 200)
            return Unexpected{fmt::format("the provider answered {}", answer->status)};
        return std::move(answer->body);
    };
    options.get = [body_of](const std::string& url) {
        return body_of({url, {"Accept: application/json"}, {}});
    };
    options.post = [body_of](const std::string& url, const std::string& form,
                             const std::string& authorization) {
        std::vector<std::string> headers = {"Accept: application/json",
                                            "Content-Type: application/x-www-form-urlencoded"};
        if (!authorization.empty()) headers.push_back("Authorization: " + authorization);
        return body_of({url, std::move(headers), form});
    };
    return options;
}

/// The host name of `https://plan.agency.example:8443`, in small letters, as requests are compared
/// with it; of an address in brackets what is in them. Empty when there is none.
std::string public_host(std::string_view address) {
    const std::size_t scheme = address.find("://");
    if (scheme == std::string_view::npos) return "";
    address.remove_prefix(scheme + 3);
    std::string name(address.starts_with('[') ? address.substr(1, address.find(']') - 1)
                                              : address.substr(0, address.find_first_of(":/")));
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return name;
}

app::CourierOptions courier_options(const ServeConfig& config, const std::string& here) {
    app::CourierOptions options;
    options.now = present;
    options.from = config.mail.from;
    options.address = config.address.empty() ? here : config.address;
    options.webhook_secret = config.webhook_secret;
    options.most_tries = config.tries;
    options.first_wait = config.first_wait * 1'000'000LL;
    if (config.mail.is_set()) {
        options.send_mail = [server = config.mail.server](const std::string& from,
                                                          const std::string& to,
                                                          const std::string& message) {
            return http::send_mail(server, from, to, message);
        };
    }
    options.post = [allowed = config.allowed_hosts](
                       const std::string& url, const std::vector<std::string>& headers,
                       const std::string& body) -> Result<int, std::string> {
        http::OutgoingOptions outgoing;
        outgoing.allowed_hosts = allowed;
        outgoing.most_bytes = 64u << 10;
        const auto answer = http::ask({url, headers, body}, outgoing);
        if (!answer) return Unexpected{answer.error()};
        return answer->status;
    };
    return options;
}

/// Blocks the signals that end a server, so that its threads never get them.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

Result<base::Done, Refusal> start(http::Server& server, const std::string& listen) {
    const auto started = server.start();
    if (started) return base::Done{};
    switch (started.error()) {
        case http::StartError::address_in_use:
            return Unexpected{Refusal{Message::address_in_use, {listen}}};
        case http::StartError::not_permitted:
            return Unexpected{Refusal{Message::not_permitted, {listen}}};
        case http::StartError::bad_address:
        case http::StartError::other:
            break;
    }
    return Unexpected{Refusal{Message::listen_unusable, {listen}}};
}

app::BackupOptions backup_options(const Invocation& invocation, const ServeConfig& config,
                                  const std::filesystem::path& data) {
    app::BackupOptions options;
    options.now = present;
    options.new_id = random_id;
    std::error_code error;
    // Shown to who restores one: as a whole path, whatever folder the server runs in.
    options.folder = std::filesystem::absolute(
        invocation.has("backups") ? std::filesystem::path(invocation.option("backups"))
                                  : data / "backups",
        error);
    options.files = data / "files";
    options.audit_key = data / "audit.key";
    options.most_kept = static_cast<std::size_t>(config.backups_kept);
    options.most_bytes = static_cast<std::uint64_t>(config.backups_gigabytes) << 30;
    return options;
}

app::BooksOptions book_options(const PrintFolder& folder) {
    app::BooksOptions options;
    options.now = present;
    options.check_book =
        [&folder](std::string_view bytes, const document::PdfReadLimits& limits,
                  const app::PlanOfVersion& find,
                  const app::ReportAgain& again) -> Result<app::BookCheck, app::BothTexts> {
        const auto check = check_printed(bytes, "PDF", limits, find, again, &folder.fonts());
        if (!check) {
            return Unexpected{app::BothTexts{describe(check.error(), Language::thai),
                                             describe(check.error(), Language::english)}};
        }
        app::BookCheck made;
        made.difference = check->difference;
        made.is_changed = check->is_changed;
        made.pages = static_cast<int>(check->found.pages.size());
        made.version = check->found.version;
        made.producer = check->found.producer;
        made.expected_producer = check->expected.producer;
        const auto part = [&](const char* name) {
            const auto found = check->found.attachments.find(name);
            return found == check->found.attachments.end() ? std::string() : found->second;
        };
        const bool is_report = !part(kAttachedReport).empty();
        made.template_text = part(is_report ? kAttachedWords : kAttachedTemplate);
        made.scheme_text = part(kAttachedScheme);
        made.has_corrections = !part(kAttachedCorrections).empty();
        return made;
    };
    return options;
}

}  // namespace

Result<ExitStatus, Refusal> run_serve(const Invocation& invocation, Language language) {
    const std::string listen =
        invocation.has("listen") ? invocation.option("listen") : std::string(kDefaultListen);
    const auto address = parse_address(listen);
    if (!address) return Unexpected{address.error()};
    auto web = web_of(invocation);
    if (!web) return Unexpected{web.error()};
    int log_number = STDERR_FILENO;
    if (invocation.has("log")) {
        const std::string file = invocation.option("log");
        log_number = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
        if (log_number < 0) return Unexpected{Refusal{Message::cannot_write, {file, ""}}};
    }
    const auto config = read_serve_config(invocation.option("config"));
    if (!config) return Unexpected{config.error()};
    const Descriptor descriptor(log_number);
    raise_open_files();
    const sigset_t signals = block_signals();

    const auto place = open_place(invocation);
    if (!place) return Unexpected{place.error()};
    const auto store = store::PlanStore::on(*place->database);
    const store::Files files(place->data / "files");
    const auto log = http::json_log(descriptor.number());
    http::EventHub hub;
    EventSender sender(hub);
    app::WorkspaceOptions options;
    options.now = present;
    options.new_id = random_id;
    const auto publish = [&sender](const std::string& topic, const std::string& name,
                                   const base::Value& data) { sender.publish(topic, name, data); };
    options.publish = publish;
    // Before there are threads: it sets the environment.
    const std::unique_ptr<PrintFolder> print_folder = PrintFolder::create();
    if (print_folder == nullptr) return Unexpected{Refusal{Message::no_print_folder, {}}};
    options.make_book = [&print_folder](
                            const plan::Plan& plan, const plan::Scheme* scheme,
                            const std::string& book, const std::string& format,
                            const std::string& template_text) -> Result<std::string, std::string> {
        auto made = render_book(plan, scheme, book, format, template_text, print_folder->fonts());
        if (!made) return Unexpected{describe(made.error(), Language::english)};
        return std::move(*made);
    };
    // Plans are held fast by approvals, and approvals are about plans: each asks the other.
    app::Workflow* approvals = nullptr;
    options.locks_of = [&approvals](const std::string& agency, const std::string& plan) {
        return approvals->locks_of(agency, plan);
    };
    options.approvals_of = [&approvals](const std::string& agency, const std::string& plan) {
        return approvals->approvals_of(agency, plan);
    };
    app::Schemes schemes(*place->database, present);
    options.schemes_of = [&schemes](const std::string& agency) { return schemes.of(agency); };
    app::Workspace workspace(*store, files, std::move(options));
    store::YearStore facts(*place->database);
    app::WorkflowPlans plans_of_workflow;
    plans_of_workflow.agency_of = [&workspace](std::string_view plan) {
        return workspace.agency_of_plan(plan);
    };
    plans_of_workflow.position = [&workspace](std::string_view plan) {
        return workspace.position(plan);
    };
    plans_of_workflow.changed_since = [&workspace](std::string_view plan, std::int64_t number,
                                                   app::LockScope scope) {
        return workspace.changed_since(plan, number, scope);
    };
    plans_of_workflow.open_findings = [&workspace](std::string_view plan,
                                                   const std::vector<std::string>& rules) {
        return workspace.open_findings(plan, rules);
    };
    plans_of_workflow.current = [&workspace](std::string_view plan) {
        return workspace.current(plan);
    };
    app::Year* evidence = nullptr;
    plans_of_workflow.has_evidence = [&evidence](std::string_view plan, std::string_view fact) {
        return evidence->evidence_file(plan, fact).has_value();
    };
    app::Workflow workflow(facts, present, publish, std::move(plans_of_workflow));
    approvals = &workflow;
    app::YearOptions year_options;
    year_options.now = present;
    year_options.new_id = random_id;
    year_options.publish = publish;
    year_options.make_report = [&print_folder](
                                   document::ComposedDocument document, const plan::Plan& plan,
                                   const plan::Scheme* scheme, const std::string& format,
                                   const std::string& record,
                                   const std::string& words) -> Result<std::string, std::string> {
        auto made = render_report(std::move(document), plan, scheme, format, record, words,
                                  print_folder->fonts());
        if (!made) return Unexpected{describe(made.error(), Language::english)};
        return std::move(*made);
    };
    year_options.is_month_closed = [&workflow](const std::string& agency, const std::string& plan,
                                               const std::string& month) {
        return workflow.is_month_closed(agency, plan, month);
    };
    app::Dictionaries dictionaries(*place->database, present);
    year_options.rules_of = [&schemes, &dictionaries](const std::string& agency) {
        return schemes.rules(agency, dictionaries);
    };
    app::Year year(workspace, facts, files, std::move(year_options));
    evidence = &year;
    app::Books books(workspace, year, facts, book_options(*print_folder));
    const auto prepared = prepare(*store, workspace, year, invocation.has("example"));
    if (!prepared) return Unexpected{prepared.error()};
    app::AccountOptions account_options;
    account_options.now = present;
    account_options.new_id = random_id;
    const auto factor_key =
        server_key("PHAEN_SECOND_FACTOR_KEY", place->data / "second-factor.key");
    if (!factor_key) return Unexpected{factor_key.error()};
    account_options.second_factor_key = *factor_key;
    app::Accounts accounts(*place->database, std::move(account_options));
    app::NoticeOptions notice_options;
    notice_options.now = present;
    notice_options.new_id = random_id;
    notice_options.overviews = [&store, &year](const std::string& agency,
                                               const std::string& as_of) {
        return overviews(*store, year, agency, as_of);
    };
    notice_options.sends_mail = config->mail.is_set() && http::can_send();
    app::Notices notices(*place->database, std::move(notice_options));
    workflow.tell([&notices](std::string_view agency, const app::WorkflowKind& kind,
                             const store::WorkflowState& to, const store::WorkflowMove& how,
                             const std::vector<store::WorkflowMove>& before, const app::By& by) {
        return notices.of_move(agency, kind, to, how, before, by);
    });
    const auto key = server_key("PHAEN_LINK_KEY", place->data / "link.key");
    if (!key) return Unexpected{key.error()};
    workflow.keep_files_in(files, *key);
    app::LinkOptions link_options;
    link_options.now = present;
    link_options.key = *key;
    link_options.lasts = config->link_days * 86'400 * 1'000'000LL;
    app::Oidc oidc(accounts, oidc_options(*config));
    app::Links links(*place->database, accounts, year, std::move(link_options));
    base::Value shown_accounts;
    if (invocation.has("example")) {
        auto shown = example_accounts(accounts, std::string(kAgency), example_plan(),
                                      place->data / "example-accounts.json");
        if (!shown) return Unexpected{shown.error()};
        shown_accounts = std::move(*shown);
    }
    const auto line = sender.listen(*place->database, [&workspace](const std::string& job) {
        workspace.job_ended_elsewhere(job);
    });
    const auto resumed = workspace.resume_jobs();
    if (!resumed)
        return Unexpected{Refusal{Message::store_unusable, {"--db", resumed.error().title.en}}};

    app::Administration administration(*store, facts, accounts, present);
    app::Responsibility responsibility(workspace, *place->database, present, random_id);
    app::ExternalReferences references(workspace, *place->database, present, random_id);
    app::Privacy privacy(*place->database, present, random_id, config->traffic_days);
    app::Backups backups(*place->database, *store, accounts,
                         backup_options(invocation, *config, place->data));
    http::Router router;
    api::add_routes(router, {workspace, hub, accounts, year, workflow, notices, books, links, oidc,
                             administration, responsibility, references, privacy, dictionaries,
                             schemes, backups, std::move(shown_accounts)});
    http::ServerOptions server_options;
    server_options.address = address->host;
    server_options.port = address->port;
    server_options.hosts = {"127.0.0.1", "localhost", "::1"};
    if (std::string name = public_host(config->address); !name.empty())
        server_options.hosts.push_back(std::move(name));
    // This server has no TLS: what is public by https has a proxy before it. Otherwise whoever asks
    // could say that it comes from elsewhere.
    server_options.behind_proxy = config->address.starts_with("https://");
    server_options.readiness = [&workspace] {
        return std::vector<http::Readiness>{{"store", workspace.is_ready()}};
    };
    http::Server server(std::move(server_options), std::move(router), *log, std::move(*web));
    const auto started = start(server, listen);
    if (!started) return Unexpected{started.error()};
    const std::string host = address->host == "::1" ? "[::1]" : address->host;
    const auto told =
        print(fmt::format(fmt::runtime(language == Language::thai
                                           ? "แผนพร้อมใช้ที่ http://{}:{}  (หยุดด้วย Ctrl+C)\n"
                                           : "Phaen answers at http://{}:{}  (stop with Ctrl+C)\n"),
                          host, server.port()));
    if (!told) return Unexpected{told.error()};
    const auto nobody = accounts.is_empty();
    if (nobody && *nobody) {
        const auto hinted = print(language == Language::thai
                                      ? "ยังไม่มีบัญชีผู้ใช้ เพิ่มผู้ดูแลระบบคนแรกด้วย: phaen user add ชื่อผู้ใช้ "
                                        "--agency office --role administrator\n"
                                      : "There are no accounts yet. Add the first: phaen user add "
                                        "LOGIN --agency office --role administrator\n");
        if (!hinted) return Unexpected{hinted.error()};
    }
    app::Courier courier(
        *place->database, notices, links,
        courier_options(*config, fmt::format("http://{}:{}", host, server.port())));
    const Watch sends(std::chrono::seconds(config->send_every), [&] { courier.deliver(); });
    const Watch looks(std::chrono::seconds(config->look_every), [&] {
        const auto agencies = store->agencies();
        if (!agencies) return;
        for (const store::Agency& agency : *agencies) {
            // What could not be told now is told the next time.
            (void)notices.look(agency.id, accounts.today());
        }
    });
    // What could not be signed now is made up for the next time.
    const Watch signs(kSignEvery, [&] {
        (void)store::sign_past_days(*place->database, place->data / "audit.key", present());
    });
    // What is old goes by the agencies' rules; what could not go now goes the next time.
    const Watch forgets(kForgetEvery, [&] {
        (void)privacy.drop_traffic();
        const auto agencies = store->agencies();
        if (!agencies) return;
        for (const store::Agency& agency : *agencies)
            (void)privacy.keep_retention(agency.id, accounts.today());
    });
    // What waits at a server that is gone is taken up by another.
    const Watch resumes(kResumeEvery, [&] {
        if (!place->database->has_one_server()) (void)workspace.resume_jobs();
    });
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop(kGrace);
    workspace.leave_jobs();
    return ExitStatus::done;
}

}  // namespace phaen::cli
