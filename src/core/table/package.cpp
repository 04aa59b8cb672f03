#include "core/table/package.h"

#include <expat.h>

#include <exception>

#include "core/table/read.h"

namespace zhenan::table {

namespace {

constexpr std::size_t kRatioFrom = 10u << 20;
constexpr std::size_t kChunk = 64u << 10;
// expat holds a tag whole and looks at it anew with every chunk; no honest tag is this long.
constexpr std::size_t kLongestTag = 1u << 20;

// An exception must not pass through expat's C frames: it is kept and thrown again outside.
class Parser {
public:
    explicit Parser(XmlEvents& events) : events_(events) {
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(
            parser_.get(),
            [](void* self, const char* name, const char** pairs) {
                guarded(self, [&](XmlEvents& events) { events.begin(local_name(name), Attributes(pairs)); });
            },
            [](void* self, const char* name) {
                guarded(self, [&](XmlEvents& events) { events.end(local_name(name)); });
            });
        XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* text, int length) {
            guarded(self, [&](XmlEvents& events) { events.text({text, static_cast<std::size_t>(length)}); });
        });
        // Without a DOCTYPE there are no entities to blow up or to fetch.
        XML_SetStartDoctypeDeclHandler(parser_.get(), [](void* self, const char*, const char*, const char*, int) {
            guarded(self, [](XmlEvents&) { throw Fault(kUnreadable); });
        });
    }

    void feed(std::string_view piece, bool last) {
        fed_ += piece.size();
        auto status = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), last);
        if (failure_) std::rethrow_exception(failure_);
        if (status != XML_STATUS_OK) throw Fault(kUnreadable);
        auto at = XML_GetCurrentByteIndex(parser_.get());
        if (at >= 0 && fed_ - static_cast<std::size_t>(at) > kLongestTag) throw Fault(kTooBig);
    }

private:
    template <typename Step>
    static void guarded(void* self, const Step& step) {
        auto& parser = *static_cast<Parser*>(self);
        if (parser.failure_) return;
        try {
            step(parser.events_);
        } catch (...) {
            parser.failure_ = std::current_exception();
            XML_StopParser(parser.parser_.get(), XML_FALSE);
        }
    }

    struct Free {
        void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
    };
    XmlEvents& events_;
    std::unique_ptr<XML_ParserStruct, Free> parser_{XML_ParserCreate(nullptr)};
    std::exception_ptr failure_;
    std::size_t fed_ = 0;
};

}  // namespace

std::string_view Attributes::get(std::string_view local) const {
    for (auto pair = pairs_; *pair; pair += 2)
        if (local_name(pair[0]) == local) return pair[1];
    return {};
}

Package::Package(std::string_view bytes, const Limits& limits) : limits_(limits) {
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (!source) throw Fault(kUnreadable);
    archive_.reset(zip_open_from_source(source, ZIP_RDONLY, nullptr));
    if (!archive_) {
        zip_source_free(source);
        throw Fault(kUnreadable);
    }
}

bool Package::has(const std::string& part) const {
    return zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE) >= 0;
}

// The sizes a bomb declares may be lies, so what was really unpacked is counted.
void Package::check(const zip_stat_t& entry, std::size_t part_bytes) const {
    if (unpacked_ > limits_.unpacked_bytes) throw Fault(kTooBig);
    if (part_bytes > kRatioFrom && part_bytes / limits_.ratio > entry.comp_size) throw Fault(kTooBig);
}

void Package::read(const std::string& part, XmlEvents& events) {
    auto index = zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE);
    zip_stat_t entry;
    if (index < 0 || zip_stat_index(archive_.get(), index, 0, &entry) != 0) throw Fault(kUnreadable);
    if (entry.encryption_method != ZIP_EM_NONE) throw Fault(kEncrypted);
    std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(archive_.get(), index, 0), zip_fclose);
    if (!file) throw Fault(kUnreadable);

    Parser parser(events);
    std::string buffer(kChunk, '\0');
    std::size_t part_bytes = 0;
    while (auto count = zip_fread(file.get(), buffer.data(), buffer.size())) {
        if (count < 0) throw Fault(kUnreadable);
        part_bytes += count;
        unpacked_ += count;
        check(entry, part_bytes);
        parser.feed({buffer.data(), static_cast<std::size_t>(count)}, false);
    }
    parser.feed({}, true);
}

}  // namespace zhenan::table
