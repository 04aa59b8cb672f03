// The demo town: invented, made through the same routes as everything else, with a clock that is moved along.
#include "commands/commands.h"

namespace zhenan::commands {

int demo(const Options&) { return 1; }

}  // namespace zhenan::commands
