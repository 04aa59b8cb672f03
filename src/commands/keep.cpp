// backup, restore, verify.
#include <iostream>

#include "commands/commands.h"
#include "core/event/event.h"
#include "core/jobs.h"

namespace zhenan::commands {

int verify(const Options& options) {
    Opened opened(options, false);
    std::optional<std::string> broken;
    opened.store().read([&](db::Connection& db) { broken = broken_seal(db); });
    if (broken) {
        std::cerr << "事件链断在：" << *broken << "\nThe event chain is broken at: " << *broken << "\n";
        return 1;
    }
    std::cout << "完好 whole\n";
    return 0;
}

int backup(const Options&) { return 1; }
int restore(const Options&) { return 1; }


}  // namespace zhenan::commands
