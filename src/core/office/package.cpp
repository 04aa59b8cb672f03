#include "core/office/package.h"

#include <zip.h>

#include <algorithm>
#include <memory>

#include "core/fault.h"

namespace zhenan::office {

namespace {

const FaultCode kUnreadable{
    Kind::rejected, "office.unreadable", "文件打不开或不完整，请用 WPS 或 Word 打开后重新保存再上传",
    "The file cannot be read or is not whole; open it in WPS or Word, save it again and upload that"};
const FaultCode kEncrypted{Kind::rejected, "office.encrypted", "文件设了密码，请去掉密码后再上传",
                           "The file is protected by a password; take it off and upload it again"};
const FaultCode kTooBig{Kind::too_large, "office.too_large", "文件展开后太大，请去掉大图片后再上传",
                        "The file unpacks to too much; take large pictures out and upload it again"};
const FaultCode kMacros{Kind::rejected, "office.macros", "文件里有宏，请另存为不带宏的文件（.docx、.xlsx）再上传",
                        "The file holds macros; save it as a file without macros (.docx, .xlsx) and upload that"};
const FaultCode kLinked{
    Kind::rejected, "office.linked", "文件里有指向别处的模板、图片或数据链接，请断开链接后再上传",
    "The file takes a template, picture or values from elsewhere; break the link and upload it again"};
const FaultCode kNotPacked{Kind::internal, "office.not_packed", "文件没有生成，请稍后再试",
                           "The file could not be packed; try again later"};

constexpr std::size_t kRatioFrom = 1u << 20;

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

std::string content(zip_t* archive, zip_uint64_t index, const zip_stat_t& entry, const Limits& limits,
                    std::size_t already) {
    std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(archive, index, 0), zip_fclose);
    if (!file) throw Fault(kUnreadable);
    std::string bytes, buffer(64u << 10, '\0');
    // The size that a bomb declares may be a lie: what is really unpacked is counted.
    while (auto count = zip_fread(file.get(), buffer.data(), buffer.size())) {
        if (count < 0) throw Fault(kUnreadable);
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
        if (already + bytes.size() > limits.unpacked_bytes) throw Fault(kTooBig);
        if (bytes.size() > kRatioFrom && bytes.size() / limits.ratio > entry.comp_size) throw Fault(kTooBig);
    }
    return bytes;
}

// A hyperlink only leads somewhere when it is clicked; everything else external is fetched when the file is opened.
bool fetches(std::string_view relations) {
    for (std::size_t at = 0; (at = relations.find("<Relationship ", at)) != relations.npos;) {
        auto end = std::min(relations.find('>', at), relations.size());
        auto one = relations.substr(at, end - at);
        if (one.find("\"External\"") != one.npos && one.find("/hyperlink\"") == one.npos) return true;
        at = end;
    }
    return false;
}

}  // namespace

Package Package::open(std::string_view bytes, const Limits& limits) {
    // An encrypted office file is no zip but an OLE container.
    if (bytes.starts_with("\xd0\xcf\x11\xe0")) throw Fault(kEncrypted);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (!source) throw Fault(kUnreadable);
    std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(source, ZIP_RDONLY, nullptr));
    if (!archive) {
        zip_source_free(source);
        throw Fault(kUnreadable);
    }
    auto count = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
    if (count > limits.parts) throw Fault(kTooBig);
    Package package;
    std::size_t unpacked = 0;
    for (zip_uint64_t index = 0; index < count; ++index) {
        zip_stat_t entry;
        if (zip_stat_index(archive.get(), index, 0, &entry) != 0) throw Fault(kUnreadable);
        std::string name = entry.name;
        if (name.ends_with('/')) continue;
        if (entry.encryption_method != ZIP_EM_NONE) throw Fault(kEncrypted);
        if (name.ends_with("vbaProject.bin")) throw Fault(kMacros);
        if (package.find(name)) throw Fault(kUnreadable);
        auto part = content(archive.get(), index, entry, limits, unpacked);
        unpacked += part.size();
        if (name.ends_with(".rels") && fetches(part)) throw Fault(kLinked);
        package.parts_.push_back({std::move(name), std::move(part)});
    }
    if (!package.find("[Content_Types].xml")) throw Fault(kUnreadable);
    return package;
}

Part* Package::find(std::string_view name) {
    auto found = std::find_if(parts_.begin(), parts_.end(), [&](auto& part) { return part.name == name; });
    return found == parts_.end() ? nullptr : &*found;
}

std::string Package::pack() const {
    return zipped(parts_);
}

std::string zipped(const std::vector<Part>& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (!target) throw Fault(kNotPacked);
    zip_source_keep(target);
    std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> kept(target, zip_source_free);
    std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(target, ZIP_TRUNCATE, &error));
    if (!archive) {
        zip_source_free(target);
        throw Fault(kNotPacked);
    }
    for (auto& part : parts) {
        zip_source_t* source = zip_source_buffer(archive.get(), part.bytes.data(), part.bytes.size(), 0);
        auto index = source ? zip_file_add(archive.get(), part.name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
        if (index < 0) {
            zip_source_free(source);
            throw Fault(kNotPacked);
        }
        zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(index), 0, (1 << 5) | 1, 0);
    }
    if (zip_close(archive.get()) != 0) throw Fault(kNotPacked);
    (void)archive.release();  // closing has freed it
    if (zip_source_open(target) != 0) throw Fault(kNotPacked);
    zip_source_seek(target, 0, SEEK_END);
    auto size = zip_source_tell(target);
    zip_source_seek(target, 0, SEEK_SET);
    std::string bytes(static_cast<std::size_t>(std::max<zip_int64_t>(size, 0)), '\0');
    if (zip_source_read(target, bytes.data(), bytes.size()) != size) throw Fault(kNotPacked);
    return bytes;
}

}  // namespace zhenan::office
