// libarchive: reads gzip, zstd and zip as streams.
#pragma once
#include <archive.h>
#include <archive_entry.h>
