#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>

#include "core/table/number_format.h"
#include "core/table/package.h"
#include "core/table/read.h"
#include "core/table/shared_strings.h"

namespace zhenan::table {

namespace {

const FaultCode kFormula{
    Kind::rejected, "table.formula", "有公式没有算出值；请用 Excel 或 WPS 打开，改好并保存后再上传",
    "A formula has no value; open the file in Excel or WPS, correct it, save it and send it again"};

bool is_true(std::string_view text) {
    return text == "1" || text == "true";
}

// Parts are named relative to the folder of the part that points to them, or from the root.
std::string resolve(std::string_view from, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    auto slash = from.rfind('/');
    std::string folder(slash == from.npos ? "" : from.substr(0, slash));
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        folder.erase(folder.find('/') == folder.npos ? 0 : folder.rfind('/'));
    }
    while (target.starts_with("./")) target.remove_prefix(2);
    return folder.empty() ? std::string(target) : folder + "/" + std::string(target);
}

struct Relation {
    std::string type;  // the last word of the type's address; strict files have other addresses
    std::string part;
};

class Relations : public XmlEvents {
public:
    Relations(Package& package, const std::string& of) : of_(of) {
        auto slash = of.rfind('/');
        std::string folder = slash == of.npos ? "" : of.substr(0, slash + 1);
        std::string name = slash == of.npos ? of : of.substr(slash + 1);
        package.read(folder + "_rels/" + name + ".rels", *this);
    }
    const Relation* by_id(std::string_view id) const {
        auto found = relations_.find(std::string(id));
        return found == relations_.end() ? nullptr : &found->second;
    }
    std::string by_type(std::string_view type) const {
        for (auto& [id, relation] : relations_)
            if (relation.type == type) return relation.part;
        return {};
    }

private:
    void begin(std::string_view name, const Attributes& attributes) override {
        if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
        auto type = attributes.get("Type");
        relations_[std::string(attributes.get("Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                         resolve(of_, attributes.get("Target"))};
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}

    std::string of_;
    std::map<std::string, Relation> relations_;
};

class WorkbookPart : public XmlEvents {
public:
    explicit WorkbookPart(const Relations& relations) : relations_(relations) {}
    bool since_1904 = false;
    std::string sheet;  // the part of the first visible sheet

private:
    void begin(std::string_view name, const Attributes& attributes) override {
        if (name == "workbookPr") since_1904 = is_true(attributes.get("date1904"));
        if (name != "sheet" || !sheet.empty()) return;
        auto state = attributes.get("state");
        auto relation = relations_.by_id(attributes.get("id"));
        if (relation && relation->type == "worksheet" && (state.empty() || state == "visible")) sheet = relation->part;
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}

    const Relations& relations_;
};

class Styles : public XmlEvents {
public:
    NumberFormat of(std::string_view style) const {
        auto index = number_of<std::size_t>(style).value_or(0);
        return index < formats_.size() ? formats_[index] : NumberFormat{};
    }

private:
    void begin(std::string_view name, const Attributes& attributes) override {
        if (name == "cellXfs") in_cell_formats_ = true;
        if (name != "numFmt" && name != "xf") return;
        int id = number_of<int>(attributes.get("numFmtId")).value_or(0);
        if (name == "numFmt") {
            codes_.emplace(id, NumberFormat::of_code(attributes.get("formatCode")));
        } else if (in_cell_formats_) {
            auto code = codes_.find(id);
            formats_.push_back(code == codes_.end() ? NumberFormat::built_in(id) : code->second);
        }
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") in_cell_formats_ = false;
    }
    void text(std::string_view) override {}

    std::map<int, NumberFormat> codes_;
    std::vector<NumberFormat> formats_;
    bool in_cell_formats_ = false;
};

class Sheet : public XmlEvents {
public:
    Sheet(const SharedStrings& strings, const Styles& styles, bool since_1904, const OnRow& on_row,
          const Limits& limits)
        : strings_(strings),
          styles_(styles),
          since_1904_(since_1904),
          limits_(limits),
          row_(on_row, limits),
          inline_text_(limits) {}
    bool seen() const { return seen_; }

private:
    void begin(std::string_view name, const Attributes& attributes) override {
        if (name == "worksheet") seen_ = true;
        if (name == "row") {
            auto written = attributes.get("r");
            auto number = written.empty() ? number_ + 1 : number_of<std::size_t>(written);
            if (!number) throw Fault(kUnreadable);
            number_ = *number;
            next_column_ = 0;
        } else if (name == "c") {
            column_ = column_of(attributes.get("r")).value_or(next_column_);
            next_column_ = column_ + 1;
            type_ = attributes.get("t");
            style_ = attributes.get("s");
            value_.clear();
            formula_ = false;
        } else if (name == "v") {
            in_value_ = true;
        } else if (name == "f") {
            formula_ = true;
        } else {
            inline_text_.begin(name);
        }
    }

    void end(std::string_view name) override {
        if (name == "row") {
            row_.finish(number_);
        } else if (name == "c") {
            row_.set(number_, column_, cell());
        } else if (name == "v") {
            in_value_ = false;
        } else {
            inline_text_.end(name);
        }
    }

    void text(std::string_view piece) override {
        if (!in_value_) return inline_text_.text(piece);
        if (value_.size() + piece.size() > limits_.cell_bytes) Row::too_long_cell(number_);
        value_ += piece;
    }

    // "BC12" -> 54; the row's number stands in the row.
    static std::optional<std::size_t> column_of(std::string_view reference) {
        std::size_t column = 0;
        std::size_t letters = 0;
        for (; letters < reference.size() && std::isalpha(static_cast<unsigned char>(reference[letters])); ++letters) {
            if (letters == 3) throw Fault(kUnreadable);
            column = column * 26 + (std::toupper(reference[letters]) - 'A' + 1);
        }
        if (letters == 0) return {};
        return column - 1;
    }

    std::string cell() {
        std::string inline_text = inline_text_.take();
        if (type_ == "inlineStr") return inline_text;
        // The value that the spreadsheet computed is taken. One that was never computed, or #N/A, is nobody's text.
        if (type_ == "e" || (formula_ && value_.empty() && type_ != "str")) refuse_formula();
        if (value_.empty()) return {};
        if (type_ == "s") return std::string(strings_.at(value_));
        if (type_ == "str") return clean(unescape(value_));
        if (type_ == "b") return is_true(value_) ? "true" : "false";
        if (type_ == "d") return show_iso(value_);
        return show_number(clean(value_), styles_.of(style_), since_1904_);
    }

    [[noreturn]] void refuse_formula() const {
        std::string letters;
        for (auto n = column_ + 1; n > 0; n = (n - 1) / 26)
            letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
        auto place = fmt::format("{}{}", letters, number_);
        auto zh = value_.empty() ? "里的公式没有算出值" : fmt::format("里是错误值 {}", clean(value_));
        auto en = value_.empty() ? "holds a formula without a value" : fmt::format("holds the error {}", clean(value_));
        throw Fault(
            kFormula, fmt::format("单元格 {} {}；请用 Excel 或 WPS 打开，改好并保存后再上传", place, zh),
            fmt::format("Cell {} {}; open the file in Excel or WPS, correct it, save it and send it again", place, en));
    }

    const SharedStrings& strings_;
    const Styles& styles_;
    bool since_1904_;
    const Limits& limits_;
    Row row_;
    RichText inline_text_;
    std::size_t number_ = 0;
    std::size_t column_ = 0;
    std::size_t next_column_ = 0;
    std::string type_;
    std::string style_;
    std::string value_;
    bool in_value_ = false;
    bool formula_ = false;
    bool seen_ = false;
};

}  // namespace

void read_xlsx(std::string_view bytes, const OnRow& on_row, const Limits& limits) {
    Package package(bytes, limits);
    if (!package.has("_rels/.rels")) throw Fault(kUnreadable);
    std::string start = Relations(package, "").by_type("officeDocument");
    // A text document or a binary workbook is a zip of the same make.
    if (!start.ends_with(".xml") || !package.has(start)) throw Fault(kUnreadable);

    Relations relations(package, start);
    WorkbookPart workbook(relations);
    package.read(start, workbook);
    if (workbook.sheet.empty()) throw Fault(kUnreadable);

    Styles styles;
    std::string part = relations.by_type("styles");
    if (package.has(part)) package.read(part, styles);
    SharedStrings strings(limits);
    part = relations.by_type("sharedStrings");
    if (package.has(part)) package.read(part, strings);
    Sheet sheet(strings, styles, workbook.since_1904, on_row, limits);
    package.read(workbook.sheet, sheet);
    if (!sheet.seen()) throw Fault(kUnreadable);
}

}  // namespace zhenan::table
