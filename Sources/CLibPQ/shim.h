// libpq, PostgreSQL's C client library. Inline functions here hide version differences that Swift cannot see.
#pragma once
#include <libpq-fe.h>
