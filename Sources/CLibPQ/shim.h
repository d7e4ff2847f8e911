// libpq, PostgreSQL's C client library. Inline functions here hide version differences that Swift cannot see.
#pragma once
#include <poll.h>
#include <string.h>
#include <libpq-fe.h>

// Asks for the result of the query just sent in pieces: of up to `rows` rows where libpq can (17 and later),
// else row by row. Returns 1 on success.
static inline int clibpq_deliver_in_pieces(PGconn *connection, int rows) {
#ifdef LIBPQ_HAS_CHUNK_MODE
    return PQsetChunkedRowsMode(connection, rows);
#else
    (void)rows;
    return PQsetSingleRowMode(connection);
#endif
}

// Whether a result is such a piece, with more to follow.
static inline int clibpq_is_piece(const PGresult *result) {
    ExecStatusType status = PQresultStatus(result);
#ifdef LIBPQ_HAS_CHUNK_MODE
    if (status == PGRES_TUPLES_CHUNK) return 1;
#endif
    return status == PGRES_SINGLE_TUPLE;
}

// What a cancel request needs to know. From libpq 17 on it travels encrypted if the session does.
#ifdef LIBPQ_HAS_ASYNC_CANCEL
typedef PGcancelConn clibpq_canceller;
#else
typedef PGcancel clibpq_canceller;
#endif

static inline clibpq_canceller *clibpq_canceller_create(PGconn *connection) {
#ifdef LIBPQ_HAS_ASYNC_CANCEL
    return PQcancelCreate(connection);
#else
    return PQgetCancel(connection);
#endif
}

// Sends the request and waits until the server has taken it. Not for two threads at once on one canceller.
// Returns 1 on success; else `message` says why.
static inline int clibpq_canceller_send(clibpq_canceller *canceller, char *message, int capacity) {
#ifdef LIBPQ_HAS_ASYNC_CANCEL
    int sent = PQcancelBlocking(canceller);
    if (!sent && capacity > 0) {
        strncpy(message, PQcancelErrorMessage(canceller), (size_t)capacity - 1);
        message[capacity - 1] = '\0';
    }
    PQcancelReset(canceller);
    return sent;
#else
    return PQcancel(canceller, message, capacity);
#endif
}

static inline void clibpq_canceller_destroy(clibpq_canceller *canceller) {
#ifdef LIBPQ_HAS_ASYNC_CANCEL
    PQcancelFinish(canceller);
#else
    PQfreeCancel(canceller);
#endif
}

// Whether something can be read from the server at once, be it the end of the stream.
static inline int clibpq_has_input(const PGconn *connection) {
    struct pollfd socket = {.fd = PQsocket(connection), .events = POLLIN};
    return poll(&socket, 1, 0) > 0;
}
