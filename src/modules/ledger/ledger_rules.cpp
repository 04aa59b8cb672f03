#include "modules/ledger/ledger_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace zhenan::ledger {

namespace {

constexpr std::size_t kMostFields = 80, kMostMeasures = 30, kMostOptions = 100;

const std::set<std::string> kGroups = {"inspection", "base", "responsibility", "daily", "emergency"};
const std::set<std::string> kWriters = {"leader",  "office",      "officer",   "supervisor",
                                        "village", "grid_leader", "patroller", "administrator"};
const std::set<std::string> kTypes = {"text",   "longtext", "integer", "decimal",     "day",     "boolean",
                                      "choice", "ref",      "area",    "attachments", "location"};
// Words that a list's address uses, and what every record has.
const std::set<std::string> kReserved = {"id",      "version", "createdAt", "updatedAt", "kind",  "q",
                                         "sort",    "limit",   "cursor",    "area",      "check", "partial",
                                         "columns", "format",  "reason",    "open",      "page"};
// Nouns whose plural does not end with s.
const std::set<std::string> kUncounted = {"equipment", "people", "staff", "machinery", "publicity", "personnel"};

bool small(char c) {
    return c >= 'a' && c <= 'z';
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}

/// "toolbox-talks": words of small letters, hyphens between them, one of the words a plural.
bool is_path(const std::string& name) {
    if (name.size() < 3 || name.size() > 40 || !small(name.front())) return false;
    bool plural = false;
    for (std::size_t at = 0; at < name.size();) {
        auto end = std::min(name.find('-', at), name.size());
        auto word = name.substr(at, end - at);
        if (word.empty() || !std::all_of(word.begin(), word.end(), [](char c) { return small(c) || digit(c); }))
            return false;
        plural |= (word.size() > 2 && word.back() == 's') || kUncounted.count(word);
        at = end + 1;
    }
    return plural && name.back() != '-';
}

bool is_camel(const std::string& name) {
    return !name.empty() && name.size() <= 40 && small(name.front()) &&
           std::all_of(name.begin(), name.end(), [](char c) { return small(c) || digit(c) || (c >= 'A' && c <= 'Z'); });
}

bool is_value(const std::string& value) {
    return !value.empty() && value.size() <= 40 && std::all_of(value.begin(), value.end(), [](char c) {
        return small(c) || digit(c) || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    });
}

const json::array& list_of(const json::object& object, const char* name) {
    static const json::array none;
    auto* value = object.if_contains(name);
    return value && value->is_array() ? value->as_array() : none;
}

std::vector<Field> fields_of(const json::object& declaration) {
    std::vector<Field> fields;
    for (auto& field : list_of(declaration, "fields")) fields.push_back(field_from_json(field.as_object()));
    return fields;
}

std::string named(const json::object& one) {
    return fmt::format("“{}”", text_of(one, "zh"));
}

class Check {
public:
    explicit Check(const Surroundings& around) : around_(around) {}
    std::vector<FieldError> errors;

    void fail(const std::string& at, const char* code, const std::string& zh, const std::string& en) {
        errors.push_back({at, code, zh, en});
    }

    void head(const json::object& d) {
        auto kind = text_of(d, "kind");
        if (!is_path(kind))
            fail("kind", "ledger.name", "代号要用英文复数名词，只含小写字母、数字和连字符，如 toolbox-talks",
                 "The name must be a plural noun in small letters, digits and hyphens, like toolbox-talks");
        else if (around_.kinds.count(kind))
            fail("kind", "ledger.name_taken", fmt::format("代号“{}”已经用了，请换一个", kind),
                 fmt::format("The name \"{}\" is taken; choose another", kind));
        title("zh", text_of(d, "zh"), "台账名称", "The ledger's name");
        if (!kGroups.count(text_of(d, "group")))
            fail("group", "ledger.group", "请选择台账放在哪个菜单里", "Choose the menu in which the ledger stands");
        auto writers = texts_of(d, "write");
        if (writers.empty()) fail("write", "ledger.writers", "请选择谁可以登记", "Choose who may add records");
        for (auto& role : writers)
            if (!kWriters.count(role))
                fail("write", "ledger.writers", fmt::format("没有“{}”这个可以登记的角色", role),
                     fmt::format("\"{}\" is no role that may add records", role));
    }

    void fields(const json::object& d, std::size_t carried) {
        auto fields = fields_of(d);
        if (fields.empty()) fail("fields", "ledger.no_fields", "至少要有一个栏目", "At least one field is needed");
        if (fields.size() > kMostFields)
            fail("fields", "ledger.too_many", fmt::format("栏目最多 {} 个", kMostFields),
                 fmt::format("{} fields at most", kMostFields));
        for (auto& one : collisions(fields)) errors.push_back(one);
        for (std::size_t i = carried; i < fields.size(); ++i) field(fields[i], fmt::format("fields[{}]", i));
        pointers(d, fields);
    }

    void measures(const json::object& d, std::size_t carried) {
        auto fields = fields_of(d);
        auto& list = list_of(d, "measures");
        if (list.size() > kMostMeasures)
            fail("measures", "ledger.too_many", fmt::format("指标最多 {} 个", kMostMeasures),
                 fmt::format("{} measures at most", kMostMeasures));
        if (!list.empty() && !find_field(fields, text_of(d, "day")))
            fail("day", "ledger.day_needed", "有指标就要选一个日期栏目，数字按它归到哪一天",
                 "Measures need a day field that says on which day a record counts");
        std::set<std::string> names;
        for (std::size_t i = carried; i < list.size(); ++i) {
            auto at = fmt::format("measures[{}]", i);
            auto& m = list[i].as_object();
            auto name = text_of(m, "name");
            if (!is_path(name))
                fail(at + ".name", "ledger.name", "指标代号要用英文复数名词，如 talks-held",
                     "A measure's name must be a plural noun, like talks-held");
            else if (around_.measures.count(name) || !names.insert(name).second)
                fail(at + ".name", "ledger.name_taken", fmt::format("指标代号“{}”已经用了，请换一个", name),
                     fmt::format("The measure name \"{}\" is taken; choose another", name));
            title(at + ".zh", text_of(m, "zh"), "指标名称", "The measure's name");
            measure(m, fields, at);
        }
    }

private:
    void title(const std::string& at, const std::string& zh, const char* what_zh, const char* what_en) {
        if (zh.empty())
            fail(at, "field.required", fmt::format("请填写{}", what_zh), fmt::format("{} is required", what_en));
        else if (zh.size() > 120)
            fail(at, "field.too_long", fmt::format("{}太长，请控制在 40 个字以内", what_zh),
                 fmt::format("{} is too long; 40 characters at most", what_en));
    }

    void field(const Field& f, const std::string& at) {
        title(at + ".zh", f.zh, "栏目名称", "The field's title");
        if (!is_camel(f.name))
            fail(at + ".name", "ledger.field_name", fmt::format("栏目“{}”的代号要以小写字母开头，只含字母和数字", f.zh),
                 fmt::format("The name of field {} must begin with a small letter and hold letters and digits only",
                             f.en));
        else if (kReserved.count(f.name) || (f.name == "areaId" && f.type != Field::area))
            fail(at + ".name", "ledger.field_name", fmt::format("代号“{}”系统自己要用，请换一个", f.name),
                 fmt::format("The name \"{}\" is used by the system; choose another", f.name));
        else if (around_.carried && !f.name.starts_with("own"))
            fail(at + ".name", "ledger.field_name",
                 fmt::format("在自带台账上加的栏目，代号要以 own 开头（“{}”），免得与以后的版本重名", f.zh),
                 fmt::format(
                     "A field added to a carried ledger must begin with own ({}), so that later versions don't clash",
                     f.en));
        bool points = f.type == Field::ref || f.type == Field::area;
        if (points && !f.name.ends_with("Id") && !(f.many && f.name.ends_with("Ids")))
            fail(at + ".name", "ledger.field_name", fmt::format("“{}”指向别的记录，代号要以 Id 结尾", f.zh),
                 fmt::format("{} points at another record: its name must end with Id", f.en));
        if (f.type == Field::ref && !around_.referable.count(f.to))
            fail(at + ".to", "ledger.reference", fmt::format("请选择“{}”指向哪类记录", f.zh),
                 fmt::format("Choose what {} points at", f.en));
        if (f.type == Field::choice) options(f, at);
        if (f.min && f.max && *f.min > *f.max)
            fail(at + ".min", "ledger.bounds", fmt::format("“{}”的最小值比最大值还大", f.zh),
                 fmt::format("The least value of {} is above the greatest", f.en));
        bool kept_as_list = f.many || f.type == Field::attachments || f.type == Field::location;
        if ((f.filter || f.sort || f.unique) && (kept_as_list || f.type == Field::longtext))
            fail(at + ".filter", "ledger.not_sortable", fmt::format("“{}”这类栏目不能用来筛选、排序或查重", f.zh),
                 fmt::format("A field like {} cannot be filtered, sorted or unique", f.en));
    }

    void options(const Field& f, const std::string& at) {
        if (f.options.empty() || f.options.size() > kMostOptions)
            return fail(at + ".options", "ledger.options", fmt::format("“{}”要有 1 到 {} 个选项", f.zh, kMostOptions),
                        fmt::format("{} needs 1 to {} choices", f.en, kMostOptions));
        std::set<std::string> values, titles;
        for (auto& option : f.options) {
            if (option.zh.empty() || !titles.insert(option.zh).second)
                fail(at + ".options", "ledger.options", fmt::format("“{}”有空的或重复的选项", f.zh),
                     fmt::format("{} has an empty choice, or one twice", f.en));
            if (!is_value(option.value) || !values.insert(option.value).second)
                fail(at + ".options", "ledger.options",
                     fmt::format("“{}”的选项代号“{}”重复，或含字母、数字、连字符以外的字符", f.zh, option.value),
                     fmt::format("The value \"{}\" of {} stands twice, or holds more than letters and digits",
                                 option.value, f.en));
        }
    }

    void pointers(const json::object& d, const std::vector<Field>& fields) {
        auto* named = find_field(fields, text_of(d, "title"));
        if (!named || named->retired || named->many || (named->type != Field::text && named->type != Field::choice))
            fail("title", "ledger.title", "请选一个文字或选项栏目作为记录的名称",
                 "Choose a text or choice field that names a record");
        else if (!named->required)
            fail("title", "ledger.title", fmt::format("“{}”用作记录的名称，要设为必填", named->zh),
                 fmt::format("{} names the records, so it must be required", named->en));
        if (auto day = text_of(d, "day"); !day.empty()) {
            auto* on = find_field(fields, day);
            if (!on || on->retired || on->type != Field::day)
                fail("day", "ledger.day", "业务日期要选一个日期栏目", "The business day must be a day field");
        }
        auto sort = text_of(d, "sort");
        if (sort.starts_with("-")) sort.erase(0, 1);
        auto* by = find_field(fields, sort);
        bool orders = by && !by->many && by->type != Field::attachments && by->type != Field::location &&
                      by->type != Field::longtext;
        if (!sort.empty() && sort != "updatedAt" && sort != "createdAt" && !orders)
            fail("sort", "ledger.sort", "默认排序要选一个能排序的栏目",
                 "Choose a field by which the list can be sorted");
    }

    void measure(const json::object& m, const std::vector<Field>& fields, const std::string& at) {
        auto title = named(m);
        auto need = [&](const char* member, auto good, const char* zh, const char* en) {
            auto name = text_of(m, member);
            if (name.empty()) return;
            auto* field = find_field(fields, name);
            if (!field || !good(*field))
                fail(at + "." + member, "ledger.measure", fmt::format("指标{}：{}", title, zh),
                     fmt::format("Measure {}: {}", text_of(m, "name"), en));
        };
        need(
            "sum", [](auto& f) { return f.type == Field::integer; }, "只能对整数栏目求和",
            "only whole numbers can be summed");
        need(
            "by", [](auto& f) { return f.type == Field::choice && !f.many; }, "只能按选项栏目分开",
            "it can be split by a choice field only");
        need(
            "approximate", [](auto& f) { return f.type == Field::boolean; }, "“约数”要选一个是否栏目",
            "approximate must name a yes-no field");
        if (auto form = text_of(m, "form"); !form.empty() && form != "flow" && form != "stock")
            fail(at + ".form", "ledger.measure", fmt::format("指标{}：只能是期间数或期末数", title),
                 fmt::format("Measure {}: the form is flow or stock", text_of(m, "name")));
        if (auto* where = m.if_contains("where"))
            for (auto& member : where->as_object()) {
                auto* field = find_field(fields, member.key());
                bool good = field && ((field->type == Field::boolean && member.value().is_bool()) ||
                                      (field->type == Field::choice && !field->many && member.value().is_string() &&
                                       field->option(member.value().as_string())));
                if (!good)
                    fail(at + ".where", "ledger.measure",
                         fmt::format("指标{}：条件只能是选项栏目的一个选项，或是否栏目", title),
                         fmt::format("Measure {}: a condition is one choice of a choice field, or a yes-no field",
                                     text_of(m, "name")));
            }
    }

    const Surroundings& around_;
};

std::size_t carried_count(const json::object& declaration, const char* list) {
    std::size_t n = 0;
    for (auto& one : list_of(declaration, list)) n += boolean_of(one.as_object(), "carried");
    return n;
}

}  // namespace

std::vector<FieldError> collisions(const std::vector<Field>& fields) {
    std::vector<FieldError> found;
    std::set<std::string> names, titles;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        auto at = fmt::format("fields[{}]", i);
        auto& f = fields[i];
        if (!names.insert(f.name).second)
            found.push_back({at + ".name", "ledger.twice", fmt::format("栏目代号“{}”出现了两次", f.name),
                             fmt::format("The field name \"{}\" stands twice", f.name)});
        if (!titles.insert(f.zh).second)
            found.push_back(
                {at + ".zh", "ledger.twice", fmt::format("两个栏目都叫“{}”，导入表格时分不清，请改一个", f.zh),
                 fmt::format("Two fields are titled \"{}\"; a table's columns could not be told apart", f.zh)});
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        auto at = fmt::format("fields[{}].name", i);
        auto& f = fields[i];
        if (f.type != Field::ref && f.type != Field::area) continue;
        auto stem = f.stem(), label = stem + "Name";
        if (names.count(label))
            found.push_back({at, "ledger.label", fmt::format("栏目代号“{}”留给“{}”的名称用，请换一个", label, f.zh),
                             fmt::format("\"{}\" is kept for the label of {}", label, f.en)});
        if (stem != f.name && names.count(stem))
            found.push_back(
                {at, "ledger.label",
                 fmt::format("栏目“{}”的代号“{}”在表格里写成“{}”，已有栏目用了这个代号，请换一个", f.zh, f.name, stem),
                 fmt::format("{} ({}) is called \"{}\" in tables, and another field has that name; choose another",
                             f.en, f.name, stem)});
    }
    return found;
}

std::vector<FieldError> faults_of(const json::object& declaration, const Surroundings& surroundings) {
    Check check(surroundings);
    if (!surroundings.carried) check.head(declaration);
    check.fields(declaration, carried_count(declaration, "fields"));
    check.measures(declaration, carried_count(declaration, "measures"));
    return check.errors;
}

}  // namespace zhenan::ledger
