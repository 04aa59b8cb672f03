// Holiday tables, a year each.
#include <mutex>

#include "core/embedded.h"
#include "core/install.h"
#include "modules/duty/calendar.h"
#include "modules/duty/duty_store.h"

namespace zhenan::duty {

json::object year_to_json(const HolidayYear& year) {
    json::array holidays, make_up;
    for (auto& one : year.holidays)
        holidays.push_back({{"name", one.name_zh}, {"nameEn", one.name_en}, {"from", one.from}, {"to", one.to}});
    for (auto& day : year.make_up_days) make_up.emplace_back(day);
    json::object shown{{"year", year.year},
                       {"holidays", holidays},
                       {"makeUpDays", make_up},
                       {"source", year.source},
                       {"certainty", year.certainty}};
    for (auto& [name, text] : {std::pair{"documentNumber", &year.document_number},
                               {"confirmedBy", &year.confirmed_by},
                               {"confirmedOn", &year.confirmed_on}})
        if (!text->empty()) shown[name] = *text;
    return shown;
}

HolidayYear year_from(const json::object& object) {
    HolidayYear year;
    year.year = static_cast<int>(integer_of(object, "year"));
    for (auto& value : object.at("holidays").as_array()) {
        auto& one = value.as_object();
        auto zh = text_of(one, "name"), en = text_of(one, "nameEn");
        year.holidays.push_back({zh, en.empty() ? zh : en, text_of(one, "from"), text_of(one, "to")});
    }
    for (auto& day : texts_of(object, "makeUpDays")) year.make_up_days.push_back(day);
    year.source = text_of(object, "source");
    year.certainty = text_of(object, "certainty");
    year.document_number = text_of(object, "documentNumber");
    year.confirmed_by = text_of(object, "confirmedBy");
    year.confirmed_on = text_of(object, "confirmedOn");
    return year;
}

std::vector<HolidayYear> holiday_years(db::Connection& db) {
    std::vector<HolidayYear> list;
    db.each_once("SELECT content FROM holiday_year ORDER BY year", {},
                 [&](auto& row) { list.push_back(year_from(json::parse(row.text(0)).as_object())); });
    return list;
}

std::shared_ptr<const Calendar> calendar(db::Connection& db) {
    static std::mutex lock;
    static std::string read_stamp;
    static std::shared_ptr<const Calendar> read;
    auto stamp = calendar_stamp(db);
    std::lock_guard guard(lock);
    if (!read || read_stamp != stamp) {
        read = std::make_shared<const Calendar>(holiday_years(db));
        read_stamp = stamp;
    }
    return read;
}

void put_year(db::Connection& db, const HolidayYear& year, Instant now) {
    db.run(
        "INSERT INTO holiday_year (year, content, updated_at) VALUES (?, ?, ?) ON CONFLICT (year) DO UPDATE SET "
        "content "
        "= excluded.content, updated_at = excluded.updated_at",
        {year.year, json::serialize(year_to_json(year)), now});
}

std::string calendar_stamp(db::Connection& db) {
    std::string stamp;
    db.each_once("SELECT COUNT(*), COALESCE(MAX(updated_at), 0) FROM holiday_year", {},
                 [&](auto& row) { stamp = row.str(0) + "/" + row.str(1); });
    return stamp;
}

namespace {
// What is shipped stands until the office enters its own: a year that is there is left alone.
const Install install([](db::Connection& db, Instant now) {
    auto known = calendar(db);
    auto shipped = json::parse(embedded::find("modules/duty/content/holidays.json"));
    for (auto& value : shipped.as_array())
        if (auto year = year_from(value.as_object()); !known->knows(year.year)) put_year(db, year, now);
});
}  // namespace

}  // namespace zhenan::duty
