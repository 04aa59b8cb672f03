#include "modules/letter/letter.h"

#include "modules/area/area.h"
#include "modules/enterprise/enterprise.h"
#include "modules/letter/letter_store.h"
#include "modules/measure/measure.h"
#include "modules/record/record.h"

namespace zhenan::letter {

namespace {

using measure::Ask;
using measure::Definition;
using Keep = std::function<bool(const Owed&)>;

const std::vector<Option> kTypeOptions = {{"work_safety", "安全生产责任书", "Work safety"},
                                          {"traffic", "交通安全责任书", "Traffic"},
                                          {"fire", "消防安全责任书", "Fire"}};

Definition counted(const char* name, const char* zh, const char* en, const char* about_zh, const char* about_en,
                   Keep keep) {
    Definition d;
    d.name = name;
    d.form = Definition::computed;
    d.at_end = true;
    d.zh = zh;
    d.en = en;
    d.unit_zh = "份";
    d.unit_en = "letters";
    d.about_zh = about_zh;
    d.about_en = about_en;
    d.dimension = "letterType";
    d.options = kTypeOptions;
    d.cells = [keep](const Ask& ask) {
        std::vector<measure::Cell> cells;
        for (auto& one : standing(ask.db, ask.path, ask.to).owed)
            if (keep(one)) cells.push_back({one.party.area_id, ask.to, one.type, 1, 0});
        return cells;
    };
    d.records = [keep](const Ask& ask) {
        std::vector<measure::RecordLine> lines;
        for (auto& one : standing(ask.db, ask.path, ask.to).owed) {
            if (!keep(one)) continue;
            auto area = area::find(ask.db, one.party.area_id);
            auto area_name = area ? area->name : "";
            // What is owed and not signed opens the one who owes it.
            if (one.signed_by)
                lines.push_back({"letters", one.signed_by->id, one.signed_by->title, one.signed_by->signed_on,
                                 area_name, 1, one.type});
            else
                lines.push_back({one.party.kind == "village"      ? "areas"
                                 : one.party.kind == "enterprise" ? "enterprises"
                                                                  : "letters",
                                 one.party.id, one.party.name, "", area_name, 1, one.type});
        }
        return lines;
    };
    return d;
}

Definition rate(const char* name, const char* zh, const char* en, const char* over, const char* under) {
    Definition d;
    d.name = name;
    d.form = Definition::rate;
    d.zh = zh;
    d.en = en;
    d.unit_zh = "%";
    d.unit_en = "%";
    d.about_zh = "已签÷应签；没有应签的不出数。";
    d.about_en = "Signed over owed; nothing where nothing is owed.";
    d.numerator = over;
    d.denominator = under;
    return d;
}

const measure::Definitions definitions([] {
    auto any = [](const Owed&) { return true; };
    auto is_signed = [](const Owed& o) { return o.signed_by != nullptr; };
    auto of = [](const char* kind, bool only_signed) {
        return [kind = std::string(kind), only_signed](const Owed& o) {
            return o.party.kind == kind && (!only_signed || o.signed_by);
        };
    };
    const char* owed_zh = "当年应签：每个村（居）三种，每家营业企业一份安全生产责任书，登记了的施工单位各一份。";
    const char* owed_en =
        "Owed in the year: three kinds for each village, one work-safety letter for each enterprise in trade, those "
        "entered for contractors.";
    const char* signed_zh = "应签中到期末已签的。";
    const char* signed_en = "Of those owed, signed by the end of the period.";
    return std::vector{counted("letters-owed", "应签责任书", "Letters owed", owed_zh, owed_en, any),
                       counted("letters-signed", "已签责任书", "Letters signed", signed_zh, signed_en, is_signed),
                       rate("signing-rate", "责任书签订率", "Signing rate", "letters-signed", "letters-owed"),
                       counted("village-letters-owed", "村（居）应签责任书", "Villages' letters owed", owed_zh, owed_en,
                               of("village", false)),
                       counted("village-letters-signed", "村（居）已签责任书", "Villages' letters signed", signed_zh,
                               signed_en, of("village", true)),
                       rate("village-signing-rate", "村（居）责任书签订率", "Villages' signing rate",
                            "village-letters-signed", "village-letters-owed"),
                       counted("enterprise-letters-owed", "企业应签责任书", "Enterprises' letters owed", owed_zh,
                               owed_en, of("enterprise", false)),
                       counted("enterprise-letters-signed", "企业已签责任书", "Enterprises' letters signed", signed_zh,
                               signed_en, of("enterprise", true)),
                       rate("enterprise-signing-rate", "企业责任书签订率", "Enterprises' signing rate",
                            "enterprise-letters-signed", "enterprise-letters-owed"),
                       counted("contractor-letters-owed", "施工单位应签责任书", "Contractors' letters owed", owed_zh,
                               owed_en, of("contractor", false)),
                       counted("contractor-letters-signed", "施工单位已签责任书", "Contractors' letters signed",
                               signed_zh, signed_en, of("contractor", true)),
                       rate("contractor-signing-rate", "施工单位责任书签订率", "Contractors' signing rate",
                            "contractor-letters-signed", "contractor-letters-owed")};
});

}  // namespace

}  // namespace zhenan::letter
