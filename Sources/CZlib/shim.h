// zlib: reads gzip with its checksums, which libarchive passes over.
#pragma once
#include <zlib.h>
