#include "modules/setting/setting.h"

#include "core/event/event.h"
#include "modules/law/law.h"

namespace zhenan::settings {

namespace {

constexpr std::size_t kShown = 20;

const FaultCode kNotDated{Kind::rejected, "setting.not_dated", "这一项改了马上生效，不能指定日期",
                          "This one holds at once; it takes no day"};
const FaultCode kDefault{Kind::conflict, "setting.default", "现在用的就是默认值，不用恢复",
                         "The default holds already; there is nothing to reset"};

json::value default_of(const Setting& setting) {
    if (setting.number()) return std::stoll(setting.otherwise);
    return setting.otherwise.empty() ? json::value(nullptr) : json::value(setting.otherwise);
}

json::value now_of(http::Call& call, const Setting& setting) {
    if (setting.dated) return law::term(call.db, setting, call.today());
    if (setting.number()) return setting.figure(call.db);
    auto text = setting.value(call.db);
    return text.empty() ? json::value(nullptr) : json::value(text);
}

void keep(http::Call& call, const Setting& setting, const json::value& value, const char* verb,
          const std::string& note) {
    json::object before{{"value", now_of(call, setting)}}, after{{"value", value}};
    if (!note.empty()) after["note"] = note;
    set_setting(call.db, setting.name(),
                value.is_int64() ? std::to_string(value.as_int64()) : std::string(value.as_string()));
    record_event(call.db, call.actor, call.now(), "settings", setting.name(), verb, "", before, after);
}

json::array changes_of(db::Connection& db, const Setting& setting) {
    json::array items;
    auto events = history(db, setting.name());
    for (auto event = events.rbegin(); event != events.rend() && items.size() < kShown; ++event) {
        json::object item{{"at", to_rfc3339(event->at)}, {"by", event->actor_name}, {"verb", event->verb}};
        for (auto [text, name] : {std::pair{&event->before, "before"}, std::pair{&event->after, "after"}})
            if (!text->empty()) item[name] = json::parse(*text);
        items.push_back(std::move(item));
    }
    return items;
}

void add_versions(http::Call& call, const Setting& setting, json::object& shown) {
    json::array coming;
    for (auto& version : law::terms_of(call.db, setting)) {
        if (version.from > call.today())
            coming.push_back({{"from", version.from}, {"value", version.figure}});
        else if (version.to.empty() || version.to >= call.today()) {
            shown["from"] = version.from;
            shown["certainty"] = version.certainty;
        }
    }
    shown["coming"] = std::move(coming);
}

}  // namespace

void change(http::Call& call, const Setting& setting, const json::value& value, const std::string& from,
            const std::string& note) {
    auto right = setting.checked(value);
    if (!from.empty() && !setting.dated) throw Fault(kNotDated, "from");
    if (setting.dated)
        law::set_term(call, setting, right.as_int64(), from.empty() ? call.today() : from, note);
    else
        keep(call, setting, right, "changed", note);
}

void reset(http::Call& call, const Setting& setting, const std::string& note) {
    if (now_of(call, setting) == default_of(setting)) throw Fault(kDefault);
    if (setting.dated) return law::set_term(call, setting, std::stoll(setting.otherwise), call.today(), note);
    keep(call, setting, setting.number() ? default_of(setting) : json::value(setting.otherwise), "reset", note);
}

json::object describe(http::Call& call, const Setting& setting) {
    auto& f = setting.field;
    json::object shown{{"name", f.name},
                       {"field", field_to_json(f)},
                       {"value", now_of(call, setting)},
                       {"default", default_of(setting)},
                       {"certainty", setting.certainty},
                       {"source", {{"zh", setting.source_zh}, {"en", setting.source_en}}},
                       {"dated", setting.dated}};
    if (setting.dated) add_versions(call, setting, shown);
    shown["changes"] = changes_of(call.db, setting);
    return shown;
}

}  // namespace zhenan::settings
