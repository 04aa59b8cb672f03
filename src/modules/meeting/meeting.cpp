#include "modules/meeting/meeting.h"

#include "core/event/event.h"
#include "core/id.h"
#include "core/search/search.h"
#include "modules/measure/measure.h"
#include "modules/record/record.h"

namespace zhenan::meeting {

std::string add(http::Call& call, const Held& held) {
    auto& kind = record::kind("meetings");
    auto id = new_id();
    json::object record{{"areaId", held.area_id}, {"title", held.title}, {"type", held.type}, {"heldOn", held.on}};
    for (auto [name, value] :
         {std::pair{"host", &held.host}, std::pair{"topic", &held.topic}, std::pair{"decisions", &held.decisions}})
        if (!value->empty()) record[name] = *value;
    record::insert_row(call.db, kind, id, record, call.now());
    index_text(call.db, kind.name, id, record::search_text(kind, record), true);
    record_event(call.db, call.actor, call.now(), kind.name, id, "created", held.area_id, {}, record);
    record["id"] = id;
    measure::follow(call.db, kind.name, id, &record, true);
    return id;
}

}  // namespace zhenan::meeting
