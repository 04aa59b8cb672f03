#include "commands/keep/manifest.h"

#include <boost/json.hpp>

#include "commands/keep/archive.h"
#include "core/fault.h"

namespace zhenan::commands::keep {

namespace json = boost::json;

namespace {
constexpr std::int64_t kForm = 1;
const FaultCode kNewer{Kind::rejected, "backup.newer", "备份由更新版本的程序写成，请用那个版本或更新的版本恢复",
                       "The backup was written by a newer version; restore it with that version or a later one"};

std::string text(const json::object& object, const char* name) {
    return std::string(object.at(name).as_string());
}
}  // namespace

void throw_newer(const std::string& what) {
    throw Fault(kNewer, std::string(kNewer.zh) + "（" + what + "）", std::string(kNewer.en) + " (" + what + ")");
}

std::string to_text(const Manifest& manifest) {
    json::object migrations;
    for (auto& [name, checksum] : manifest.migrations) migrations[name] = checksum;
    json::array tables;
    for (auto& table : manifest.tables)
        tables.push_back({{"name", table.name},
                          {"columns", json::array(table.columns.begin(), table.columns.end())},
                          {"rows", table.rows},
                          {"sha256", table.sha256}});
    json::object whole{{"form", kForm},
                       {"program", manifest.program},
                       {"made", manifest.made},
                       {"engine", manifest.engine == db::Engine::sqlite ? "sqlite" : "postgres"},
                       {"migrations", std::move(migrations)},
                       {"tables", std::move(tables)},
                       {"attachments",
                        {{"count", manifest.attachments},
                         {"bytes", manifest.attachment_bytes},
                         {"damaged", json::array(manifest.damaged.begin(), manifest.damaged.end())}}}};
    return json::serialize(whole) + "\n";
}

Manifest read_manifest(const std::string& written) try {
    auto whole = json::parse(written).as_object();
    Manifest manifest;
    manifest.program = text(whole, "program");
    if (whole.at("form").as_int64() > kForm) throw_newer(manifest.program);
    manifest.made = text(whole, "made");
    manifest.engine = text(whole, "engine") == "sqlite" ? db::Engine::sqlite : db::Engine::postgres;
    for (auto& [name, checksum] : whole.at("migrations").as_object())
        manifest.migrations[std::string(name)] = std::string(checksum.as_string());
    for (auto& value : whole.at("tables").as_array()) {
        auto& table = value.as_object();
        TableEntry entry{text(table, "name"), {}, table.at("rows").as_int64(), text(table, "sha256")};
        for (auto& column : table.at("columns").as_array()) entry.columns.emplace_back(column.as_string());
        manifest.tables.push_back(std::move(entry));
    }
    auto& attachments = whole.at("attachments").as_object();
    manifest.attachments = attachments.at("count").as_int64();
    manifest.attachment_bytes = attachments.at("bytes").as_int64();
    for (auto& hash : attachments.at("damaged").as_array()) manifest.damaged.emplace_back(hash.as_string());
    return manifest;
} catch (const Fault&) {
    throw;
} catch (const std::exception&) {
    // Boost.JSON throws system_error for broken text, out_of_range and the like for another shape.
    throw_changed(kManifestPart);
}

}  // namespace zhenan::commands::keep
