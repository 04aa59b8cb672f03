// Rows of a file on their way to records; only for this folder.
#pragma once

#include "core/work/work.h"
#include "modules/record/record_earlier.h"
#include "modules/record/record_file.h"

namespace zhenan::record {

/// A file that is being read: whose, what kind, and what is known of the rows above.
struct Reading {
    http::Call& call;
    const Kind& kind;
    Earlier& earlier;
};

bool in_files(const Field& field);
/// One cell's text as the field's JSON value; null for empty. Throws Fault with the field.
json::value value_of_cell(Reading& reading, const Field& field, const std::string& text);
json::object input_of_row(Reading& reading, const std::vector<const Field*>& columns,
                          const std::vector<std::string>& cells);
/// The fields that the titles of the first row name; nothing for columns that are passed over. Throws import.columns.
std::vector<const Field*> header(const Kind& kind, const std::vector<std::string>& cells);

/// What is wrong in a file, by row and column.
class Findings {
public:
    explicit Findings(bool english) : english_(english) {}
    void columns(const std::vector<const Field*>& fields) { fields_ = fields; }
    void refuse(std::size_t row, const Fault& fault);
    void warn(std::size_t row, const std::vector<FieldError>& warnings);
    json::object answer(std::int64_t accepted, bool written) const;
    std::int64_t rejected() const { return rejected_; }

private:
    void add(json::array& to, std::size_t row, const FieldError& error) const;

    bool english_;
    std::vector<const Field*> fields_;
    std::int64_t rejected_ = 0, warned_ = 0;
    json::array errors_, warnings_;
};

/// Checked rows between reading and writing: in a file, so that memory stays flat.
class Spool {
public:
    struct Row {
        std::size_t number;
        std::string id;
        json::object record;
    };
    Spool();
    ~Spool();
    Spool(const Spool&) = delete;
    void put(std::size_t number, const std::string& id, const json::object& record);
    void rewind();
    std::optional<Row> next();

private:
    std::FILE* file_;
    char* line_ = nullptr;
    std::size_t room_ = 0;
};

}  // namespace zhenan::record
